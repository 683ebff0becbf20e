"""In whose grammar words are stemmed: the publication's, by a setting."""

from __future__ import annotations

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F

from articles.models import Article, Edition
from articles.search.indexing import CONFIGURATION, index

# Those that PostgreSQL has a stemmer for. In all others words are found as they are written.
STEMMED = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian",
    "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch",
    "nn": "norwegian", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
WORDS = "asciiword, asciihword, hword_asciipart, word, hword, hword_part"


def rebuild(tell=lambda done: None) -> None:
    """
    Reads the words of all stories anew in the language of the settings, all at once for whoever searches. Calls `tell`
    with the number of editions that are done.
    """
    stemmer = STEMMED.get(settings.SEARCH_LANGUAGE)
    dictionary = f"{stemmer}_stem" if stemmer else "simple"
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                f"ALTER TEXT SEARCH CONFIGURATION {CONFIGURATION} ALTER MAPPING FOR {WORDS} WITH unaccent, {dictionary}"
            )
        for done, edition in enumerate(Edition.objects.defer("body_html", "search").iterator(500), start=1):
            index(edition)
            tell(done)
        # The database derives the desk's words, where anything is written.
        Article.objects.update(kicker=F("kicker"))
