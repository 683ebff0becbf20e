from articles.models.article import Article, Byline, TaggedArticle
from articles.models.autosave import Autosave
from articles.models.edition import Correction, Edition, EditionByline, TaggedEdition, Withdrawal
from articles.models.preview_link import PreviewLink
from articles.models.revision import Revision

__all__ = [
    "Article",
    "Autosave",
    "Byline",
    "Correction",
    "Edition",
    "EditionByline",
    "PreviewLink",
    "Revision",
    "TaggedArticle",
    "TaggedEdition",
    "Withdrawal",
]
