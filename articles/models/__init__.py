from articles.models.article import Article, Byline, TaggedArticle
from articles.models.edition import Correction, Edition, EditionByline, TaggedEdition, Withdrawal
from articles.models.revision import Revision

__all__ = [
    "Article",
    "Byline",
    "Correction",
    "Edition",
    "EditionByline",
    "Revision",
    "TaggedArticle",
    "TaggedEdition",
    "Withdrawal",
]
