"""Two people change the same text: nothing that either wrote is lost, and only a true clash is asked about."""

from hypothesis import given
from hypothesis import strategies as st

from articles.merging import Clash, merge, merge_set, shared_words

BASE = ["one fish", "two fish", "red fish", "blue fish"]


def merged(theirs, yours, base=BASE):
    return merge(base, theirs, yours, shared_words)


def test_changes_to_neighbouring_blocks_do_not_clash():
    theirs = ["one big fish", "two fish", "red fish", "blue fish"]
    yours = ["one fish", "two small fish", "red fish", "blue fish"]
    result = merged(theirs, yours)
    assert result.items == ["one big fish", "two small fish", "red fish", "blue fish"]
    assert result.clashes == []


def test_the_same_block_changed_by_both_is_asked_about_and_what_was_typed_is_kept():
    result = merged(
        ["one fish", "two fish", "red herring", "blue fish"], [*BASE[:2], "red fish!", "blue fish"]
    )
    assert result.clashes == [Clash("red fish", "red herring", "red fish!")]
    assert result.items == ["one fish", "two fish", "red fish!", "blue fish"]


def test_the_same_change_by_both_is_no_clash():
    same = [*BASE[:3], "blue whale"]
    assert merged(same, same).items == same
    assert merged(same, same).clashes == []


def test_paragraphs_added_at_the_same_place_are_both_there():
    result = merged([*BASE, "theirs"], [*BASE, "yours"])
    assert result.items == [*BASE, "theirs", "yours"]


def test_a_block_that_one_removed_and_the_other_changed_is_kept_and_asked_about():
    result = merged([*BASE[:3], "blue whale"], BASE[:3])
    assert result.items == [*BASE[:3], "blue whale"]
    assert result.clashes == [Clash("blue fish", "blue whale", None)]


def test_a_paragraph_that_is_split_in_two_takes_in_a_colleagues_change_elsewhere():
    result = merged([*BASE[:3], "blue whale"], ["one fish", "two", "fish", "red fish", "blue fish"])
    assert result.items == ["one fish", "two", "fish", "red fish", "blue whale"]


def test_what_two_rewrote_wholly_is_shown_side_by_side():
    result = merged(["all new words"], ["something else entirely"], base=["old text here"])
    assert result.clashes == [Clash("old text here", "all new words", "something else entirely")]


def test_sets_take_what_either_added_and_drop_what_either_removed():
    assert merge_set(["a", "b", "c"], ["a", "c", "d"], ["a", "b", "e"]) == ["a", "e", "d"]


texts = st.lists(st.text("abc ", min_size=1, max_size=6), max_size=6)


@given(base=texts, theirs=texts, yours=texts)
def test_no_word_that_anybody_added_is_lost(base, theirs, yours):
    result = merged(theirs, yours, base)
    seen = [*result.items, *(text for clash in result.clashes for text in (clash.theirs, clash.yours))]
    assert set(theirs) - set(base) <= set(seen)
    assert set(yours) - set(base) <= set(seen)


@given(base=texts, changed=texts)
def test_where_only_one_changed_something_theirs_is_the_result(base, changed):
    for result in (merged(changed, base, base), merged(base, changed, base)):
        assert result.items == changed
        assert result.clashes == []
