"""Months in the languages of the news: every name has its number, and no word has two."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.reading.dates.month_names import ANY_MONTH, ENGLISH, MONTH, month_number


@pytest.mark.parametrize(("number", "name"), list(enumerate(ENGLISH, start=1)))
def test_an_english_month_in_any_case_and_shortened(number, name):
    assert month_number(name) == month_number(name.upper()) == month_number(name[:3]) == number


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("января", 1), ("мая", 5), ("мае", 5), ("марте", 3), ("желтоқсанда", 12), ("қазан", 10),
        ("березня", 3), ("листопада", 11), ("sentabr", 9), ("Ağustos", 8), ("marzo", 3),
        ("märz", 3), ("août", 8), ("março", 3), ("gennaio", 1), ("października", 10),
        ("آذار/مارس", 3), ("تشرين الثاني", 11), ("اسفند", 12), ("十二", 12), ("7", 7),
    ],
)  # fmt: skip
def test_a_month_of_another_language(name, number):
    assert month_number(name) == number


@pytest.mark.parametrize("name", ["", "13", "0", "Mayor", "march on", "января2", "Junius", "十三"])
def test_what_is_no_month(name):
    assert month_number(name) == 0


@pytest.mark.parametrize("text", ["Mayor", "маяк", "Marching", "августин", "Septuagint", "Junior"])
def test_the_beginning_of_a_longer_word_is_no_month(text):
    assert not re.match(MONTH, text, re.IGNORECASE)
    assert not re.match(ANY_MONTH, text, re.IGNORECASE)


@given(st.text(max_size=12))
def test_any_word_has_a_number_from_0_to_12(name):
    assert 0 <= month_number(name) <= 12
