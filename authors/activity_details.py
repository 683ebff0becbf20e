"""The details of a line of the activity log as a person reads them: what changed, when, and names that lead on."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Permission
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.text import capfirst

from authors.activity import Activity

LABELS = {
    "live_from": "Live from",
    "version": "Version of the text",
    "to": "Assigned to",
    "planned_for": "Planned for",
}
MOMENTS = {"live_from", "due"}
DAYS = {"planned_for"}
# What changed, where the line says no more than how it was and how it is.
SUBJECTS: dict[str, str] = {Activity.Verb.BYLINE: "Name", Activity.Verb.PERMISSION: "Staff account"}


@dataclass(frozen=True)
class Name:
    """A word or a name, with the address of the thing at the desk where it is still there."""

    text: str
    address: str = ""


@dataclass
class Details:
    """
    `facts` are labels with what they are; `changes` labels with what was before and what is after; `lists` labels with
    what was taken away and what was added.
    """

    facts: list[tuple[str, list[Name]]] = field(default_factory=list)
    changes: list[tuple[str, list[Name], list[Name]]] = field(default_factory=list)
    lists: list[tuple[str, list[Name], list[Name]]] = field(default_factory=list)


def read(line: Activity) -> Details:
    """Whatever JSON the line holds: what has no shape that is known here is shown as its words."""
    found = Details()
    told = dict(line.details)
    if told.keys() >= {"before", "after"}:
        before, after = told.pop("before"), told.pop("after")
        subject = "Bylines" if isinstance(after, list) else SUBJECTS.get(line.verb, "What it was")
        found.changes.append((subject, _names(before), _names(after)))
    for key, value in told.items():
        label = LABELS.get(key) or capfirst(key.replace("_", " "))
        if value in (None, "", [], {}):
            continue
        match value:
            case {"before": before, "after": after}:
                found.changes.append((label, _names(before), _names(after)))
            case {"added": added, "removed": removed}:
                found.lists.append((label, _names(removed, key), _names(added, key)))
            case _ if key == "edition":
                found.facts.append((label, [Name(str(value), address_of(line, "history"))]))
            case _:
                found.facts.append((label, _names(value, key)))
    return found


def address_of(line: Activity, view: str = "change") -> str:
    """Where the thing that the line tells of stands at the desk; empty where it is gone, or has no page there."""
    app, _, model = line.kind.partition(".")
    with suppress(LookupError, NoReverseMatch, ValueError):
        if apps.get_model(line.kind)._default_manager.filter(pk=line.key).exists():
            return reverse(f"admin:{app}_{model}_{view}", args=[line.key])
    return ""


def moment(at) -> str:
    """To the second, with the zone: whoever reads it may have to answer for it."""
    return f"{date_format(timezone.localtime(at), 'j F Y, H:i:s')} ({timezone.get_current_timezone_name()})"


def _names(value: Any, key: str = "") -> list[Name]:
    match value:
        case None | "":
            return []
        case bool():
            return [Name("yes" if value else "no")]
        case str() if key in MOMENTS and (at := _parsed(parse_datetime, value)) and timezone.is_aware(at):
            return [Name(moment(at))]
        case str() if key in DAYS and (day := _parsed(parse_date, value)):
            return [Name(date_format(day, "j F Y"))]
        case list() if key == "rights":
            return _rights(value)
        case list():
            return _bylines(value) or [name for one in value for name in _names(one)]
        case dict():
            return [
                Name(f"{name}: {', '.join(one.text for one in _names(part))}") for name, part in value.items()
            ]
    return [Name(str(value))]


def _parsed(parse, text: str):
    with suppress(ValueError):  # 31 February
        return parse(text)


def _bylines(rows: list) -> list[Name]:
    """The bylines of a story, as Article.content() has them; empty where it is another list."""
    if not all(isinstance(row, dict) and {"author", "name", "role"} <= row.keys() for row in rows):
        return []
    model = apps.get_model("authors.author")
    keys = [row["author"] for row in rows if isinstance(row["author"], int)]
    known = set(model.objects.filter(pk__in=keys).values_list("pk", flat=True))
    return [
        Name(
            f"{row['role']} {row['name']}",
            reverse("admin:authors_author_change", args=[row["author"]]) if row["author"] in known else "",
        )
        for row in rows
    ]


def _rights(codes: list) -> list[Name]:
    """Rights by the words that the admin has for them."""
    called = {
        f"{app}.{code}": name
        for app, code, name in Permission.objects.values_list("content_type__app_label", "codename", "name")
    }
    return [Name(called.get(code, str(code))) for code in codes]
