"""Which sentences say the same: a figure or a name that differs always keeps them two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.search.similarity import alike, shared_share, without_repeats, word_overlap

SAID = "The ferry carried 120 people across the strait on Monday."


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (SAID, True),
        ("On Monday the ferry carried 120 people across the strait.", True),
        ("The ferry carried 120 people.", True),
        # One figure apart, in any place of it.
        ("The ferry carried 121 people across the strait on Monday.", False),
        ("The ferry carried 120 people across the strait on Monday, 3 of them crew.", False),
        ("The ferry carried people across the strait on Monday.", False),
        ("Snow closed the pass that leads to the mine.", False),
    ],
)
def test_sentences_are_alike_by_their_words_unless_a_figure_differs(other: str, same: bool) -> None:
    assert alike(SAID, other) is same
    assert alike(other, SAID) is same


def test_how_much_must_be_shared_is_the_callers_choice() -> None:
    one, other = "Gulls left Larkfield early.", "Gulls left Tealmouth early."
    assert alike(one, other)
    assert not alike(one, other, least=0.9)


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_the_same_from_both_sides(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)
    assert word_overlap(one, other) == word_overlap(other, one)
    assert 0 <= shared_share(one, other) <= 1


def test_a_name_alone_is_no_shared_matter() -> None:
    flood = "Floods in Larkfield drowned the barley harvest."
    assert word_overlap(flood, "Larkfield elected Orla Venn its mayor.") == 0
    assert word_overlap(flood, "Barley prices rose after the Larkfield floods.") >= 0.5


def test_what_a_longer_text_adds_does_not_lessen_what_it_shares_of_a_sentence() -> None:
    assert (
        shared_share("Barley drowned.", "In the spring most of the barley in the valley drowned.")
        == 1
    )
    assert shared_share("Barley drowned.", "The barley was saved.") == 0.5
    assert shared_share("", "The barley was saved.") == 0


def test_the_first_of_those_that_repeat_each_other_are_kept_up_to_the_most() -> None:
    words = ["ebb", "flow", "EBB", "tide", "Flow", "sea"]
    same = lambda one, other: one.lower() == other.lower()  # noqa: E731
    assert without_repeats(words, same, 3) == ["ebb", "flow", "tide"]
    assert without_repeats(words, same, 9) == ["ebb", "flow", "tide", "sea"]
    assert without_repeats([], same, 3) == []


def test_no_more_is_looked_at_than_is_kept() -> None:
    looked_at = iter(["ebb", "flow", "tide"])
    assert without_repeats(looked_at, lambda one, other: one == other, 2) == ["ebb", "flow"]
    assert next(looked_at) == "tide"
