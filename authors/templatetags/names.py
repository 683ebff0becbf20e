import re

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

LONGEST = 24  # characters; a longer word may break wherever its column makes it


@register.filter
def unbroken(names: str) -> SafeString:
    """Names that don't come apart at their hyphens where a line ends: “Vandermeer-Okonkwo” goes to the next whole."""
    words = re.split(r"(\s+)", names)
    return mark_safe("".join(_whole(word) if "-" in word else conditional_escape(word) for word in words))  # noqa: S308


def _whole(word: str) -> SafeString:
    return (
        format_html('<span class="unbroken">{}</span>', word)
        if len(word) <= LONGEST
        else conditional_escape(word)
    )
