"""What is said of a story's form that comes back unsaved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from articles import checklist
from articles.models import Byline
from articles.models.article import written


def wrong(form, bylines) -> Iterator[dict[str, str]]:
    """What is wrong where, in the order of the form."""
    for name in form.fields:
        for words in _lines(form.errors.get(name, [])):
            yield {"field": name, "anchor": f"id_{name}", "label": form[name].label, "words": words}
    rows = [words for row in bylines.errors for problems in row.values() for words in problems]
    for words in _lines([*bylines.non_form_errors(), *rows]):
        yield {"field": "bylines", "anchor": "bylines-group", "label": "Bylines", "words": words}


def _lines(errors: Iterable[str]) -> list[str]:
    """What the checklist finds at one field comes as one error, a line for each."""
    return [line for words in errors for line in str(words).splitlines()]


def kept_from_readers(response) -> dict[str, str]:
    """Of a form with faults that was to be published, what only the checklist finds, by field."""
    context = getattr(response, "context_data", None) or {}
    if "adminform" not in context:
        return {}
    form, [bylines] = context["adminform"].form, context["inline_admin_formsets"]
    if not form.publishes or form.asks:
        return {}
    told = {*form.errors} | ({"bylines"} if bylines.formset.total_error_count() else set())
    return checklist.by_field([one for one in context["findings"] if one.field not in told])


def mark_nothing(form, bylines) -> None:
    """What is missing is no fault before somebody has pressed Save."""
    for errors in (form.errors, bylines.non_form_errors(), *bylines.errors):
        errors.clear()


def typed(form, bylines, article, offered: list[dict]) -> list[str]:
    """The labels of what was changed of the story; `offered` are the bylines that a new one begins with."""
    return [*form.typed, *(["Bylines"] if _are_typed(bylines, article, offered) else [])]


def _are_typed(bylines, article, offered) -> bool:
    if any(bylines.errors):
        return bylines.has_changed()
    if article:
        before = article.content()["bylines"]
    else:
        before = [{"author": one["author"].pk, "role": Byline.Role.BY, "short_bio": ""} for one in offered]
    return written(bylines.as_content()) != written(before)
