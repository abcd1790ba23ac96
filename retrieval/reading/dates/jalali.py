"""The Iranian and Afghan solar calendar, in days of the civil one."""

from __future__ import annotations

from datetime import date, timedelta

_FIRST_HALF, _SECOND_HALF = 31, 30  # days of its months
_CYCLE, _LEAPS = 33, (1, 5, 9, 13, 17, 22, 26, 30)  # years, and which of them leap
_ANCHOR_YEAR, _ANCHOR = 1343, date(1964, 3, 21)
"""The first year of a cycle of 33 years, and its new year's day; holds for 1343 to 1472."""
_LAST_YEAR = 1472  # so far the cycle holds, as said above


def to_gregorian(year: int, month: int, day: int) -> date | None:
    """The day in the civil calendar; None for one that does not exist or lies too far off.

    The leap years of this age stand in cycles of 33 years.
    """
    if not _ANCHOR_YEAR <= year <= _LAST_YEAR or not 1 <= month <= 12:
        return None
    if not 1 <= day <= _days_of(year, month):
        return None
    days = sum(365 + _is_leap(before) for before in range(_ANCHOR_YEAR, year))
    days += sum(_days_of(year, before) for before in range(1, month))
    return _ANCHOR + timedelta(days=days + day - 1)


def _days_of(year: int, month: int) -> int:
    # Six months of 31 days, five of 30, and a last one of 29, or 30 in a leap year.
    if month <= 6:
        return _FIRST_HALF
    return _SECOND_HALF if month < 12 or _is_leap(year) else _SECOND_HALF - 1


def _is_leap(year: int) -> bool:
    return year % _CYCLE in _LEAPS
