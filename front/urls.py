from django.urls import path, re_path

from front import views, well_known

urlpatterns = [
    path("", views.FrontView.as_view(), name="front"),
    re_path(
        r"^archive/(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/(?P<day>[0-9]{2})/$",
        views.ArchiveDayView.as_view(),
        name="archive-day",
    ),
    re_path(
        r"^look\.(?P<light>[0-9a-f]{6})-(?P<dark>[0-9a-f]{6})\.css$",
        well_known.LookView.as_view(),
        name="look",
    ),
    path("robots.txt", well_known.RobotsView.as_view(), name="robots"),
    path(".well-known/security.txt", well_known.SecurityView.as_view(), name="security"),
    path("manifest.webmanifest", well_known.ManifestView.as_view(), name="manifest"),
    path(
        "favicon.ico",
        well_known.IconView.as_view(icon="favicon", content_type="image/x-icon"),
        name="favicon",
    ),
    path("apple-touch-icon.png", well_known.IconView.as_view(icon="touch"), name="touch-icon"),
]
