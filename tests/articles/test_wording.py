"""What changed between two texts, as people read it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.wording import Span, compare_bodies, compare_words


def test_words_are_compared_as_words():
    assert compare_words("The minister left on Monday.", "The minister left on Tuesday.") == [
        Span("same", "The minister left on "),
        Span("removed", "Monday"),
        Span("added", "Tuesday"),
        Span("same", "."),
    ]


def test_changes_with_only_a_space_between_them_are_one_change():
    assert compare_words("a red car", "a blue bus") == [
        Span("same", "a "),
        Span("removed", "red car"),
        Span("added", "blue bus"),
    ]


def test_a_text_that_was_written_anew_is_not_compared_word_by_word():
    assert compare_words("What Ostmere wanted of it, and got", "A treaty signed at dawn, and read") == [
        Span("removed", "What Ostmere wanted of it, and got"),
        Span("added", "A treaty signed at dawn, and read"),
    ]


@given(before=st.text("ab .é漢字", max_size=20), after=st.text("ab .é漢字", max_size=20))
def test_both_texts_can_be_read_from_the_comparison(before, after):
    spans = compare_words(before, after)
    assert "".join(span.text for span in spans if span.kind != "added") == before
    assert "".join(span.text for span in spans if span.kind != "removed") == after


def test_a_row_of_a_table_ends_with_its_last_cell():
    before = "<table><tbody><tr><td>2024</td><td>38,000</td></tr></tbody></table>"
    [change] = compare_bodies(before, before.replace("38,000", "39,000"))
    assert "".join(span.text for span in change.spans if span.kind != "added") == "2024 | 38,000"


def test_bodies_are_compared_block_by_block():
    changes = compare_bodies(
        "<p>First.</p><h2>Then</h2><p>The end is near.</p>",
        "<p>First.</p><p>New here.</p><h2>Then</h2><p>The end is here.</p>",
    )
    assert [(change.tag, change.kind) for change in changes] == [
        ("p", "same"), ("p", "added"), ("h2", "same"), ("p", "changed"),
    ]  # fmt: skip
    assert changes[3].spans[1:3] == [Span("removed", "near"), Span("added", "here")]


def test_what_is_not_words_is_named():
    changes = compare_bodies(
        '<p><a href="https://a.example/">Here</a></p><figure data-image="7"></figure>',
        '<p><a href="https://b.example/">Here</a></p>',
    )
    assert [span.text for span in changes[0].spans if span.kind == "added"] == ["b"]
    assert (changes[1].kind, changes[1].spans[0].text) == ("removed", "[picture 7]")


@pytest.mark.parametrize(
    ("before", "after", "added"),
    [
        ("Ships move.", f"Ships move. {'The port says so and waits. ' * 5}", "The port says so"),
        ("Ships move.", f"{'The port says so and waits. ' * 5}Ships move.", "The port says so"),
        ("Ships move.", f"{'So it is. ' * 9}Ships move. {'The port says so and waits. ' * 5}", "So it is."),
        ("Ships move.", f"Ships move, {'as the port says and waits, ' * 5}again.", "as the port says"),
    ],
)
def test_of_a_text_that_only_grew_what_was_added_is_marked_and_shrinking_is_the_same(before, after, added):
    grown, shrunk = compare_words(before, after), compare_words(after, before)
    assert "Ships move" in "".join(span.text for span in grown if span.kind == "same")
    assert added in "".join(span.text for span in grown if span.kind == "added")
    assert "Ships move" in "".join(span.text for span in shrunk if span.kind == "same")
    assert added in "".join(span.text for span in shrunk if span.kind == "removed")


def test_a_word_or_two_that_two_texts_share_make_neither_a_part_of_the_other():
    before, after = (
        "The port and the ships.",
        f"A treaty was signed {'by the king and his men ' * 6}at the port.",
    )
    assert [span.kind for span in compare_words(before, after)] == ["removed", "added"]
