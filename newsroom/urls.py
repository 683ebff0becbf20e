"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path, re_path

from articles.admin.previews import shared_preview
from front.views import SectionView, page_or_section
from newsroom import health

handler500 = "newsroom.faults.server_error"
urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    re_path(r"^preview/(?P<key>[-\w]{1,40})/$", shared_preview, name="shared-preview"),
    path("media/", include("media.urls")),
    path("", include("ads.urls")),
    path("", include("front.urls")),
    path("", include("articles.urls")),
    # Pages and sections take any address that nothing else has: last.
    re_path(r"^(?P<path>[-\w]+)/$", page_or_section, name="page"),
    re_path(r"^(?P<path>[-\w]+(?:/[-\w]+)?)/$", SectionView.as_view(), name="section"),
]
