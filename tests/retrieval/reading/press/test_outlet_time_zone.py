"""Whose midnight it is."""

from datetime import UTC, date, datetime

import pytest

from retrieval.reading.press.outlet_time_zone import local_day, utc_time

EVENING = datetime(2015, 6, 3, 20, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("host", "day"),
    [
        ("tully.kz", date(2015, 6, 4)),
        ("akipress.com", date(2015, 6, 4)),
        ("tully.uk", date(2015, 6, 3)),
        ("tully.example", date(2015, 6, 3)),
        (None, date(2015, 6, 3)),
    ],
)
def test_a_day_is_that_of_the_outlets_place(host, day):
    assert local_day(EVENING, host) == day


@pytest.mark.parametrize(
    "stated",
    [
        "2015-06-03T20:30:00Z",
        "2015-06-03 20:30:00 UTC",
        "2015-06-03T20:30:00.000+00:00",
        "Wed, 03 Jun 2015 20:30:00 GMT",
        "3 Jun 2015 20:30 +0000",
        "1433363400",
        "1433363400000",
    ],
)
def test_a_time_in_utc_is_known(stated):
    assert utc_time(stated) == EVENING


@pytest.mark.parametrize(
    "stated",
    [
        "2015-06-03T20:30:00+06:00",
        "Wed, 03 Jun 2015 20:30:00 +0600",
        "Wed, 31 Jun 2015 20:30:00 GMT",
        "143336340",
        "2015-06-03",
        "2015-06-03T00:00:00Z",
        "2015-13-03T20:30:00Z",
        7,
        None,
    ],
)
def test_anything_else_is_not(stated):
    assert utc_time(stated) is None
