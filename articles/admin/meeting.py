"""
Two people save the same story: what they did is merged before the form is read.

A form says at which version it was opened. Where a colleague has saved since, what was sent is merged with that, field
by field and the body block by block, and goes on as if it had been typed so. Only where both changed the same thing is
somebody asked, with both texts side by side; and whoever publishes sees the merged story before readers do.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from operator import itemgetter

from django.core import signing
from django.http import QueryDict
from django.utils import timezone

from articles.admin.assignments import HANDED_OVER
from articles.body import plain_text, sanitise
from articles.body import tree as blocks
from articles.merging import merge, merge_set, shared_words
from articles.models import Article, Revision
from articles.models.article import written
from articles.wording import Span, compare_words, readable
from redirects.slugs import slug_from

FIELDS = [
    "kicker", "headline", "standfirst", "body", "lead_image", "lead_caption", "section", "other_sections",
    "tags", "related", "slug", "short_headline", "seo_title", "seo_description", "canonical_url", "language",
    "suppress_ads", "embargo_until",
]  # fmt: skip
CHOICES = {"kept", "other", "both"}
PARAGRAPH = "body-"  # how the key begins of what is no field, but a block of the body
UNKNOWN = object()  # the base of a field, where the version that a form began from is not known
BYLINE = ("author", "role", "short_bio")


@dataclass
class Difference:
    """What both changed. `theirs` and `yours` show what each did to what both began from."""

    key: str
    label: str
    theirs: list[Span]
    yours: list[Span]
    # What the form holds, and what it would hold with the other: a block of the body as HTML, all else as in `_holds`.
    kept: str = ""
    other: str = ""
    choice: str = ""  # "kept", "other" or "both", once it was asked about
    open: bool = False  # was asked about, and not answered
    typed_since: bool = False  # was answered, and then somebody typed in the text that was not chosen
    holds_theirs: bool = False  # until somebody chooses: of a paragraph that was taken out

    @property
    def is_paragraph(self) -> bool:
        return self.key.startswith(PARAGRAPH)

    @property
    def chosen(self) -> str:
        """Whose text was chosen: "theirs", "yours" or "both"."""
        if self.choice in {"kept", "other"}:
            return "theirs" if (self.choice == "kept") == self.holds_theirs else "yours"
        return self.choice


@dataclass
class Meeting:
    """`revision` is the colleague's save, `taken_over` the labels of what is in the form from there."""

    revision: Revision | None
    data: QueryDict
    opened: int | None = None  # the version that both began from
    is_own: bool = False  # whoever saves now has saved that too, in another tab
    both: list[Difference] = field(default_factory=list)
    taken_over: list[str] = field(default_factory=list)

    @property
    def in_the_form(self) -> str:
        """What stands in the form of the texts that one has to choose from."""
        back = [difference.holds_theirs for difference in self.both]
        if all(back):
            what = (
                "The paragraph that you had taken out stands"
                if len(back) == 1
                else "What you had taken out stands"
            )
            return f"{what} in the form again, as it is now, until you do."
        yours = "Your text stands in the form until you do"
        return f"{yours}, and again what you had taken out, as it is now." if any(back) else f"{yours}."

    @property
    def words(self) -> str:
        """Said once both are saved."""
        if not self.revision:
            return "Somebody saved this story after you opened it."
        if self.is_own and self.revision.note == HANDED_OVER:
            return "The byline is that of whom you have assigned the story to."
        if self.is_own:
            return f"You had saved this story in another tab at {timezone.localtime(self.revision.at):%H:%M}."
        who, when = self.revision.who or "Somebody", timezone.localtime(self.revision.at)
        changed = f"; both are in it now: {', '.join(self.taken_over)}" if self.taken_over else ""
        return f"{who} saved this story at {when:%H:%M}, after you opened it{changed}."


def meet(form, bylines, opened: int | None, user) -> Meeting:
    """
    Merges a form and its formset of bylines, both valid, with the story as it is now in the database.

    `data` of the result is what would have been sent had everybody worked on one form. Where the base is no longer
    known, all that differs is asked about.
    """
    article = Article.objects.get(pk=form.instance.pk)
    before = article.revisions.filter(version=opened).first()
    base, theirs = before.content if before else {}, article.content()
    yours = content(form, bylines)
    # Who wrote what stands there now: a verb may have left a later revision of the same version.
    wrote = article.revisions.filter(version=article.version).select_related("by").last()
    meeting = Meeting(wrote, form.data.copy(), opened)
    meeting.is_own = bool(meeting.revision) and meeting.revision.by == user
    meeting.data["opened_version"] = str(article.version)
    for name in [*FIELDS, "bylines"]:
        if name not in yours or written(yours[name]) == written(theirs[name]):
            continue
        if name == "slug" and _follows_headline(theirs) and _follows_headline(yours):
            meeting.data["slug"] = theirs["slug"]  # and follows the headline that is chosen
            continue
        label = "Bylines" if name == "bylines" else form[name].label
        both = len(meeting.both)
        merged = _merge(meeting, name, label, base.get(name, UNKNOWN), theirs[name], yours[name])
        if merged == yours[name]:
            continue
        if name == "bylines":
            _write_rows(meeting.data, bylines.prefix, merged)
        else:
            meeting.data.setlist(name, _value(name, merged))
        if len(meeting.both) == both:
            meeting.taken_over.append(label)
    for difference in meeting.both:
        key = difference.key
        if not difference.is_paragraph:
            difference.kept = _holds(meeting.data, key, bylines.prefix)
            difference.other = _rows(theirs[key]) if key == "bylines" else _one(_value(key, theirs[key]))
        if key in form.data.getlist("asked"):
            chosen, shown = form.data.get(f"choice-{key}", ""), form.data.get(f"kept-{key}", difference.kept)
            if put := _put(form.data, key):  # still: somebody typed in it
                difference.choice = "kept" if put == chosen else ""
            elif chosen == "kept" or _one([shown]) == difference.kept:
                difference.choice = chosen
            difference.open = difference.choice not in CHOICES
            difference.typed_since = difference.open and chosen in CHOICES
    return meeting


def _follows_headline(content: dict) -> bool:
    return content["slug"] == slug_from(content["headline"])


def unanswered(data: QueryDict, prefix: str) -> bool:
    """
    Whether two texts were shown for one place, and none of them was chosen; or one was, and then somebody typed in the
    other, which stood in the form. `prefix` is that of the bylines' rows.
    """
    if not choices(data) <= CHOICES:
        return True
    body = set(_parts(data))
    return any(_typed_since(data, key, body, prefix) for key in data.getlist("asked"))


def _typed_since(data: QueryDict, key: str, body: set[str], prefix: str) -> bool:
    choice, kept, other = (data.get(f"{name}-{key}", "") for name in ("choice", "kept", "other"))
    if put := _put(data, key):
        return put != choice
    if choice == "kept" or f"kept-{key}" not in data:
        return False
    if key.startswith(PARAGRAPH):
        return kept not in body
    return _holds(data, key, prefix) not in {_one([kept]), _one([other])}


def _put(data: QueryDict, key: str) -> str:
    """What a script has put into the form as soon as it was chosen, "other" or "both"; see chosen.js."""
    put = data.get(f"put-{key}", "")
    return put if put in {"other", "both"} else ""


def choices(data) -> set[str]:
    """What was chosen where it was asked, "" where nothing was."""
    return {data.get(f"choice-{key}", "") for key in data.getlist("asked")}


def asked_again(data: QueryDict) -> QueryDict:
    """
    What was sent as if it had not met anything yet: from the version that both began with, without what its sender
    took out, which the form holds until somebody chooses, and with their own text again where they chose the other and
    have typed nothing in it. So it meets the same again, now or once an error is mended.
    """
    data = data.copy()
    data["opened_version"] = data.get("met_from", "")
    held = data.getlist("held")
    _take_back(data, [key for key in data.getlist("asked") if _put(data, key) and key not in held])
    _choose_paragraphs(data, dict.fromkeys(held, "other"))
    return data


def typed_first(data: QueryDict) -> QueryDict:
    """What its sender had typed, before they chose: also where they have typed in the other text since."""
    data = asked_again(data)
    for key in data.getlist("asked"):
        if _put(data, key) != "other" or key in data.getlist("held"):
            continue
        if key.startswith(PARAGRAPH):
            data["body"] = data.get("body", "") + data.get(f"kept-{key}", "")  # nobody knows where it was
        elif key in FIELDS:
            data[key] = data.get(f"kept-{key}", "")
    return data


def carry(not_chosen: list[dict], user, article: Article) -> str:
    """
    Texts in whose place others were chosen, as content()s, for the form to send along until they can stand in the
    history: signed, so that nobody writes there what was never in a form.
    """
    return signing.dumps(not_chosen, salt=_salt(user, article), compress=True) if not_chosen else ""


def carried(data: QueryDict, user, article: Article) -> list[dict]:
    try:
        return signing.loads(data.get("not_chosen", ""), salt=_salt(user, article))
    except signing.BadSignature:
        return []


def _salt(user, article: Article) -> str:
    return f"not chosen, by {user.pk}, of {article.pk}"


def _take_back(data: QueryDict, keys: list[str]) -> None:
    parts = _parts(data)
    for key in keys:
        kept, other = data.get(f"kept-{key}", ""), data.get(f"other-{key}", "")
        put = [kept, other] if _put(data, key) == "both" else [other]
        if key.startswith(PARAGRAPH):
            places = (at for at in range(len(parts)) if parts[at : at + len(put)] == put)
            if (place := next(places, None)) is None:
                continue
            parts[place : place + len(put)] = [kept]
        elif key in FIELDS and _holds(data, key, "") == _one([other]):
            data[key] = kept
        else:
            continue
        data[f"put-{key}"] = ""
    data["body"] = "".join(parts)


def choose(data: QueryDict, article: Article, prefix: str) -> QueryDict:
    """
    What was sent, with what was chosen of two texts: `choice-…` is "kept", "other" or, of a paragraph, "both".
    `prefix` is that of the bylines' rows.
    """
    choices = {
        name.removeprefix("choice-"): choice
        for name, choice in data.items()
        if name.startswith("choice-")
        and choice in {"other", "both"}
        and not _put(data, name.removeprefix("choice-"))
    }
    opened = data.get("opened_version", "")
    revision = article.revisions.filter(version=opened).first() if opened.isdecimal() else None
    if not choices or not revision:
        return data
    data = data.copy()
    if paragraphs := {key: choice for key, choice in choices.items() if key.startswith(PARAGRAPH)}:
        _choose_paragraphs(data, paragraphs)
    for key in choices:
        if key == "bylines":
            _write_rows(data, prefix, revision.content["bylines"])
        elif key in FIELDS:
            data.setlist(key, _value(key, revision.content[key]))
    return data


def _choose_paragraphs(data: QueryDict, choices: dict[str, str]) -> None:
    parts = _parts(data)
    for key, choice in choices.items():
        kept, other = data.get(f"kept-{key}", ""), data.get(f"other-{key}", "")
        if kept in parts:
            parts[parts.index(kept)] = kept + other if choice == "both" else other
    data["body"] = "".join(parts)


def _parts(data: QueryDict) -> list[str]:
    return [str(block) for block in blocks(data.get("body", ""))]


def _merge(meeting: Meeting, name: str, label: str, base, theirs, yours):
    """The merged value; a clash is added to the meeting."""
    if written(theirs) == written(base):
        return yours
    if written(yours) == written(base):
        return theirs
    known = base is not UNKNOWN
    match name:
        case "body" if known:
            return _merge_bodies(meeting, label, base, theirs, yours)
        case "tags":
            return sorted(merge_set(base if known else [], theirs, yours))
        case "other_sections":
            of = {thing["id"]: thing for thing in (*theirs, *yours)}
            return [of[pk] for pk in sorted(merge_set(*map(_ids, (base if known else [], theirs, yours))))]
        case "related" if known and {*_ids(theirs)} != {*_ids(yours)}:
            of = {thing["id"]: thing for thing in (*theirs, *yours)}
            return [of[pk] for pk in merge_set(_ids(base), _ids(theirs), _ids(yours))]
        case "bylines" if known:
            return _merge_bylines(meeting, label, base, theirs, yours)
    was = _readable(name, base) if known else None
    meeting.both.append(_difference(name, label, was, _readable(name, theirs), _readable(name, yours)))
    return yours


def _ids(things: list[dict]) -> list[int]:
    return [thing["id"] for thing in things]


def _merge_bodies(meeting: Meeting, label: str, base: str, theirs: str, yours: str) -> str:
    trees = [blocks(html) for html in (base, theirs, yours)]
    words = {str(block): readable(block) for tree in trees for block in tree}
    merged = merge(
        *([str(block) for block in tree] for tree in trees),
        likeness=lambda one, other: shared_words(words[one], words[other]),
    )
    for clash in merged.clashes:
        texts = (words.get(html or "", "") for html in (clash.base, clash.theirs, clash.yours))
        difference = _difference(f"{PARAGRAPH}{len(meeting.both)}", f"{label}, one paragraph", *texts)
        difference.kept = str(clash.kept)
        difference.holds_theirs = clash.yours is None
        difference.other = "" if difference.holds_theirs else clash.theirs or ""
        meeting.both.append(difference)
    return "".join(merged.items)


def _merge_bylines(meeting: Meeting, label: str, base, theirs, yours) -> list[dict]:
    """Row by row; a row is the same as another where its author is."""
    rows = {_row(byline): byline for byline in (*base, *theirs, *yours)}
    merged = merge(
        *([_row(byline) for byline in bylines] for bylines in (base, theirs, yours)),
        likeness=lambda one, other: float(one[0] == other[0]),
    )
    # What was typed stays as a whole where the rows can't be told apart: an author twice in one role, say.
    if merged.clashes or len({row[:2] for row in merged.items}) < len(merged.items):
        texts = (_readable("bylines", bylines) for bylines in (base, theirs, yours))
        meeting.both.append(_difference("bylines", label, *texts))
        return yours
    return [rows[row] for row in merged.items]


def _row(byline: dict) -> tuple:
    return tuple(byline[name] for name in BYLINE)


def _difference(key: str, label: str, base: str | None, theirs: str, yours: str) -> Difference:
    if base is None:
        return Difference(key, label, [Span("same", theirs)], [Span("same", yours)])
    return Difference(key, label, compare_words(base, theirs), compare_words(base, yours))


def _write_rows(data: QueryDict, prefix: str, bylines: list[dict]) -> None:
    """Makes the formset's part of what was sent say `bylines`."""
    for name in [name for name in data if name.startswith(f"{prefix}-") and not name.endswith("_FORMS")]:
        if "__prefix__" not in name:
            del data[name]
    data[f"{prefix}-TOTAL_FORMS"], data[f"{prefix}-INITIAL_FORMS"] = str(len(bylines)), "0"
    for index, byline in enumerate(bylines):
        for name in BYLINE:
            data[f"{prefix}-{index}-{name}"] = str(byline[name])
        data[f"{prefix}-{index}-ORDER"] = str(index + 1)


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


def _holds(data: QueryDict, key: str, prefix: str) -> str:
    """What was sent of a field, or of the bylines, as one text: by it one sees whether it is still the same."""
    if key == "body":
        return sanitise(data.get("body", ""))
    if key != "bylines":
        return _one(data.getlist(key))
    rows = [
        {name: data.get(f"{row}-{name}", "") for name in (*BYLINE, "ORDER")}
        for row in (name.removesuffix("-author") for name in data if name.endswith("-author"))
        if row.startswith(f"{prefix}-") and "__prefix__" not in row and not data.get(f"{row}-DELETE")
    ]
    order = [int(row["ORDER"]) if row["ORDER"].isdecimal() else len(rows) for row in rows]
    return _rows(
        [row for _, row in sorted(zip(order, rows, strict=True), key=itemgetter(0)) if row["author"]]
    )


def _rows(bylines: list[dict]) -> str:
    return "\n".join("\t".join(str(byline[name]).strip() for name in BYLINE) for byline in bylines)


def _one(values: list[str]) -> str:
    """As one text, with line breaks as we write them: a browser sends others."""
    return ",".join(values).replace("\r\n", "\n").strip()


def _value(name: str, content) -> list[str]:
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


def _readable(name: str, content) -> str:
    if name == "body":
        return plain_text(content)
    if name == "bylines":
        return "\n".join(
            f"{byline['role']} {byline['name']} {byline['short_bio']}".strip() for byline in content
        )
    if name == "language":
        return Article(language=content).get_language_display()
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
