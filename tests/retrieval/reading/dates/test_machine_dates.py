"""Days as programs write them."""

from datetime import UTC, date, datetime

import pytest

from retrieval.reading.dates.machine_dates import epoch_time, machine_day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("20150604", date(2015, 6, 4)),
        ("20150604T101500+0600", date(2015, 6, 4)),
        ("1433363400", date(2015, 6, 3)),
        ("20151304", None),
        ("20150631", None),
        ("04062015", None),
        ("143336340", None),
        ("2433363400", None),
        ("2015-06-04", None),
        ("on 20150604", None),
    ],
)
def test_only_what_can_be_read_in_one_way_is_a_day(words, day):
    assert machine_day(words) == day


@pytest.mark.parametrize("words", ["1433363400", "1433363400000", "1433363400.25"])
def test_seconds_since_1970_are_a_moment(words):
    assert epoch_time(words) == datetime(2015, 6, 3, 20, 30, tzinfo=UTC)
