"""The solar calendar of Iran and Afghanistan."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from retrieval.reading.dates.jalali import to_gregorian


@pytest.mark.parametrize(
    ("solar", "day"),
    [
        ((1343, 1, 1), date(1964, 3, 21)),
        ((1357, 11, 22), date(1979, 2, 11)),
        ((1394, 3, 14), date(2015, 6, 4)),
        ((1399, 12, 30), date(2021, 3, 20)),
        ((1403, 12, 30), date(2025, 3, 20)),
        ((1404, 1, 1), date(2025, 3, 21)),
    ],
)
def test_known_days(solar, day):
    assert to_gregorian(*solar) == day


@pytest.mark.parametrize("solar", [(1404, 12, 30), (1394, 7, 31), (1394, 13, 1), (1300, 1, 1)])
def test_a_day_that_is_not_in_the_calendar_is_none(solar):
    assert to_gregorian(*solar) is None


@pytest.mark.slow
def test_days_follow_one_another():
    days = [to_gregorian(1390 + year, month, day)
            for year in range(40) for month in range(1, 13) for day in range(1, 32)]  # fmt: skip
    real = [day for day in days if day]
    assert all(after - before == timedelta(days=1) for before, after in pairwise(real))
