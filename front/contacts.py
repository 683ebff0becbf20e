"""How readers reach the publication, as its pages and machines are told."""

from __future__ import annotations

import re
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def check_telephone(number: str) -> None:
    if not re.fullmatch(r"\+?[\d ()/.-]{5,}", number, re.ASCII):
        raise ValidationError("Write digits only, with the country's code: +49 40 123456.")


class Contact(NamedTuple):
    """`name` is what readers are told of it; `kind` the contactType of schema.org."""

    name: str
    text: str
    url: str
    kind: str = ""


def contacts(publication) -> list[Contact]:
    """All that there are but the postal address."""
    told = [
        (_("Telephone"), publication.telephone, ""),
        (_("Mail"), publication.email, ""),
        (_("Newsroom"), publication.newsroom_email, "newsroom"),
        (_("Tips"), publication.tips, "tips"),
        (_("Advertising"), publication.advertising_email, "sales"),
    ]
    return [Contact(name, text, _url(text), kind) for name, text, kind in told if text]


def _url(text: str) -> str:
    if text.startswith("https:"):
        return text
    return f"mailto:{text}" if "@" in text else f"tel:{re.sub(r'[^+0-9]', '', text)}"
