"""Figures, dates and names are one thing or two, however they are written."""

from __future__ import annotations

import pytest

from retrieval.answer.values import Value, value_of_date, value_of_quantity, within_reach
from retrieval.language.facts import sentence_facts


def test_what_grows_beyond_all_measure_is_another_thing() -> None:
    nine, more = Value("number", 9.0), Value("number", 31.0)
    assert within_reach(nine, more)
    assert not within_reach(nine, Value("number", 131_000.0))
    assert within_reach(Value("date", (None, 3, 4)), Value("date", (None, 5, 6)))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("erlan idrissov", "yerlan idrisov", True),
        ("idrissov", "yerlan idrisov", True),
        ("dinara nazarbayeva", "nazarbayev", False),
        ("orla venn", "orla brandt", False),
    ],
)
def test_a_name_is_the_same_in_any_transliteration(one: str, other: str, *, same: bool) -> None:
    ours, theirs = (Value("name", frozenset(name.split())) for name in (one, other))
    assert (ours.same(theirs), theirs.same(ours)) == (same, same)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("on 4 June", "on 4 June 2015", True),
        ("in June 2015", "on 4 June", True),
        ("in 2015", "on 4 June 2015", True),
        ("in June 2015", "in June 2016", False),
        ("on 4 June", "on 5 June", False),
        ("in 2015", "on 4 June", False),  # nothing of it is told of both
    ],
)
def test_dates_are_one_where_what_both_tell_is_the_same(
    one: str, other: str, *, same: bool
) -> None:
    first, second = (
        value_of_date(sentence_facts(f"It opened {words}.").dates[0]) for words in (one, other)
    )
    assert first is not None
    assert second is not None
    assert first.alike(second)
    assert (first.same(second), second.same(first)) == (same, same)


def test_a_weekday_alone_is_no_date_to_compare() -> None:
    assert value_of_date(sentence_facts("It opened on Monday.").dates[0]) is None


def test_amounts_are_compared_in_one_unit() -> None:
    a, b = (
        value_of_quantity(sentence_facts(text).quantities[0])
        for text in ("It is 2 km long.", "It is 2,000 metres long.")
    )
    assert a.same(b)
