"""What is made at the desk, in English, for readers who have another language."""

from django.conf import settings
from django.utils import translation


def in_readers_language() -> translation.override:
    """A `with` block in which words and dates come in the language of the publication."""
    return translation.override(settings.LANGUAGE_CODE)
