"""Days named from where a text stands: told where the verb makes them sure, else left open."""

from datetime import date

import pytest

from retrieval.reading.dates.relative_dates import relative_dates, tense

FRIDAY = date(2014, 12, 12)


def read(text, published=FRIDAY):
    return [
        (text[one.start : one.end], one.first if one.first == one.last else (one.first, one.last))
        for one in relative_dates(text, published)
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("He left on Wednesday.", "2014-12-10"),
        ("He said on Friday that it was over.", "2014-12-12"),
        ("They will meet on Monday.", "2014-12-15"),
        ("It closed last Tuesday.", "2014-12-09"),
        ("The vote was held yesterday.", "2014-12-11"),
        ("В среду он подписал указ.", "2014-12-10"),
        ("The minister will resign, he said on Thursday.", "2014-12-11"),
    ],
)
def test_a_day_is_told_by_its_verb(text, day):
    assert [found for _, found in read(text)] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "On Monday, a quiet harbour.",
        "“We left on Wednesday,” he said.",
        "He said he might leave on Monday.",
        "The meeting was to open on Monday.",
        "Monday mornings are quiet.",
        "It closed last Thursday.",  # yesterday, or a week ago: nobody knows
        "He left on Saturday.",  # six days back: time zones decide
        "He left on Wednesday, 3 December.",
        "Wednesday's vote passed.",
    ],
)
def test_what_could_be_two_days_is_left_open(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("It fell last month.", ("2014-11-01", "2014-11-30")),
        ("It rose this year.", ("2014-01-01", "2014-12-31")),
        ("It will rise next year.", ("2015-01-01", "2015-12-31")),
        ("It fell earlier this month.", ("2014-12-01", "2014-12-12")),
        ("It opens later this year.", ("2014-12-12", "2014-12-31")),
        ("It fell last week.", ("2014-12-01", "2014-12-07")),
        ("Это было в прошлом году.", ("2013-01-01", "2013-12-31")),
    ],
)
def test_a_week_a_month_or_a_year(text, days):
    assert [found for _, found in read(text)] == [days]


def test_a_week_is_left_open_where_countries_begin_it_on_other_days():
    assert read("It fell last week.", date(2014, 12, 14)) == []
    assert read("It fell last week.", date(2014, 12, 15)) == []


@pytest.mark.parametrize(
    "text", ["the last week of May", "every year", "a two-year plan", "last year-end"]
)
def test_what_is_counted_is_no_period_of_the_calendar(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("He signed it on ", ".", "past"),
        ("They are to meet on ", ".", "future"),
        ("The talks, planned for ", ", failed.", None),
        ("It could open on ", ".", None),
        ("", " the quay was closed.", "past"),
        ("", " talks.", None),
    ],
)
def test_tense_is_past_future_or_unsure(before, after, told):
    assert tense(f"{before}X{after}", len(before), len(before) + 1) == told
