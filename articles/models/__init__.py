from articles.models.article import Article, Byline, TaggedArticle
from articles.models.assignment import Assignment
from articles.models.autosave import Autosave
from articles.models.comment import Comment
from articles.models.edition import Correction, Edition, EditionByline, Withdrawal
from articles.models.filing import ListedEdition, TaggedEdition
from articles.models.preview_link import PreviewLink
from articles.models.readings import Readings
from articles.models.revision import Revision
from articles.models.saved_filter import SavedFilter
from articles.models.search_word import SearchWord
from articles.models.series import Part, Series
from articles.models.tag_alias import TagAlias, goes_by
from articles.models.unused import Unused

__all__ = [
    "Article",
    "Assignment",
    "Autosave",
    "Byline",
    "Comment",
    "Correction",
    "Edition",
    "EditionByline",
    "ListedEdition",
    "Part",
    "PreviewLink",
    "Readings",
    "Revision",
    "SavedFilter",
    "TagAlias",
    "SearchWord",
    "Series",
    "TaggedArticle",
    "TaggedEdition",
    "Unused",
    "Withdrawal",
    "goes_by",
]
