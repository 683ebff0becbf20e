"""Each feed at `…/feed/` (RSS, as WordPress has it), `…/feed/atom/` and `…/feed/json/`."""

from django.urls import re_path

from articles.feeds import views

FORM = r"feed/(?:(?P<form>atom|json)/)?$"
FEEDS = [
    ("", views.NewestFeed, "feed"),
    ("corrections/", views.CorrectionsFeed, "corrections-feed"),
    (r"author/(?P<slug>[-\w]+)/", views.AuthorFeed, "author-feed"),
    (r"tag/(?P<slug>[-\w]+)/", views.TagFeed, "tag-feed"),
    (r"series/(?P<slug>[-\w]+)/", views.SeriesFeed, "series-feed"),
    (r"(?P<path>[-\w]+(?:/[-\w]+)?)/", views.SectionFeed, "section-feed"),
]

urlpatterns = [re_path(f"^{start}{FORM}", view.as_view(), name=name) for start, view, name in FEEDS]
