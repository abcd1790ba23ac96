"""Numbers in digits and words; what only looks like one number is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.language.numerals import multiple, number_value, numeral, ordinal, part
from retrieval.language.tokens import tokens


def read(text: str) -> tuple[float, str] | None:
    """The number a text begins with, and what is left of the text."""
    found = numeral(tokens(text), 0)
    if found is None:
        return None
    rest = tokens(text)[found[1] :]
    return found[0], text[rest[0].start :] if rest else ""


@pytest.mark.parametrize(
    ("text", "value", "rest"),
    [
        ("forty-seven boats", 47, "boats"),
        ("two hundred and five thousand people", 205_000, "people"),
        ("a dozen eggs", 12, "eggs"),
        ("a million crowns", 1_000_000, "crowns"),
        ("2.5 million", 2_500_000, ""),
        ("1.2bn", 1_200_000_000, ""),
        ("one hundred and", 100, "and"),
        ("сорок семь лодок", 47, "лодок"),
        ("four seven", 4, "seven"),
        ("3 men", 3, "men"),
        ("он екі үй", 12, "үй"),
        ("он бес мың теңге бөлінді", 15_000, "теңге бөлінді"),
        ("жүз елу үй", 150, "үй"),
        ("мың үш жүз он екі үй", 1312, "үй"),
        ("екі жүз мың үй", 200_000, "үй"),
        ("сто двадцать пять лодок", 125, "лодок"),
        ("ten two", 10, "two"),
        ("десять два", 10, "два"),
    ],
)
def test_a_number_is_read_as_far_as_it_goes(text: str, value: float, rest: str) -> None:
    assert read(text) == (value, rest)


@pytest.mark.parametrize(
    "text",
    ["boats", "a boat", "and forty", "million", "он купил две лодки", "Он два раза приезжал"],
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("digits", "value"),
    [
        ("1,200.5", 1200.5), ("1 200", 1200), ("1.200.000", 1_200_000), ("1,5", 1.5),
        ("16:30", 16.5), ("1:x", None), ("1.2.3", None),
    ],
)  # fmt: skip
def test_digits_are_read_as_they_are_written(digits: str, value: float | None) -> None:
    assert number_value(digits) == value


@given(st.integers(min_value=0, max_value=10**12))
def test_a_whole_number_is_read_back_with_and_without_commas(number: int) -> None:
    assert number_value(str(number)) == number_value(f"{number:,}") == number


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("a third of them", 1 / 3), ("two thirds", 2 / 3), ("nine in ten", 0.9),
        ("three out of four", 0.75), ("half the town", 0.5),
    ],
)  # fmt: skip
def test_a_part_is_its_share(text: str, share: float) -> None:
    found = part(tokens(text), 0)
    assert found
    assert found[1:] == (pytest.approx(share), "fraction")


def test_half_a_million_is_a_number_and_one_in_2016_no_part() -> None:
    assert part(tokens("half a million"), 0) == (3, 500_000, "")
    assert part(tokens("one in 2016"), 0) is None


@pytest.mark.parametrize(
    ("text", "place"), [("third", 3), ("21st", 21), ("twenty-first", 21), ("двадцать первый", 21)]
)
def test_a_place_in_an_order(text: str, place: int) -> None:
    found = ordinal(tokens(text), 0)
    assert found
    assert found == (len(tokens(text)), place, "ordinal")


def test_twice_is_two_times_and_other_words_are_not() -> None:
    assert multiple(tokens("twice"), 0) == (1, 2, "times")
    assert multiple(tokens("boats"), 0) is None
    assert ordinal(tokens("boats"), 0) is None
