"""The last part of an address, made of what the thing at it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify

LONGEST = 120


def slug_from(name: str, longest: int = LONGEST) -> str:
    return slugify(name, allow_unicode=True)[:longest].strip("-")


def slug_of(typed: str, name: str, source: str, longest: int = LONGEST) -> str:
    """
    What was typed as the slug, or else one that is made of the name; `source` is what that is called. Empty where
    there is no name yet. Raises ValidationError.
    """
    slug = typed or slug_from(name, longest)
    if slug and not any(map(str.isalnum, slug)):
        raise ValidationError("Type at least one letter or digit.")
    if not slug and name:
        raise ValidationError(
            f"The {source} has no letters or digits to make an address from. Type one here."
        )
    return slug


if TYPE_CHECKING:
    Form = forms.ModelForm
else:
    Form = object


class SlugForm(Form):
    """Makes the slug of the field `slug_source`, which comes before it, where none is typed."""

    slug_source = "name"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:  # whoever may only look has none
            self.fields["slug"].required = False

    def clean_slug(self):
        name = self.cleaned_data.get(self.slug_source, "")
        return slug_of(self.cleaned_data["slug"], name, self.slug_source, self.fields["slug"].max_length)
