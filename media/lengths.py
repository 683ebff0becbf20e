"""What is longer than its field holds: kept as it was typed, and said at the field."""

from django import forms
from django.core.validators import MaxLengthValidator


def say_what_is_too_long(field: forms.Field) -> None:
    """The browser would cut what is pasted without a word (maxlength); so the text is kept, and the limit said."""
    most = getattr(field, "max_length", None)
    if most and field.widget.attrs.pop("maxlength", None):
        field.widget.attrs["data-most"] = most
        limit = MaxLengthValidator(
            most, "This has %(show_value)s characters; %(limit_value)s fit here. Shorten it."
        )
        others = [
            validator for validator in field.validators if not isinstance(validator, MaxLengthValidator)
        ]
        field.validators = [*others, limit]


class NothingIsCut:
    """The part of a form that says of each of its fields what is too long for it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            say_what_is_too_long(field)
