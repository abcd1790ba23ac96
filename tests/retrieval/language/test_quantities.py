from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.language.facts import sentence_facts
from retrieval.language.numerals import number_value
from retrieval.language.quantities import Quantity


def only(text: str) -> Quantity:
    (found,) = sentence_facts(text).quantities
    return found


@pytest.mark.parametrize(
    ("text", "value", "ordinal"),
    [
        ("около девяноста тысяч тонн", 90_000, False),
        ("полутора миллионов тонн", 1_500_000, False),
        ("двухсот тонн", 200, False),
        ("жиырма үш теңге", 23, False),
        ("двадцать первой тонны", 21, True),
        ("четырёх тонн", 4, False),
    ],
)
def test_numbers_in_words_are_declined(text: str, value: float, ordinal: bool) -> None:
    found = only(text)
    assert (found.value, found.ordinal) == (value, ordinal)


@pytest.mark.parametrize(
    "text",
    [
        "$449K",
        "$449,000",
        "449 thousand dollars",
        "449,000 US dollars",
        "US$449,000",
        "USD 449,000",
    ],
)
def test_an_amount_is_one_however_it_is_written(text: str) -> None:
    found = only(f"It paid {text}.")
    assert (found.value, found.unit) == (449_000, "usd")


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("one boat in ten", "boat"),
        ("a third of them", None),
        ("one third in cash", None),
        ("three out of four", None),
    ],
)
def test_a_share_tells_of_what_where_a_noun_stands_in_it(text: str, noun: str | None) -> None:
    assert only(f"It was {text}.").noun == noun


def test_a_number_of_accidents_in_ten_years_is_no_share() -> None:
    found = sentence_facts("There was one accident in ten years.").quantities
    assert [one.value for one in found] == [1, 10]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1.2 million", 1.2e6, None),
        ("1,2 млн долларов", 1.2e6, "usd"),
        ("38 000 тенге", 38_000, "kzt"),
        ("forty-seven percent", 47, "percent"),
        ("two hundred and five thousand euros", 205_000, "eur"),
        ("a dozen", 12, None),
        ("half a million", 500_000, None),
        ("half", 0.5, "fraction"),
        ("two thirds", 2 / 3, "fraction"),
        ("nine in ten", 0.9, "fraction"),
        ("one boat in ten", 0.1, "fraction"),
        ("twice", 2, "times"),
        ("40 km", 40, "km"),
        ("12 square kilometres", 12, "square km"),
        ("16:30", 16.5, "clock"),
        ("five in the morning", 5, "clock"),
        ("3:30 p.m.", 15.5, "clock"),
        ("nine o'clock", 9, "clock"),
        ("12 pm", 12, "clock"),
        ("90 in the morning", 90, None),
        ("сорок семь", 47, None),
        ("5bn yuan", 5e9, "cny"),
        ("90,000 East Caribbean dollars", 90_000, "east caribbean usd"),
        ("17 per cent", 17, "percent"),
    ],
)
def test_values_and_units(text: str, value: float, unit: str | None) -> None:
    found = only(f"It was {text}.")
    assert found.value == pytest.approx(value)
    assert found.unit == unit


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("about 400 men", "about"), ("nearly 400 men", "about"), ("more than 400 men", "more than"),
        ("at least 400 men", "more than"), ("no more than 400 men", "less than"),
        ("up to 400 men", "less than"), ("exactly 400 men", "exact"), ("400 men", None),
        ("400 men or so", None),
        ("400 or more men", "more than"), ("более 400 человек", "more than"),
    ],
)  # fmt: skip
def test_precision(text: str, precision: str | None) -> None:
    assert only(f"We saw {text}.").precision == precision


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("412 operators left", "oper"),
        ("1,200 former air force pilots left", "pilot"),
        ("40 people", "peopl"),
        ("14-day wait", None),
    ],
)
def test_what_is_counted(text: str, noun: str | None) -> None:
    assert only(text).noun == noun


def test_a_range_shares_its_unit() -> None:
    first, last = sentence_facts("It rose from 160 to 190 yen.").quantities
    assert (first.value, first.unit, last.value, last.unit) == (160, "jpy", 190, "jpy")


@pytest.mark.parametrize("text", ["the third man", "the 3rd man", "a third man came"])
def test_ordinals_stand_apart(text: str) -> None:
    found = only(text)
    assert found.ordinal
    assert found.value == 3


@pytest.mark.parametrize(
    "text", ["in 2016", "on 5 May", "in the 1990s", "on 2016-03-05", "May 5, 2016"]
)
def test_a_number_of_a_date_is_no_quantity(text: str) -> None:
    assert not sentence_facts(f"It ended {text}.").quantities


def test_units_of_one_kind_are_compared_in_one() -> None:
    assert only("two weeks").measure == only("14 days").measure
    assert only("3 tonnes").measure == only("3,000 kg").measure


@given(st.integers(0, 10**12))
def test_thousands_marks_change_nothing(number: int) -> None:
    for written in (f"{number}", f"{number:,}", f"{number:,}".replace(",", "\u00a0")):
        assert number_value(written) == number


@given(st.integers(0, 999_999), st.integers(0, 99))
def test_a_decimal_comma_is_a_point(whole: int, cents: int) -> None:
    assert number_value(f"{whole},{cents:02}") == float(f"{whole}.{cents:02}")


@given(
    st.integers(1, 999),
    st.sampled_from([("K", 10**3), (" thousand", 10**3), (" million", 10**6), ("bn", 10**9)]),
)
def test_scales_multiply(number: int, scale: tuple[str, int]) -> None:
    assert only(f"It cost ${number}{scale[0]}.").value == number * scale[1]
