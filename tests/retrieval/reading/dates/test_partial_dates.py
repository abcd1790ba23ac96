"""Dates in running text, part by part: spans, what is left open, and counts that are no years."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.reading.dates.partial_dates import PartialDay, days_of, partial_dates, with_year


def read(text):
    return [(text[one.start : one.end], one.low, one.high) for one in partial_dates(text)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("on 4 June", PartialDay(None, 6, 4), PartialDay(None, 6, 4)),
        ("4–6 June", PartialDay(None, 6, 4), PartialDay(None, 6, 6)),
        ("in June 2015", PartialDay(2015, 6), PartialDay(2015, 6)),
        ("since 2015", PartialDay(2015), PartialDay(2015)),
        ("28 December to 3 January 2015", PartialDay(2014, 12, 28), PartialDay(2015, 1, 3)),
        ("between 4 and 6 June", PartialDay(None, 6, 4), PartialDay(None, 6, 6)),
    ],
)
def test_what_is_stated_and_what_is_left_open(text, low, high):
    assert [(one, other) for _, one, other in read(text)] == [(low, high)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("el 4 de junio de 2015", PartialDay(2015, 6, 4)),
        ("el 4 de junio del 2015", PartialDay(2015, 6, 4)),
        ("le 4 juin 2015", PartialDay(2015, 6, 4)),
        ("le 4 mars", PartialDay(None, 3, 4)),
        ("4 czerwca 2015", PartialDay(2015, 6, 4)),
        ("4. Juni 2015", PartialDay(2015, 6, 4)),
        ("am 4. April 2015", PartialDay(2015, 4, 4)),
        ("Montag, 4. August", PartialDay(None, 8, 4)),
        ("den 4. august 2015", PartialDay(2015, 8, 4)),
        ("4 may 2015", PartialDay(2015, 5, 4)),
        ("march 10, 2015", PartialDay(2015, 3, 10)),
        ("june 4", PartialDay(None, 6, 4)),
        ("30-jan-2011", PartialDay(2011, 1, 30)),
        ("they may 4 June 2015 recall", PartialDay(2015, 6, 4)),
    ],
)
def test_a_month_in_small_letters_and_a_day_with_a_full_stop_are_read(text, day):
    assert [(low, high) for _, low, high in read(text)] == [(day, day)]


def test_a_month_that_begins_a_sentence_takes_no_day_from_the_one_before():
    assert [words for words, *_ in read("It rose to 14. April 2015 saw more.")] == ["April 2015"]
    assert read("It rose to 14. May said so.") == []


def test_two_days_with_full_stops_are_a_span():
    assert read("4.–6. Juni 2015")[0][1:] == (PartialDay(2015, 6, 4), PartialDay(2015, 6, 6))


def test_two_days_with_and_between_are_two_unless_they_adjoin():
    assert len(read("on 4 and 9 June")) == 1
    assert read("on 4 and 9 June")[0][1].day == read("on 4 and 9 June")[0][2].day
    assert read("on 4 and 5 June")[0][1:] == (PartialDay(None, 6, 4), PartialDay(None, 6, 5))


@pytest.mark.parametrize(
    "text",
    ["in 2000 people", "$2014", "2014%", "you may 4", "Mr. May", "F-16", "03/04/2015", "room 2014",
     "some 1990 tonnes", "of 2015 villagers", "may 4 people", "all 4 may leave", "march 10",
     "may 2015 be good", "in august company", "4 ocak"],
)  # fmt: skip
def test_a_count_a_price_or_a_word_is_no_date(text):
    assert read(text) == []


def test_of_days_that_may_be_read_two_ways_only_the_clear_one_is_read():
    assert read("13/03/2015")[0][1] == PartialDay(2015, 3, 13)
    assert read("03/13/2015")[0][1] == PartialDay(2015, 3, 13)
    assert read("05/05/2015")[0][1] == PartialDay(2015, 5, 5)


def test_a_day_that_the_calendar_lacks_has_no_days():
    (one,) = partial_dates("31 February 2015")
    assert days_of(one) is None
    (whole,) = partial_dates("in February 2016")
    assert days_of(whole) == (date(2016, 2, 1), date(2016, 2, 29))


def test_a_span_over_the_turn_of_the_year_begins_the_year_before():
    (one,) = partial_dates("28 December to 3 January")
    assert days_of(one) is None
    assert days_of(with_year(one, 2015)) == (date(2014, 12, 28), date(2015, 1, 3))


@given(st.text("0123456789 -–./,andtoJuneMay ", max_size=60))
def test_dates_stand_in_order_within_the_text_and_apart(text):
    found = partial_dates(text)
    places = [(one.start, one.end) for one in found]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(one[1] <= other[0] for one, other in pairwise(places))
