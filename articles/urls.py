"""The addresses of stories and their lists; those of sections are in newsroom.urls, for they take whatever is left."""

from django.urls import include, path, re_path, register_converter

from articles import readings, sitemaps, views
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
    path("", include("articles.feeds.urls")),
    path("sitemap.xml", sitemaps.IndexView.as_view(), name="sitemap"),
    re_path(
        r"^sitemap/(?P<name>pages|(?:stories|authors|tags)-[0-9]{1,9})\.xml$",
        sitemaps.FileView.as_view(),
        name="sitemap-file",
    ),
    path("news-sitemap.xml", sitemaps.NewsView.as_view(), name="news-sitemap"),
    re_path(
        r"^(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/(?P<slug>[-\w]+)/$", views.StoryView.as_view(), name="story"
    ),
    path("_read/", readings.readings, name="readings"),
    path("author/<uslug:slug>/", views.AuthorView.as_view(), name="author"),
    path("tag/<uslug:slug>/", views.TagView.as_view(), name="tag"),
    path("series/<uslug:slug>/", views.SeriesView.as_view(), name="series"),
    path("search/suggest/", views.suggestions, name="search-suggestions"),
    path("search/", views.SearchView.as_view(), name="search"),
    path("corrections/<int:pk>/", views.CorrectionView.as_view(), name="correction"),
    path("corrections/", views.CorrectionsView.as_view(), name="corrections"),
    path("archive/", ArchiveView.as_view(), name="archive"),
    re_path(r"^archive/(?P<year>[0-9]{4})/$", ArchiveView.as_view(), name="archive-year"),
    re_path(r"^archive/(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/$", MonthView.as_view(), name="archive-month"),
]
