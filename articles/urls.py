"""The addresses of stories and their lists; included last, for sections take whatever is left."""

from django.urls import path, re_path, register_converter

from articles import feeds, views
from articles.archive import ArchiveView, MonthView


class SlugConverter:
    """A slug in any script, as Article.slug is one."""

    regex = r"[-\w]+"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(SlugConverter, "uslug")

urlpatterns = [
    re_path(r"^(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/(?P<slug>[-\w]+)/$", views.story, name="story"),
    path("author/<slug:slug>/", views.AuthorView.as_view(), name="author"),
    path("author/<slug:slug>/feed/", feeds.AuthorFeed(), name="author-feed"),
    path("tag/<uslug:slug>/", views.TagView.as_view(), name="tag"),
    path("tag/<uslug:slug>/feed/", feeds.TagFeed(), name="tag-feed"),
    path("search/suggest/", views.suggestions, name="search-suggestions"),
    path("search/", views.SearchView.as_view(), name="search"),
    path("corrections/<int:pk>/", views.CorrectionView.as_view(), name="correction"),
    path("corrections/feed/", feeds.CorrectionsFeed(), name="corrections-feed"),
    path("corrections/", views.CorrectionsView.as_view(), name="corrections"),
    path("archive/", ArchiveView.as_view(), name="archive"),
    re_path(r"^archive/(?P<year>[0-9]{4})/$", ArchiveView.as_view(), name="archive-year"),
    re_path(r"^archive/(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/$", MonthView.as_view(), name="archive-month"),
    path("feed/", feeds.NewestFeed(), name="feed"),
    re_path(r"^(?P<path>[-\w]+(?:/[-\w]+)?)/feed/$", feeds.SectionFeed(), name="section-feed"),
    re_path(r"^(?P<path>[-\w]+(?:/[-\w]+)?)/$", views.SectionView.as_view(), name="section"),
]
