"""The editions that are shown, with the words that were asked for marked: as text, whatever the stories hold."""

from __future__ import annotations

import re
from html import unescape

from django.contrib.postgres.search import SearchHeadline
from django.db.models import Case, F, Func, TextField, Value, When
from django.db.models.functions import Coalesce, Left, NullIf, Replace
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles.models import Edition, EditionByline
from articles.search.indexing import CONFIGURATION

START, STOP = "\ue000", "\ue001"  # letters of nobody; they are taken from the texts
READ = 20_000  # characters of a body, from its beginning
GAP = " … "
WITHIN_FIGURE = re.compile(rf"(?<=\d){STOP}([.,'’\s]){START}(?=\d{{3}}{STOP})")
GROUP = re.compile(rf"{START}(\d{{1,3}}){STOP}")


class Untagged(Func):
    """A body without its tags; entities stay, and are text again when the excerpt is."""

    function = "REGEXP_REPLACE"
    template = "%(function)s(%(expressions)s, '<[^>]*>', ' ', 'g')"
    output_field = TextField()


def shown(keys: list[int], query, authors: list[int], groups: set[str]) -> list[Edition]:
    """
    The editions with these keys, in their order, as for_cards(), each with `marked_headline` and `excerpt`: the
    standfirst, or where only the text has the words, what stands around them there; and with `other_bylines`, those of
    the authors whom the line of names leaves out. Of a figure such as 2,318 the `groups` are not marked alone.
    """
    editions = Edition.objects.filter(pk__in=keys).for_cards()
    if query is not None:
        headline = Coalesce(NullIf("short_headline", Value("")), "headline")
        around = _headline(
            Untagged(Left("body", READ)),
            query,
            max_words=22,
            min_words=8,
            max_fragments=2,
            fragment_delimiter=GAP,
        )
        editions = editions.annotate(
            found_headline=_headline(headline, query, highlight_all=True),
            found_standfirst=_headline(F("standfirst"), query, highlight_all=True),
            found_text=Case(
                When(found_standfirst__contains=START, then=Value("")),
                default=around,
                output_field=TextField(),
            ),
        )
    by_key = {edition.pk: edition for edition in editions}
    found = [by_key[key] for key in keys if key in by_key]
    bylines = list(EditionByline.objects.filter(edition__in=keys, author__in=authors)) if authors else []
    for edition in found:
        edition.other_bylines = [
            byline
            for byline in bylines
            if byline.edition_id == edition.pk and byline.name not in edition.byline_line
        ]
        edition.marked_headline = marked(getattr(edition, "found_headline", edition.card_headline), groups)
        standfirst = getattr(edition, "found_standfirst", edition.standfirst)
        text = unescape(getattr(edition, "found_text", ""))
        edition.excerpt = marked(f"… {text.strip()} …" if START in text else standfirst, groups)
    return found


def _headline(text, query, **options) -> SearchHeadline:
    for letter in (START, STOP):
        text = Replace(text, Value(letter), Value(""))
    return SearchHeadline(text, query, config=CONFIGURATION, start_sel=START, stop_sel=STOP, **options)


def marked(text: str, groups: set[str]) -> SafeString:
    """The text as HTML, with a <mark> where START and STOP stand, but for lone `groups` of figures."""
    if groups:
        text = WITHIN_FIGURE.sub(r"\1", text)
        text = GROUP.sub(lambda found: found[1] if found[1] in groups else found[0], text)
    html = str(escape(" ".join(text.split())))
    return mark_safe(html.replace(START, "<mark>").replace(STOP, "</mark>"))  # noqa: S308 - escaped before
