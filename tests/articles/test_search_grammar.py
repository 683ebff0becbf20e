"""What a reader types is understood, or said not to be; whatever it is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.grammar import LONGEST, Bound, Filter, Query, Term, parse, tidy


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("harbour treaty", [Term("harbour"), Term("treaty")]),
        ('"harbour treaty"', [Term("harbour treaty", phrase=True)]),
        ("“harbour treaty”", [Term("harbour treaty", phrase=True)]),
        ("«harbour treaty»", [Term("harbour treaty", phrase=True)]),
        ('ferry "not closed', [Term("ferry"), Term("not closed", phrase=True)]),
        ("ferry -strike", [Term("ferry"), Term("strike", minus=True)]),
        ("ferry −strike", [Term("ferry"), Term("strike", minus=True)]),
        ("ferry NOT strike", [Term("ferry"), Term("strike", minus=True)]),
        ('ferry NOT "rail strike"', [Term("ferry"), Term("rail strike", phrase=True, minus=True)]),
        ("NOT section:sport ferry", [Filter("section", "sport", minus=True), Term("ferry")]),
        ("ferry not strike", [Term("ferry"), Term("not"), Term("strike")]),
        ("DO NOT DISTURB", [Term("DO"), Term("NOT"), Term("DISTURB")]),
        ("ferry NOT", [Term("ferry"), Term("NOT")]),
        ('-"rail strike"', [Term("rail strike", phrase=True, minus=True)]),
        ("front-page", [Term("front-page")]),
        ("ferry - strike", [Term("ferry"), Term("strike")]),
        (
            "ferry or bridge closed",
            [Term("ferry", alternatives=(Term("bridge"),)), Term("closed")],
        ),
        ("a OR b or c", [Term("a", alternatives=(Term("b"), Term("c")))]),
        ("or ferry or", [Term("ferry")]),
        ("ferry or -bridge", [Term("ferry"), Term("bridge", minus=True)]),
        ('"or"', [Term("or", phrase=True)]),
        ('author:"Ana Ruiz"', [Filter("author", "Ana Ruiz")]),
        ("author: ana-ruiz", [Filter("author", "ana-ruiz")]),
        ("Author:ana", [Filter("author", "ana")]),
        ("-section:sport tag:tides", [Filter("section", "sport", minus=True), Filter("tag", "tides")]),
        ("after:2026-11-02", [Bound("after", date(2026, 11, 2), "2026-11-02")]),
        ("before:2026-11", [Bound("before", date(2026, 11, 1), "2026-11")]),
        ("before:2026", [Bound("before", date(2026, 1, 1), "2026")]),
        ("time:10", [Term("time:10")]),
        ("rose 2 318", [Term("rose"), Term("2 318")]),
        ("2\u202f318 or 1\xa0000\xa0000", [Term("2 318", alternatives=(Term("1 000 000"),))]),
        (
            "12 3 tag:4 500 -6 700 8 9000",
            [
                Term("12"),
                Term("3"),
                Filter("tag", "4"),
                Term("500"),
                Term("6", minus=True),
                Term("700"),
                Term("8"),
                Term("9000"),
            ],
        ),
        ("ferry, bridge!", [Term("ferry"), Term("bridge")]),
        ('"author:"', [Term("author:", phrase=True)]),
        ("((((  !!&|<-> - -- :", []),
    ],
)
def test_what_is_typed_is_understood(typed, parts):
    query = parse(typed)
    assert list(query.parts) == parts
    assert not query.problems


@pytest.mark.parametrize(
    "rubbish", ["rubbish", "2026-13", "2026-02-30", "0000", "99999", "٢٠٢٦", "2026-11-02-01"]
)
def test_a_date_that_is_none_is_named_and_left_out(rubbish):
    query = parse(f"ferry before:{rubbish}")
    assert query.parts == (Term("ferry"),)
    [problem] = query.problems
    assert rubbish in problem
    assert "before:2026-11-02" in problem


@pytest.mark.parametrize(
    "empty", ["author:", "-tag:", 'section:""', "Section: ", "tag:?", "before:", "after:''"]
)
@pytest.mark.parametrize("form", ["ferry {}", "{} tag:tides ferry", "ferry {} after:2026"])
def test_an_operator_with_nothing_behind_it_is_named_and_left_out(empty, form):
    query = parse(form.format(empty))
    assert query.words == ["ferry"]
    assert query.filters == [Filter("tag", "tides")] * ("tides" in form)
    [problem] = query.problems
    name = empty.strip("-").partition(":")[0].lower()
    missing = "a date" if name in {"before", "after"} else "a name"
    assert problem == f"After “{name}:” {missing} is missing, so it was left out."


def test_of_several_bounds_the_narrowest_counts():
    query = parse("after:2025 after:2026-03 before:2027 before:2026-05")
    assert (query.after, query.before) == (date(2026, 3, 1), date(2026, 5, 1))


def test_what_is_too_long_is_cut():
    assert len(tidy("a" * 10_000)) == LONGEST
    assert len(parse("word " * 10_000).parts) <= LONGEST


def test_a_part_can_be_taken_away_and_another_put_in():
    query = parse('ferry -strike author:"Ana Ruiz"')
    assert str(query.without(query.parts[1])) == 'ferry author:"Ana Ruiz"'
    assert str(query.plus(Filter("section", "sport"))) == 'ferry -strike author:"Ana Ruiz" section:sport'
    assert query.plus(Filter("author", "Ana Ruiz")) == query


def test_words_are_put_right_where_they_are_wanted_and_keep_their_capitals():
    query = parse('Habour or "old habour" -habour author:habour')
    assert str(query.with_words({"habour": "harbour"})) == 'Harbour or "old harbour" -habour author:habour'


PIECES = st.sampled_from(
    ['"', "-", "−", " ", "or", "OR ", ":", "author:", "section:", "tag:", "before:", "after:", "2026", "2026-11-02",
     "ferry", "“", "”", "é", "\x00", "\n", "'", "\\", "(", "&", "|", "!", "<->", ":*", "%", "_", "=", "=m2026-11",
     "الميناء", "港", "ß", "\ue000", "\u202e"]
)  # fmt: skip
TYPED = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=14).map("".join))


@given(TYPED)
def test_whatever_is_typed_is_a_query_whose_text_means_the_same(typed):
    query = parse(typed)
    assert isinstance(query, Query)
    again = parse(str(query))
    assert str(again) == str(query)
    assert again.filters == query.filters
    assert (again.after, again.before, again.words) == (query.after, query.before, query.words)
    assert not again.problems
