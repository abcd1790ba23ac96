"""Dates as news text writes them: in full, or in part, and never guessed.

A day and month whose order can't be told (`03/04/2015`) is not made a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

from retrieval.reading.dates import chinese_numerals
from retrieval.reading.dates.jalali import to_gregorian
from retrieval.reading.dates.machine_dates import machine_day
from retrieval.reading.dates.month_names import (
    ANY_MONTH,
    ENGLISH,
    JALALI_MONTH,
    SHORT_MONTH,
    month_number,
)
from retrieval.reading.dates.two_digit_years import full_year, short_year_date

EARLIEST = 1900  # year; an earlier one is a slip or a default of software
_SUSPECT = "(suspect: "

# "4", "4th", "1er", "4º", "4-го"; not the hour of "4:15"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|[º°]|-?(?:го|е|[уюі]ми|ші|чи))?(?![\d:])"
_YEAR = (
    r"(?P<year>[12]\d{3}|[١۱]\d{3}|[٢۲]\d{3}|['’]\d{2}(?!\s+[^\W\d_]))(?![\d'’])"  # `2015`, `’15`
)
# "T10:30:00Z", " 10:15 +06:00"
_CLOCK = r"(?:[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?"
# ", ", " de ", " соли " between month and year
_IN_YEAR = r"(?:[,،]|\.(?!\d))?[ -]+(?:de[l ]? ?|соли |sene |عام |سنة |سال )?"
# " года", " г.", " ж.", "-yil" behind the year
_OF_YEAR = r"(?:[ -]?(?:г(?:ода?|\.)?|р(?:оку|\.)|ж\.|жыл\w*|йил\w*|yil\w*)(?!\w))?"
# " жылғы", " ж.", "-yil" behind a year that stands first
_YEAR_WORD = r"(?:[ -]?(?:г(?:ода?|\.)?|ж\.|жыл\w*|йил\w*|yil\w*)(?!\w))?"

# "1394", "۱۳۹۴": 1300 to 1499
_SOLAR_YEAR = r"(?P<year>(?:1[34]|۱[۳۴])\d\d)(?!\d)"

_PATTERNS = (
    # 2015-06-04, 2015.06.04, 2015. 6. 4.
    rf"(?<!\d){_YEAR}(?P<sep>[-/.])(?P<month>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}})(?!\d){_CLOCK}",
    rf"(?<!\d){_YEAR}\. (?P<month>\d{{1,2}})\. (?P<day>\d{{1,2}})(?!\d)",
    # 4. 6. 2015
    rf"(?<!\d)(?P<day>\d{{1,2}})\. (?P<month>\d{{1,2}})\. {_YEAR}",
    # 04.06.2015
    r"(?<!\d)(?P<first>\d{1,2})(?P<sep>[-/.])(?P<second>\d{1,2})(?P=sep)" + _YEAR,
    # 4 June 2015, 4-iyun 2015, 4 de junio de 2015, 4-уми июни соли 2015
    rf"(?<!\d){_DAY}\.?[ -]+(?:of |del? )?(?P<month>{ANY_MONTH})\.?"
    rf"(?:{_IN_YEAR}{_YEAR}{_OF_YEAR})?",
    # 4 мар. 2015, 4 ago 2015
    rf"(?<!\d){_DAY}\.?[ -]+(?:de )?(?P<month>{SHORT_MONTH})\.?{_IN_YEAR}{_YEAR}{_OF_YEAR}",
    # June 4, 2015
    rf"(?<!\w)(?P<month>{ANY_MONTH})\.? {_DAY}(?:,? +{_YEAR})?",
    # 2015 жылғы 4 маусым, 2015 ж. 4 маусым, 2015-yil 4-iyun
    rf"(?<!\d){_YEAR}{_YEAR_WORD}[ ,-]+{_DAY}[ -]+(?P<month>{ANY_MONTH})",
    # 2015年6月4日, 2015년 6월 4일
    rf"(?:(?<!\d){_YEAR}\s?[年년]\s?)?(?<!\d)(?P<month>\d{{1,2}})\s?[月월]\s?"
    r"(?P<day>\d{1,2})\s?[日일号號]",
    # 二〇一五年六月二十四日
    rf"{chinese_numerals.BEGIN}(?:(?P<year>{chinese_numerals.YEAR})年)?"
    rf"(?P<month>{chinese_numerals.MONTH})月"
    rf"(?P<day>{chinese_numerals.DAY})[日號号]",
    # 14 خرداد 1394
    rf"(?<!\d){_DAY}[ ‌]+(?P<jalali>{JALALI_MONTH}){_IN_YEAR}{_SOLAR_YEAR}",
)


@cache  # at the first date: the process that only takes a document's text out looks for none
def _compiled() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in _PATTERNS)


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


def short_day(words: str) -> StatedDate | None:
    """The last day without a year whose month is shortened (`5 мар`), or None.

    Many shortened months are words by themselves: only for where nothing but a day can stand.
    """
    # "5 мар", "5 мар.", "5-сәу"
    found = re.finditer(
        rf"(?<![\d.:]){_DAY}[ -]+(?P<month>{SHORT_MONTH})\.?(?!\w)", words, re.IGNORECASE
    )
    days = [
        _yearless(*match.span(), int(match["day"]), month_number(match["month"])) for match in found
    ]
    return next((day for day in reversed(days) if day), None)


def label_date(words: str) -> StatedDate | None:
    """The first date in a label or a field, where a year may have two digits (`11/18/19`)."""
    first = next(dates_in(words), None)
    if first is not None and (first.iso or is_suspect(first.note)):
        return first
    short = short_year_date(words)
    return StatedDate(*short[:2], *publication_date(short[2])) if short else first


def stated_date(value: object) -> tuple[str | None, str | None]:
    """What a metadata field says: an ISO date, or else a note with the field's own words.

    Args:
        value: A string, a `date` or `datetime` (as YAML reads one), or anything else.
    """
    # First, for a datetime is a date as well.
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return publication_date(value)
    # In YAML, "published: yes" is a bool, which Python counts among the numbers.
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None, None
    words = " ".join(str(value).split())[:80]
    if day := machine_day(words):
        return publication_date(day)
    first = label_date(words)
    if first is not None:
        return first.iso, first.note
    # "201506310000": figures alone, and no day
    if any(pattern.search(words) for pattern in _compiled()) or re.fullmatch(r"\d{9,}", words):
        return None, None  # no day of the calendar, as 31 February
    return None, words or None


def _next_match(text: str, position: int) -> re.Match[str] | None:
    # The first in the text counts; of those that begin together, the longest.
    found = [match for pattern in _compiled() if (match := pattern.search(text, position))]
    first = min(found, key=lambda match: (match.start(), -match.end()), default=None)
    if first is None or first.groupdict().get("year"):
        return first
    # `mar 4 jun 2015`: a whole date that shares its day with half a one is meant.
    whole = (match for match in found if match.groupdict().get("year"))
    return min(
        (match for match in whole if match.start() < first.end()), key=re.Match.start, default=first
    )


def _stated(match: re.Match[str]) -> StatedDate | None:
    parts = match.groupdict()
    start, end = match.span()
    if "first" in parts:
        return _numeric(match)
    if "jalali" in parts:
        return _solar(match)
    month, day = month_number(parts["month"]), chinese_numerals.chinese_number(parts["day"])
    if not month or not parts["year"]:
        return _yearless(start, end, day, month)
    return _whole(start, end, _year(parts["year"]), month, day)


def _numeric(match: re.Match[str]) -> StatedDate | None:
    first, second, year = int(match["first"]), int(match["second"]), _year(match["year"])
    start, end = match.span()
    # "04.06.2015" is written day first; "31/5/2015" and "6/6/2015" can be read in one way only.
    if match["sep"] == "." or first > 12 or first == second:
        return _whole(start, end, year, second, first)
    if second > 12:
        return _whole(start, end, year, first, second)
    return StatedDate(start, end, note=f"{match[0]} (order of day and month not clear)")


def _year(words: str) -> int:
    if words[0] in "'’":
        return full_year(int(words[1:]))
    return chinese_numerals.chinese_number(words)


def _solar(match: re.Match[str]) -> StatedDate | None:
    """A date of the Iranian and Afghan solar year."""
    day = to_gregorian(int(match["year"]), month_number(match["jalali"]), int(match["day"]))
    return StatedDate(*match.span(), *publication_date(day)) if day else None


def _whole(start: int, end: int, year: int, month: int, day: int) -> StatedDate | None:
    try:
        stated = date(year, month, day)
    except ValueError:
        return None
    return StatedDate(start, end, *publication_date(stated))


def _yearless(start: int, end: int, day: int, month: int) -> StatedDate | None:
    try:
        # A leap year, so that 29 February is let pass.
        date(2000, month, day)
    except ValueError:
        return None
    return StatedDate(start, end, note=f"{day} {ENGLISH[month - 1]} (year not stated)")
