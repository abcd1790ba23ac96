"""The dates that a claim or a sentence names, and whether they agree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from retrieval.answer.days import days, without_days
from retrieval.types import DateMention

Named = tuple[int | None, int | None, int | None]
"""Year, month and day, each where it is named."""

MOST_DAYS = 31
"""A stored span of more days that is no month and no year is left aside."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_YEAR = r"(?:1[89]|20)\d\d"
_MONTH = re.compile(
    rf"\b(?P<month>{'|'.join(_MONTHS)})(?:,?\s+(?:of\s+)?(?P<year>{_YEAR})\b(?![,.]?\d))?"
)
_YEARS = re.compile(
    rf"\b(?:in|since|by|until|from|during|of|before|after|between|early|late|mid|and|to|or|year"
    rf"|spring|summer|autumn|winter)[\s-]+(?:the\s+year\s+)?(?P<year>{_YEAR})\b(?![,.]?\d)",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(_WEEKDAYS)})\b")


def apart(text: str) -> tuple[str, frozenset[Named], frozenset[str]]:
    """The text without its dates, the dates, and the weekdays that it names."""
    found: set[Named] = {(year, month, day) for day, month, year in days(text)}
    rest, _ = without_days(text, text)
    for match in _MONTH.finditer(rest):
        # "May" that opens a sentence or stands before a verb is rarely the month.
        if match["month"] != "May" or match["year"] or re.search(r"\bin $", rest[: match.start()]):
            year = int(match["year"]) if match["year"] else None
            found.add((year, _MONTHS.index(match["month"]) + 1, None))
    rest = _MONTH.sub(" ", rest)
    found |= {(int(match["year"]), None, None) for match in _YEARS.finditer(rest)}
    weekdays = frozenset(_WEEKDAY.findall(text))
    return _WEEKDAY.sub(" ", _YEARS.sub(" ", rest)), frozenset(found), weekdays


def held(
    text: str, mentions: Sequence[DateMention] = ()
) -> tuple[frozenset[Named], frozenset[str]]:
    """The dates of a sentence, with the years that were stored for them, and its weekdays."""
    _, named, weekdays = apart(text)
    stored = {one for mention in mentions for one in _of(mention)}
    unresolved = {
        one for one in named if not any(one != full and _fits(one, full) for full in stored)
    }
    found = frozenset(stored | unresolved)
    whole = {_WEEKDAYS[date(y, m, d).weekday()] for y, m, d in found if y and m and d}
    return found, weekdays | whole


def _of(mention: DateMention) -> Iterable[Named]:
    first, last = date.fromisoformat(mention.first), date.fromisoformat(mention.last)
    whole_months = first.day == 1 and (last + timedelta(1)).day == 1
    if whole_months and (first.year, first.month) == (last.year, last.month):
        return [(first.year, first.month, None)]
    if whole_months and (first.month, last.month) == (1, 12):
        return [(year, None, None) for year in range(first.year, last.year + 1)]
    count = (last - first).days + 1
    each = (first + timedelta(n) for n in range(count if count <= MOST_DAYS else 0))
    return [(day.year, day.month, day.day) for day in each]


def _fits(claimed: Named, known: Named) -> bool:
    """Whether all that is claimed of a date is known of it."""
    return all(a is None or a == b for a, b in zip(claimed, known, strict=True))


def clash(one: Named, other: Named) -> bool:
    """Whether two dates can't be one."""
    return any(a and b and a != b for a, b in zip(one, other, strict=True))


def unproven(
    claimed: Iterable[Named], known: Iterable[Named], published: str | None
) -> list[Named]:
    """The claimed dates that the known ones do not hold.

    A day named without its year is taken to be of the year of publication; a sentence that
    names no date tells of the month in which it was published.
    """
    at = date.fromisoformat(published) if published else None
    known = [(y or (at.year if at else None), m, d) for y, m, d in known]
    if not known and at:
        known = [(at.year, at.month, None)]
    return sorted(
        (one for one in claimed if not any(_fits(one, other) for other in known)), key=str
    )


def differing(
    ours: tuple[Iterable[Named], Iterable[str]], theirs: tuple[Iterable[Named], Iterable[str]]
) -> str | None:
    """Which date the sentence gives for one of the claim's, in words, where they can't be one."""
    known = sorted(theirs[0], key=str)
    for one in sorted(ours[0], key=str):
        if known and all(clash(one, other) for other in known):
            return f"{_listed(map(in_words, known))} here, not {in_words(one)}"
    strange = sorted(set(ours[1]) - set(theirs[1]))
    if strange and set(theirs[1]):
        return f"{_listed(sorted(theirs[1]))} here, not {strange[0]}"
    return None


def in_words(named: Named) -> str:
    """A date as it is written: 4 June 2015, June 2015, 2015, 4 June."""
    year, month, day = named
    parts = (day, _MONTHS[month - 1] if month else None, year)
    return " ".join(str(part) for part in parts if part)


def _listed(values: Iterable[str]) -> str:
    return ", ".join(values)
