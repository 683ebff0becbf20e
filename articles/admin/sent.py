"""A story as its form sends it, beside the same as Article.content() has it."""

from __future__ import annotations

from datetime import UTC, datetime
from operator import itemgetter

from django.http import QueryDict
from django.utils import timezone

from articles.body import sanitise
from articles.models import Article

FIELDS = [
    "kicker", "headline", "standfirst", "body", "lead_image", "lead_caption", "section", "other_sections",
    "tags", "related", "slug", "short_headline", "seo_title", "seo_description", "canonical_url", "language",
    "suppress_ads", "embargo_until",
]  # fmt: skip
BYLINE = ("author", "role", "short_bio")


def content(form, bylines) -> dict:
    """What is valid of what the form and its formset of bylines hold, in the shape of Article.content()."""
    content = {name: form.cleaned_data[name] for name in FIELDS if name in form.cleaned_data}
    if bylines.is_valid():
        content["bylines"] = bylines.as_content()
    for name in {"section", "lead_image"} & content.keys():
        thing = content[name]
        content[name] = thing and {"id": thing.pk, "name": str(thing)}
    if "other_sections" in content:
        sections = sorted(content["other_sections"], key=lambda section: section.pk)
        content["other_sections"] = [{"id": section.pk, "name": str(section)} for section in sections]
    if "tags" in content:
        content["tags"] = sorted(content["tags"])
    if "related" in content:
        content["related"] = Article.objects.named(content["related"])
    if moment := content.get("embargo_until"):
        content["embargo_until"] = moment.astimezone(UTC).isoformat()
    return content


def value(name: str, content) -> list[str]:
    """A value of Article.content() as a form posts it."""
    if name == "embargo_until" and content:
        return [timezone.localtime(datetime.fromisoformat(content)).isoformat(timespec="minutes")]
    match content:
        case [] if name == "tags":
            return [""]
        case None | False | []:
            return []
        case True:
            return ["on"]
        case {"id": pk}:
            return [str(pk)]
        case [{}, *_]:
            return [str(thing["id"]) for thing in content]
        case list():
            return [", ".join(content)]
    return [content]


def write_rows(data: QueryDict, prefix: str, bylines: list[dict]) -> None:
    """Makes the formset's part of what was sent say `bylines`."""
    for name in [name for name in data if name.startswith(f"{prefix}-") and not name.endswith("_FORMS")]:
        if "__prefix__" not in name:
            del data[name]
    data[f"{prefix}-TOTAL_FORMS"], data[f"{prefix}-INITIAL_FORMS"] = str(len(bylines)), "0"
    for index, byline in enumerate(bylines):
        for name in BYLINE:
            data[f"{prefix}-{index}-{name}"] = str(byline[name])
        data[f"{prefix}-{index}-ORDER"] = str(index + 1)


def holds(data: QueryDict, key: str, prefix: str) -> str:
    """What was sent of a field, or of the bylines, as one text: by it one sees whether it is still the same."""
    if key == "body":
        return sanitise(data.get("body", ""))
    if key != "bylines":
        return as_text(data.getlist(key))
    rows = [
        {name: data.get(f"{row}-{name}", "") for name in (*BYLINE, "ORDER")}
        for row in (name.removesuffix("-author") for name in data if name.endswith("-author"))
        if row.startswith(f"{prefix}-") and "__prefix__" not in row and not data.get(f"{row}-DELETE")
    ]
    order = [int(row["ORDER"]) if row["ORDER"].isdecimal() else len(rows) for row in rows]
    return rows_as_text(
        [row for _, row in sorted(zip(order, rows, strict=True), key=itemgetter(0)) if row["author"]]
    )


def rows_as_text(bylines: list[dict]) -> str:
    return "\n".join("\t".join(str(byline[name]).strip() for name in BYLINE).strip() for byline in bylines)


def as_text(values: list[str]) -> str:
    """As one text, with line breaks as we write them: a browser sends others."""
    return ",".join(values).replace("\r\n", "\n").strip()
