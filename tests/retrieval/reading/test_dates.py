"""Dates as news text writes them."""

from datetime import date, datetime, timedelta

import pytest

from retrieval.reading.dates import dates_in, is_suspect, latest_day, publication_date, stated_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("12 March 2015", "2015-03-12"),
        ("12th of March, 2015", "2015-03-12"),
        ("March 12, 2015", "2015-03-12"),
        ("Mar. 12 2015", "2015-03-12"),
        ("Sept. 3, 2014", "2014-09-03"),
        ("2015-03-12", "2015-03-12"),
        ("2015-03-12T10:30:00Z", "2015-03-12"),
        ("2015/03/12", "2015-03-12"),
        ("12.03.2015", "2015-03-12"),
        ("13/03/2015", "2015-03-13"),
        ("03/13/2015", "2015-03-13"),
        ("05/05/2015", "2015-05-05"),
        ("Thu, 12 Mar 2015 10:30:00 +0600", "2015-03-12"),
        ("12 марта 2015 года", "2015-03-12"),
        ("5 мая 2016", "2016-05-05"),
    ],
)
def test_a_whole_date_is_read(text, iso):
    assert [found.iso for found in dates_in(text)] == [iso]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("June 4", "4 June (year not stated)"),
        ("4 June", "4 June (year not stated)"),
        ("Nov. 3", "3 November (year not stated)"),
        ("03/04/2015", "03/04/2015 (order of day and month not clear)"),
    ],
)
def test_a_date_stated_in_part_stays_in_part(text, note):
    assert [(found.iso, found.note) for found in dates_in(text)] == [(None, note)]


@pytest.mark.parametrize(
    "text",
    ["31 February 2015", "June 31", "12 March 1815", "May 2016", "12 Marching 2015", "1.2.3"],
)
def test_what_is_no_publication_date_is_none(text):
    assert not any(found.iso for found in dates_in(text))


def test_a_date_in_the_future_is_no_publication_date_but_is_told():
    ahead = latest_day() + timedelta(days=1)
    note = f"{ahead.isoformat()} (suspect: in the future)"
    assert [(one.iso, one.note) for one in dates_in(f"{ahead:%d %B %Y}")] == [(None, note)]
    assert stated_date(ahead) == stated_date(ahead.isoformat()) == (None, note)
    assert publication_date(ahead) == (None, note)
    assert is_suspect(note)


def test_tomorrow_may_have_begun_elsewhere_and_is_used():
    assert publication_date(latest_day()) == (latest_day().isoformat(), None)


def test_a_date_before_1900_is_no_publication_date_but_is_told():
    assert publication_date(date(1899, 12, 31)) == (None, "1899-12-31 (suspect: before 1900)")
    assert publication_date(date(1900, 1, 1)) == ("1900-01-01", None)
    assert not is_suspect("4 June (year not stated)")


@pytest.mark.parametrize(
    ("value", "stated"),
    [
        (date(2016, 11, 3), ("2016-11-03", None)),
        (datetime(2016, 11, 3, 9, 30), ("2016-11-03", None)),
        ("2016-11-03", ("2016-11-03", None)),
        ("3 November 2016, 10:00", ("2016-11-03", None)),
        ("June 2015", (None, "June 2015")),
        ("2015", (None, "2015")),
        (2015, (None, "2015")),
        ("May 20", (None, "20 May (year not stated)")),
        ("1815-06-18", (None, "1815-06-18 (suspect: before 1900)")),
        ("31 February 2015", (None, None)),
        (1539043200, (None, None)),
        (None, (None, None)),
        (True, (None, None)),
        ("", (None, None)),
        (["2016-11-03"], (None, None)),
    ],
)
def test_a_metadata_field_states_a_date_or_a_note(value, stated):
    assert stated_date(value) == stated
