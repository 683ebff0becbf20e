"""Stories, series and tags at the desk."""

from articles.admin.series import SeriesAdmin
from articles.admin.story import ArticleAdmin
from articles.admin.tags import TagAdmin

__all__ = ["ArticleAdmin", "SeriesAdmin", "TagAdmin"]
