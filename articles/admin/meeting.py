"""
Two people save the same story: what they did is merged before the form is read.

A form says at which version it was opened. Where a colleague has saved since, what was sent is merged with that, field
by field and the body block by block, and goes on as if it had been typed so. Only where both changed the same thing is
somebody asked, with both texts side by side; and whoever publishes sees the merged story before readers do.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils import timezone

from articles.admin.assignments import HANDED_OVER
from articles.admin.choosing import CHOICES, PARAGRAPH, put_in
from articles.admin.sent import BYLINE, FIELDS, as_text, content, holds, rows_as_text, value, write_rows
from articles.body import plain_text
from articles.body import tree as blocks
from articles.merging import merge, merge_set, shared_words
from articles.models import Article, Revision
from articles.models.article import written
from articles.wording import Span, compare_words, readable
from redirects.slugs import slug_from

UNKNOWN = object()  # the base of a field, where the version that a form began from is not known


@dataclass
class Difference:
    """What both changed. `theirs` and `yours` show what each did to what both began from."""

    key: str
    label: str
    theirs: list[Span]
    yours: list[Span]
    # What the form holds, and what it would hold with the other: a block of the body as HTML, all else as in holds().
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


@dataclass(frozen=True)
class Known:
    """
    What the page from which something is sent knows of its story: `content` is all that, {} where nobody can tell, and
    `opened` how the page says it (`opened_version`). `is_all`: what was saved last, it has saved itself.
    """

    opened: str
    content: dict
    is_all: bool

    def with_texts_of(self, version: int) -> str | None:
        """What the page says once it has the texts of a version and nothing else of it."""
        opened = self.opened.partition("/")[0]
        return f"{opened}/{version}" if opened else None


@dataclass
class Meeting:
    """`revision` is the colleague's save, `taken_over` the fields with something from there, and their labels."""

    revision: Revision | None
    data: QueryDict
    known: Known  # what both began from
    is_own: bool = False  # whoever saves now has saved that too, in another tab or before this was typed
    adds: bool = False  # whoever saves now has changed something of the story themselves
    both: list[Difference] = field(default_factory=list)
    taken_over: dict[str, str] = field(default_factory=dict)

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
        """Said once both are saved; "" where the page that is open has heard it."""
        if self.known.is_all:
            return ""
        if not self.revision:
            return "Somebody saved this story after you opened it."
        if self.is_own and self.revision.note == HANDED_OVER:
            return "The byline is that of whom you have assigned the story to."
        if self.is_own:
            return f"You had saved this story yourself at {timezone.localtime(self.revision.at):%H:%M}."
        who, when = self.revision.who or "Somebody", timezone.localtime(self.revision.at)
        changed = ", ".join(self.taken_over.values())
        if changed:
            changed = f"; {'both are in it' if self.adds else 'what they changed is here'} now: {changed}"
        return f"{who} saved this story at {when:%H:%M}, after you opened it{changed}."


def meet(form, bylines, known: Known, user) -> Meeting:
    """
    Merges a form and its formset of bylines, both valid, with the story as it is now in the database.

    `data` of the result is what would have been sent had everybody worked on one form. Where the base is no longer
    known, all that differs is asked about.
    """
    article = Article.objects.get(pk=form.instance.pk)
    base, theirs = known.content, article.content()
    yours = content(form, bylines)
    # Who wrote what stands there now: a verb may have left a later revision of the same version.
    wrote = article.revisions.filter(version=article.version).select_related("by").last()
    meeting = Meeting(wrote, form.data.copy(), known)
    meeting.is_own = bool(meeting.revision) and meeting.revision.by == user
    meeting.data["opened_version"] = str(article.version)
    # Of two headlines the one that was chosen may stand beside the address of the other.
    shown = [form.data.get(f"{name}-headline", "") for name in ("kept", "other")]
    for name in [*FIELDS, "bylines"]:
        if name not in yours:
            continue
        was = base.get(name, UNKNOWN)
        meeting.adds = meeting.adds or written(yours[name]) != written(was)
        if written(yours[name]) == written(theirs[name]):
            continue
        if name == "slug" and _follows_headline(theirs) and _follows_headline(yours, *shown):
            meeting.data["slug"] = theirs["slug"]  # and follows the headline that is chosen
            continue
        label = "Bylines" if name == "bylines" else form[name].label
        both = len(meeting.both)
        merged = _merge(meeting, name, label, was, theirs[name], yours[name])
        if merged == yours[name]:
            continue
        if name == "bylines":
            write_rows(meeting.data, bylines.prefix, merged)
        else:
            meeting.data.setlist(name, value(name, merged))
        if len(meeting.both) == both:
            meeting.taken_over[name] = label
    for difference in meeting.both:
        key = difference.key
        if not difference.is_paragraph:
            difference.kept = holds(meeting.data, key, bylines.prefix)
            difference.other = (
                rows_as_text(theirs[key]) if key == "bylines" else as_text(value(key, theirs[key]))
            )
        if key in form.data.getlist("asked"):
            chosen, shown = form.data.get(f"choice-{key}", ""), form.data.get(f"kept-{key}", difference.kept)
            if put := put_in(form.data, key):  # still: somebody typed in it
                difference.choice = "kept" if put == chosen else ""
            elif chosen == "kept" or as_text([shown]) == difference.kept:
                difference.choice = chosen
            difference.open = difference.choice not in CHOICES
            difference.typed_since = difference.open and chosen in CHOICES
    return meeting


def rebased(base: dict, before: dict, after: dict) -> dict:
    """`base` with what a save has made of `before`, which is `after`; where that meets something else, as it was."""
    meeting = Meeting(None, QueryDict(), Known("", base, is_all=False))
    return base | {
        name: _merge(meeting, name, "", before[name], after[name], base[name])
        for name in base.keys() & before.keys() & after.keys()
    }


def _follows_headline(content: dict, *others: str) -> bool:
    """Whether its address was made from its headline, or is yet to be; or from one of the `others`."""
    return content["slug"] in {"", *map(slug_from, (content["headline"], *others))}


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
