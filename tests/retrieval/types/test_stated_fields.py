"""What a team states: its own word over another's, and a year or an empty word is a word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from retrieval.types import NOTHING, StatedMetadata

WORDS = st.none() | st.text("ab", max_size=2)
STATED = st.builds(StatedMetadata, WORDS, WORDS, WORDS, WORDS, st.none() | st.integers(0, 3))


def test_nothing_is_false_and_an_empty_word_or_the_year_0_is_not() -> None:
    assert not NOTHING
    assert StatedMetadata(title="")
    assert StatedMetadata(year=0)


@given(STATED, STATED)
def test_what_is_over_wins_and_nothing_is_lost(
    mine: StatedMetadata, theirs: StatedMetadata
) -> None:
    both = mine.over(theirs)
    for name in StatedMetadata.__dataclass_fields__:
        own = getattr(mine, name)
        assert getattr(both, name) == (getattr(theirs, name) if own is None else own)


@given(STATED, STATED, STATED)
def test_it_does_not_matter_which_two_are_put_together_first(
    one: StatedMetadata, two: StatedMetadata, three: StatedMetadata
) -> None:
    assert one.over(two).over(three) == one.over(two.over(three))
    assert one.over(NOTHING) == NOTHING.over(one) == one
