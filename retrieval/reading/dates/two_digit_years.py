"""Dates whose year has two digits, `11/18/19`, where only one day can be meant.

They are looked for in labels and metadata alone: in running text `5 March 19 people` is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from retrieval.reading.dates.month_names import ANY_MONTH, month_number

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# "Tue, "
_WEEKDAY = r"(?:\b(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}[.,]*\s+)?"
# Not "11/18/19" in "11/18/1999" or "11/18/19:30"
_END = r"(?!\d|[-/.]\d|:\d)"
_NUMBERS = re.compile(
    rf"{_WEEKDAY}(?<![\d./:-])(?P<one>\d{{1,2}})(?P<sep>[-/.])(?P<two>\d{{1,2}})(?P=sep)"
    rf"(?P<three>\d\d){_END}",
    re.IGNORECASE,
)
"""`11/18/19`, `Tue 05/03/19`"""
_NAMED = re.compile(
    rf"{_WEEKDAY}(?<![\d-])(?P<one>\d{{1,2}})(?P<sep>[- ])(?P<two>{ANY_MONTH})\.?(?P=sep)"
    rf"(?P<three>\d\d)(?=,?\s+\d{{1,2}}:\d\d|\s*$)",
    re.IGNORECASE,
)
"""`05-Mar-19`, `Tue, 05 Mar 19 10:15`"""


def short_year_date(words: str) -> tuple[int, int, date] | None:
    """The first date with a year of two digits: its start and end, and the only day it can be.

    The order of `05/03/19` is not told by itself: every order that gives a day of the calendar
    up to tomorrow counts, and a weekday beside it rules out the others. None where two are left.
    """
    match = _NAMED.search(words) or _NUMBERS.search(words)
    if match is None:
        return None
    one, two, three = int(match["one"]), month_number(match["two"]), int(match["three"])
    if match.re is _NAMED:
        days = set(_days((three, two, one)))
    else:
        two = int(match["two"])
        # 05/03/19 as 5 March, as May 3, and as 19 March 2005.
        days = set(_days((three, two, one), (three, one, two), (one, two, three)))
    if match["weekday"]:
        days = {day for day in days if day.weekday() == _WEEKDAYS.index(match["weekday"].lower())}
    return (match.start("one"), match.end(), days.pop()) if len(days) == 1 else None


def full_year(short: int) -> int:
    """The year that two digits mean: the last one up to this year, `26` and `98`."""
    latest = (datetime.now(UTC) + timedelta(days=1)).year
    return short + (latest - short) // 100 * 100


def _days(*parts: tuple[int, int, int]) -> Iterator[date]:
    """The days that (year of two digits, month, day) make, as far as they exist and have come."""
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date()
    for short, month, day in parts:
        if tomorrow.year - 60 < (year := full_year(short)):
            try:
                made = date(year, month, day)
            except ValueError:
                continue
            if made <= tomorrow:
                yield made
