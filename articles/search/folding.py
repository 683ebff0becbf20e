"""Names in the letters that free words are folded to: by the database's `unaccent`, and by a language's stemmer."""

from __future__ import annotations

import re

from django.conf import settings

# Letters that the Arabic stemmer takes for one, and the marks that it leaves out.
ARABIC = ("اأإآٱ", "وؤ", "يىئ", "هة")
ARABIC_CLASSES = str.maketrans({letter: f"[{one}]" for one in ARABIC for letter in one})
ARABIC_LETTER = re.compile("[ء-غف-ي]")
ARABIC_MARK = re.compile("[\u0640\u064b-\u0652\u0670]")
GERMAN_UMLAUT = re.compile("([aouäöü])e?", re.IGNORECASE)


def folded(text: str) -> str:
    """A regular expression for the text in a column that is looked up with `__unaccent__iregex`."""
    regex = re.escape(ARABIC_MARK.sub("", text))
    regex = ARABIC_LETTER.sub(rf"\g<0>{ARABIC_MARK.pattern}*", regex).translate(ARABIC_CLASSES)
    return GERMAN_UMLAUT.sub(r"\1e?", regex) if settings.SEARCH_LANGUAGE == "de" else regex
