"""What a colleague has changed in a story since its form was opened, beside what the form holds."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from articles.body import plain_text
from articles.models import Article, Byline, Revision

FIELDS = [
    "kicker", "headline", "standfirst", "body", "lead_image", "lead_caption", "section", "other_sections",
    "tags", "slug", "short_headline", "seo_title", "seo_description", "canonical_url", "suppress_ads",
]  # fmt: skip


@dataclass
class Difference:
    """Two texts of one field. `value` is what its input would hold with theirs; None where none could."""

    name: str
    label: str
    theirs: str
    yours: str
    value: list[str] | None

    names: list[str] = field(default_factory=list)  # what a reader of the form sees of each value

    @property
    def json(self) -> str:
        return json.dumps(self.value)

    @property
    def names_json(self) -> str:
        return json.dumps(self.names)


@dataclass
class Differences:
    """`revision` is the colleague's save, `taken_over` the labels of what only the colleague changed."""

    revision: Revision | None
    both: list[Difference] = field(default_factory=list)
    taken_over: list[str] = field(default_factory=list)


def compare(form, inline) -> Differences:
    """
    Compares a stale form with the story as it is now, and readies it for a second, deliberate save.

    `inline` is the admin's inline with the bylines. What only the colleague has changed is put into the form; of
    what both have changed, the form keeps what was typed, and both texts are returned.
    """
    article = Article.objects.get(pk=form.instance.pk)
    opened = form.cleaned_data.get("opened_version")
    before = article.revisions.filter(version=opened).first()
    differences = Differences(revision=article.revisions.first())
    theirs, base, yours = article.content(), before.content if before else {}, _content(form)

    form.data = form.data.copy()
    form.data["opened_version"] = article.version
    for name in FIELDS:
        if name not in yours or yours[name] == theirs[name] or base.get(name, ...) == theirs[name]:
            continue
        label, value = form[name].label, _value(theirs[name])
        if base.get(name, ...) == yours[name]:
            form.data.setlist(name, value)
            differences.taken_over.append(label)
        else:
            differences.both.append(
                Difference(
                    name,
                    label,
                    theirs=_readable(name, theirs[name]),
                    yours=_readable(name, yours[name]),
                    # A picture is chosen from the library, where its number alone would show nothing.
                    value=None if name == "lead_image" else value,
                    names=[thing["name"] for thing in theirs[name]] if name == "other_sections" else [],
                )
            )
    _compare_bylines(inline, base.get("bylines"), theirs["bylines"], differences)
    return differences


def _compare_bylines(inline, base, theirs, differences: Differences) -> None:
    bylines = inline.formset
    yours = bylines.as_content()
    if theirs in (yours, base):
        return
    if yours == base:
        inline.formset = type(bylines)(
            instance=bylines.instance, prefix=bylines.prefix, queryset=Byline.objects.select_related("author")
        )
        differences.taken_over.append("bylines")
    else:
        texts = _readable("bylines", theirs), _readable("bylines", yours)
        differences.both.append(Difference("bylines", "Bylines", *texts, value=None))


def _content(form) -> dict:
    """What the form holds, in the shape of Article.content(); without the fields that have an error."""
    content = {name: form.cleaned_data[name] for name in FIELDS if name in form.cleaned_data}
    for name in {"section", "lead_image"} & content.keys():
        thing = content[name]
        content[name] = thing and {"id": thing.pk, "name": str(thing)}
    if "other_sections" in content:
        sections = sorted(content["other_sections"], key=lambda section: section.pk)
        content["other_sections"] = [{"id": section.pk, "name": str(section)} for section in sections]
    if "tags" in content:
        content["tags"] = sorted(content["tags"])
    return content


def _value(content) -> list[str]:
    """A value of Article.content() as a form posts it."""
    match content:
        case None | False:
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


def _readable(name: str, content) -> str:
    if name == "body":
        return plain_text(content)
    if name == "bylines":
        return "\n".join(
            f"{byline['role']} {byline['name']} {byline['short_bio']}".strip() for byline in content
        )
    match content:
        case bool():
            return "Yes" if content else "No"
        case None:
            return "None"
        case {"name": text}:
            return text
        case list():
            return ", ".join(thing["name"] if isinstance(thing, dict) else thing for thing in content)
    return content
