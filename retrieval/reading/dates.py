"""Dates as news text writes them: in full, or in part, and never guessed.

A day and month whose order can't be told (`03/04/2015`) is not made a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from retrieval.reading.months import ENGLISH, MONTH, month_number

EARLIEST = 1900
_SUSPECT = "(suspect: "

_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\d:])"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_CLOCK = r"(?:[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?"

_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}(?P<sep>[-/.])(?P<month>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}})(?!\d){_CLOCK}",
        r"(?<!\d)(?P<first>\d{1,2})(?P<sep>[-/.])(?P<second>\d{1,2})(?P=sep)" + _YEAR,
        rf"(?<!\d){_DAY}\.?[ -]+(?:of )?(?P<month>{MONTH})\.?"
        rf"(?:,?[ -]+{_YEAR}(?: ?г(?:ода|\.))?)?",
        rf"(?<!\w)(?P<month>{MONTH})\.? {_DAY}(?:,? +{_YEAR})?",
    )
)


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date as a text states it, at `start` to `end` of the text.

    Attributes:
        iso: The whole date, `2015-06-04`, or None.
        note: What is known where the date is not whole, for people, or None.
    """

    start: int
    end: int
    iso: str | None = None
    note: str | None = None


def latest_day() -> date:
    """The last day that can be one of publication: tomorrow, because time zones differ."""
    return (datetime.now(UTC) + timedelta(days=1)).date()


def publication_date(day: date) -> tuple[str | None, str | None]:
    """The one gate for days of publication: ISO and None, or None and a note that doubts it.

    A day before 1900 or after tomorrow is suspect.
    """
    if day.year < EARLIEST:
        return None, f"{day.isoformat()} {_SUSPECT}before {EARLIEST})"
    if day > latest_day():
        return None, f"{day.isoformat()} {_SUSPECT}in the future)"
    return day.isoformat(), None


def is_suspect(note: str | None) -> bool:
    """Whether a note tells of a day that can't be one of publication."""
    return note is not None and _SUSPECT in note


def dates_in(text: str) -> Iterator[StatedDate]:
    """The dates that stand in a short text, in order.

    Those not in the calendar are left out; one that can't be a day of publication has a note.
    """
    position = 0
    while match := _next_match(text, position):
        position = match.end()
        stated = _stated(match)
        if stated is not None:
            yield stated


def stated_date(value: object) -> tuple[str | None, str | None]:
    """What a metadata field says: an ISO date, or else a note with the field's own words.

    Args:
        value: A string, a `date` or `datetime` (as YAML reads one), or anything else.
    """
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return publication_date(value)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None, None
    words = " ".join(str(value).split())[:80]
    first = next(dates_in(words), None)
    if first is not None:
        return first.iso, first.note
    if any(pattern.search(words) for pattern in _PATTERNS) or re.fullmatch(r"\d{9,}", words):
        return None, None  # no day of the calendar, as 31 February
    return None, words or None


def _next_match(text: str, position: int) -> re.Match[str] | None:
    found = [match for pattern in _PATTERNS if (match := pattern.search(text, position))]
    return min(found, key=lambda match: (match.start(), -match.end()), default=None)


def _stated(match: re.Match[str]) -> StatedDate | None:
    parts = match.groupdict()
    start, end = match.span()
    if "first" in parts:
        return _numeric(match)
    month = month_number(parts["month"])
    if not month or not parts["year"]:
        return _yearless(start, end, int(parts["day"]), month)
    return _whole(start, end, int(parts["year"]), month, int(parts["day"]))


def _numeric(match: re.Match[str]) -> StatedDate | None:
    first, second, year = (int(match[name]) for name in ("first", "second", "year"))
    start, end = match.span()
    if match["sep"] == "." or first > 12 or first == second:
        return _whole(start, end, year, second, first)
    if second > 12:
        return _whole(start, end, year, first, second)
    return StatedDate(start, end, note=f"{match[0]} (order of day and month not clear)")


def _whole(start: int, end: int, year: int, month: int, day: int) -> StatedDate | None:
    try:
        stated = date(year, month, day)
    except ValueError:
        return None
    return StatedDate(start, end, *publication_date(stated))


def _yearless(start: int, end: int, day: int, month: int) -> StatedDate | None:
    try:
        date(2000, month, day)
    except ValueError:
        return None
    return StatedDate(start, end, note=f"{day} {ENGLISH[month - 1]} (year not stated)")
