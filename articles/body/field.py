"""The body as a field of a model, and as the editor in a form."""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms.widgets import Script
from django_prose_editor.fields import ProseEditorField
from django_prose_editor.widgets import ProseEditorWidget
from js_asset import ImportMap, Media

from articles.body.sanitising import embeds, image_ids, sanitise
from articles.body.vocabulary import EXTENSIONS
from articles.embeds import NotEmbeddable, find
from media.models import Image


class BodyWidget(ProseEditorWidget):
    """
    A textarea that `static/editor/` turns into the editor.

    Its import map is an inline script: give the form's media the request's nonce (`with_nonce`).
    """

    def __init__(self, **kwargs):
        super().__init__(**kwargs | {"preset": "story"})

    def format_value(self, value):
        """Sanitised, in whatever way it came into the database: the browser gets nothing else to parse."""
        return sanitise(super().format_value(value) or "")

    @property
    def media(self):
        own = {f"editor/{path.stem}": f"editor/{path.name}" for path in sorted(MODULES.glob("*.js"))}
        return Media(
            importmap=ImportMap(
                {
                    "django-prose-editor/editor": "django_prose_editor/editor.js",
                    "media-library/picker": "media-library/picker.js",
                    "admin-look/combobox": "admin-look/js/combobox.js",
                    "admin-look/find-stories": "admin-look/js/find-stories.js",
                    **own,
                }
            ),
            js=[Script("editor/main.js", type="module")],
            css={"all": ["admin-look/css/suggestions.css", *(f"editor/{name}.css" for name in STYLES)]},
        )


STYLES = ["editor", "text", "pieces", "find"]
MODULES = Path(settings.BASE_DIR) / "static" / "editor"


class BodyField(ProseEditorField):
    """HTML of the vocabulary; all else is taken out when the model is cleaned, as every form does."""

    def __init__(self, *args, **kwargs):
        super().__init__(
            *args, **kwargs | {"extensions": EXTENSIONS, "sanitize": sanitise, "preset": "story"}
        )

    def formfield(self, **kwargs):
        return super().formfield(**kwargs | {"widget": BodyWidget})

    def clean(self, value, model_instance):
        body = super().clean(value, model_instance)
        if problems := [*_missing_pictures(body), *_refused_embeds(body)]:
            raise ValidationError(problems)
        return body


def _missing_pictures(body: str) -> list[str]:
    ids = image_ids(body)
    found = set(Image.objects.filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()
    return [
        f"The picture {pk} is not in the library any more: remove the figure or choose another."
        for pk in ids
        if pk not in found
    ]


def _refused_embeds(body: str) -> list[str]:
    problems = []
    for address in embeds(body):
        try:
            find(address)
        except NotEmbeddable as error:
            problems.append(str(error))
    return problems
