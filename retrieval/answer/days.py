"""Days of the calendar as a text names them, in whichever form: 4 June 2015, June 4, 2015-06-04."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

Day = tuple[int, int, int | None]
"""Day, month, and the year where it is named with them."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_NUMBER = r"[0-3]?\d(?:st|nd|rd|th)?"
_DAYS = rf"(?P<days>{_NUMBER}(?:\s*(?:,|and|to|or|through|[-–—])\s*{_NUMBER})*)"
_YEAR = r"(?:,?\s+(?P<year>(?:1[89]|20)\d\d)\b)?"
_WEEKDAY = rf"(?:\b(?P<weekday>{'|'.join(_WEEKDAYS)}),?\s+(?:the\s+)?)?"
_FORMS = tuple(
    re.compile(rf"{_WEEKDAY}(?<![\w.,-]){form}", re.IGNORECASE)
    for form in (
        r"(?P<iso>(?:1[89]|20)\d\d-\d\d-\d\d)\b",
        r"(?P<dotted>[0-3]?\d\.[01]?\d\.(?:1[89]|20)\d\d)\b",
        rf"{_DAYS}\s+(?:of\s+)?{_MONTH}{_YEAR}",
        rf"{_MONTH}\s+(?:the\s+)?{_DAYS}(?![\d.]*\d|\s*(?:million|billion|per\s?cent|%)){_YEAR}",
    )
)


def days(text: str) -> set[Day]:
    """The days that a text names; of `4 to 6 June` all three."""
    return {day for _, _, found in _mentions(text) for day in found}


def without_days(text: str, evidence: str) -> tuple[str, list[str]]:
    """The text without the days that the evidence names too, and those that it does not name.

    A weekday beside a whole date goes with it where the calendar agrees.
    """
    held, strange = days(evidence), []
    for start, end, found in sorted(_mentions(text), reverse=True):
        if all(_is_held(day, held, evidence) for day in found):
            text = f"{text[:start]} {text[end:]}"
        else:
            strange.append(text[start:end])
    return text, strange


def _is_held(day: Day, held: set[Day], evidence: str) -> bool:
    number, month, year = day
    years = {other for n, m, other in held if (n, m) == (number, month)}
    if year is None or year in years:
        return bool(years)
    return None in years and str(year) in evidence


def _mentions(text: str) -> list[tuple[int, int, tuple[Day, ...]]]:
    """Where days are named: start, end, and which."""
    found: list[tuple[int, int, tuple[Day, ...]]] = []
    for form in _FORMS:
        for match in form.finditer(text):
            named = tuple(_read(match))
            apart = all(match.end() <= start or end <= match.start() for start, end, _ in found)
            if named and apart:
                found.append((_start(match, named), match.end(), named))
    return found


def _start(match: re.Match[str], named: tuple[Day, ...]) -> int:
    """Where the mention begins: before its weekday if that is the day's, else after it."""
    if not match["weekday"]:
        return match.start()
    day, month, year = named[0]
    right = year and date(year, month, day).weekday() == _WEEKDAYS.index(match["weekday"].lower())
    return match.start() if right else match.end("weekday")


def _read(match: re.Match[str]) -> Iterator[Day]:
    parts = match.groupdict()
    if parts.get("iso"):
        year, month, day = map(int, parts["iso"].split("-"))
        yield from _real(day, month, year)
    elif parts.get("dotted"):
        day, month, year = map(int, parts["dotted"].split("."))
        yield from _real(day, month, year)
    else:
        month = _MONTHS.index(parts["month"][:3].lower()) + 1
        year_named = int(parts["year"]) if parts["year"] else None
        for day in _listed(parts["days"]):
            yield from _real(day, month, year_named)


def _listed(text: str) -> Iterator[int]:
    """The days of a list such as `4, 5 and 7` or a span such as `4 to 6`."""
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if len(numbers) == 2 and re.search(r"to|through|[-–—]", text) and numbers[0] < numbers[1]:
        yield from range(numbers[0], numbers[1] + 1)
    else:
        yield from numbers


def _real(day: int, month: int, year: int | None) -> Iterator[Day]:
    """The day, if the calendar has it."""
    try:
        date(year or 2000, month, day)
    except ValueError:
        return
    yield day, month, year
