"""Days as people and programs give them: a day, or a month or a year of which one end is meant."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

# "2015", "2015-06"
_SPAN = re.compile(r"(\d{4})(?:-(\d{2}))?", re.ASCII)


def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar, as stored dates are written."""
    try:
        # ISO 8601 has other forms, "20150604" and "2015-W23-4": a slip more often than a day.
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def whole_day(text: str) -> str:
    """A day as stored dates are written, `2015-06-04`.

    Raises:
        ValueError: It is none; the message says how one is written.
    """
    if not is_day(text):
        raise ValueError(f"{text!r} is no date; write it as 2015-06-04")
    return text


def first_day(text: str) -> str:
    """A day, or the first one of a month or a year: `2015-01-01` of `2015`.

    Raises:
        ValueError: It is none of them; the message says how they are written.
    """
    return _day(text, last=False)


def last_day(text: str) -> str:
    """A day, or the last one of a month or a year: `2015-06-30` of `2015-06`.

    Raises:
        ValueError: It is none of them; the message says how they are written.
    """
    return _day(text, last=True)


def limit_day(name: str, text: str) -> str:
    """The day that a limit of a question is: `since` begins a span, `until` and `as_of` end one.

    Raises:
        ValueError: It is none; the message says how one is written.
    """
    return first_day(text) if name == "since" else last_day(text)


def _day(text: str, *, last: bool) -> str:
    span = _SPAN.fullmatch(text)
    try:
        if not span:
            return whole_day(text)
        year, month = int(span[1]), int(span[2] or (12 if last else 1))
        return date(year, month, monthrange(year, month)[1] if last else 1).isoformat()
    # There is no month 13 and no year 0.
    except ValueError:
        raise ValueError(f"{text!r} is no date; write it as 2015-06-04, 2015-06 or 2015") from None
