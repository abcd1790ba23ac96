"""Years of two digits: taken where only one day can be meant."""

from datetime import date

import pytest

from retrieval.reading.dates.date_parsing import dates_in, stated_date
from retrieval.reading.dates.two_digit_years import full_year, short_year_date


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("11/18/19 11:04 PM EST", "2019-11-18"),
        ("31.12.19", "2019-12-31"),
        ("30.01.99", "1999-01-30"),
        ("Tue, 05/03/19", "2019-03-05"),
        ("05-Mar-19", "2019-03-05"),
        ("Tue, 05 Mar 19 10:15", "2019-03-05"),
    ],
)
def test_what_can_be_one_day_only_is_that_day(words, iso):
    assert stated_date(words) == (iso, None)


@pytest.mark.parametrize(
    "words",
    [
        "05/03/19",
        "18.11.19",
        "Mon, 05/03/19",
        "5 March 19 people",
        "1.2.3.19",
        "10:11/18/19",
        "v1/18/19/20",
    ],
)
def test_what_can_be_several_days_or_none_is_left_open(words):
    assert short_year_date(words) is None
    assert stated_date(words)[0] is None


def test_an_apostrophe_makes_two_digits_a_year():
    assert [one.iso for one in dates_in("14 Feb ’20, '18.11.19")] == ["2020-02-14", "2018-11-19"]
    assert [one.iso for one in dates_in("on 4 June '20 people' came")] == [None]


def test_two_digits_are_a_year_that_has_begun():
    this = date.today().year
    assert full_year(this % 100) == this
    assert full_year((this + 2) % 100) == this - 98
