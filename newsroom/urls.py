"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import TemplateView

from newsroom import health

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("robots.txt", TemplateView.as_view(template_name="robots.txt", content_type="text/plain")),
    path("media/", include("media.urls")),
    path("", include("ads.urls")),
    path("", include("front.urls")),
    # Sections take any address that nothing else has: last.
    path("", include("articles.urls")),
]
