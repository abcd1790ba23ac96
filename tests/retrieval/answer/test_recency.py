"""How old the newest is, told as people count."""

from __future__ import annotations

from datetime import date

import pytest

from retrieval.answer.recency import age_words, newest_notes
from retrieval.types import Citation


def cited(published: str | None) -> Citation:
    return Citation(1, "a", "a.txt", None, None, published, None, None, "h", 0, 1, "q")


TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2015, 6, 4), "11 years"),
        (date(2025, 11, 22), "1 year"),
        (date(2025, 11, 23), "11 months"),
        (date(2026, 10, 22), "1 month"),
        (date(2026, 10, 23), "30 days"),
        (date(2026, 11, 21), "1 day"),
        (date(2026, 11, 22), ""),
        (date(2027, 1, 1), ""),
    ],
)
def test_an_age_is_told_in_its_largest_whole_unit(day: date, expected: str) -> None:
    assert age_words(day, TODAY) == expected


def test_the_newest_is_named_with_its_age() -> None:
    some = [cited("2014-01-01"), cited("2015-06-04"), cited(None)]
    assert newest_notes(some, TODAY, None) == ["The newest is from 4 June 2015, 11 years ago."]


def test_as_of_a_day_the_age_is_counted_back_from_it() -> None:
    (told,) = newest_notes([cited("2015-06-04")], TODAY, "2015-07-10")
    assert told == "The newest is from 4 June 2015, 1 month before 10 July 2015."


def test_where_nothing_is_dated_nothing_is_said() -> None:
    assert newest_notes([cited(None)], TODAY, None) == []
