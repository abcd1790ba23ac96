"""Dates and spans in a question's words: "since March 2015", "between 15 and 31 December".

Read as a person at `today` means them: a month without a year is the last one that has begun.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from retrieval.language import tables

_MONTHS = tables.positions("months")
# "June", "Sept.", "июня"
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
# "2015", "2015 года"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?:\s+(?:года|году|год|г\.|жылы|жылғы|жылдың))?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|-?го)?"  # "4", "4th", "4-го"
_UNITS = {  # "days", "недели", "айда"
    "day": r"days?|дн(?:я|ей|и)|день|сут(?:ки|ок)|күн(?:де)?",
    "week": r"weeks?|недел[яиею]|недель|апта(?:да)?",
    "month": r"months?|месяц(?:а|е|ев)?|ай(?:да)?",
    "year": r"years?|год(?:а|у)?|лет|жыл(?:ы|да)?",
}
_UNIT = rf"(?P<unit>{'|'.join(_UNITS.values())})"  # "weeks"
# "last", "прошлой"
_LAST = r"last|past|previous|прошл(?:ый|ая|ое|ой|ом|ую|ого)|өткен"
# "this", "этом"
_THIS = r"this|эт(?:от|а|о|ой|ом|у|ого)|нынешн(?:ий|яя|ее|ей|ем|юю|его)|осы"
_COUNTED = (  # "the last 10 days", "последние 3 недели"
    rf"(?:the\s+)?(?:last|past|previous|последни[ехй]|соңғы)\s+(?P<count>\d{{1,3}})\s+{_UNIT}"
)

# "2015-06-04", "4 June 2015", "June 2015", "last week"
_FORMS = tuple(
    re.compile(rf"(?<![\w-]){form}(?![\w-])", re.IGNORECASE)
    for form in (
        r"(?P<iso>\d{4}-\d\d-\d\d)",
        # "2015 жылғы 4 маусым", "2015 жылдың маусымында"
        rf"{_YEAR}(?<=[ыің])\s+(?:{_DAY}\s+)?{_MONTH}",
        rf"{_DAY}(?:\s+of)?\s+{_MONTH}(?:,?\s+{_YEAR})?",
        rf"{_MONTH}\s+{_DAY}(?:,?\s+{_YEAR})?(?!\d)",
        rf"{_MONTH}(?:\s+of)?,?\s+{_YEAR}",
        r"(?P<near>today|yesterday|сегодня|вчера|бүгін|кеше)",
        _COUNTED,
        rf"(?P<which>{_LAST}|{_THIS})\s+{_UNIT}",
        _MONTH,
        _YEAR,
    )
)

# How many days one of each is in "the last 3 months": not by the calendar.
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
# "between March and " before "May 2015"
_RANGE = re.compile(
    r"\b(?:between|from|между|со?)\s+(?P<a>.{1,24}?)\s+(?:and|to|till|until|through|и|по|до)\s+",
    re.IGNORECASE,
)
# "the 4th"
_DAY_ONLY = re.compile(r"(?:the\s+)?([0-3]?\d)(?:st|nd|rd|th|-?го)?", re.IGNORECASE)
# "since the start of " before a date
_CUE = re.compile(
    r"\b(?P<cue>since|after|before|until|till|by|through|as of|as at|in|on|during|of|over|for|from"
    r"|со?|после|до|к|в|во|на|за|по состоянию на)"
    r"\s+(?:the\s+)?(?:start of\s+|end of\s+|early\s+|mid-?|late\s+|начал[аеу]\s+|конц[аеу]\s+)?$",
    re.IGNORECASE,
)
_EARLY_YEAR = re.compile(r"(?:\s+of)?,?\s+1[0-8]\d\d\b")  # " 1899", before articles were kept
_TODAY = frozenset({"today", "сегодня", "бүгін"})
_RELATIVE = _TODAY | {"yesterday", "вчера", "кеше"}
# "last" in "last June"
_ALONE = re.compile(rf"(?:{_LAST}|{_THIS}|the|последни[ехй]|соңғы)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day of a date as it was worded, and whether its year was named."""

    first: date
    last: date
    dated: bool = True


@dataclass(frozen=True, slots=True)
class DateLimits:
    """What a question's dates ask for, ISO, inclusive; `place` is where the words stand.

    `yearless` are "June" and "4 June": of which year they are is not said.
    """

    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    place: tuple[int, int] = (0, 0)
    yearless: bool = False


def date_limits(question: str, today: date) -> DateLimits | None:
    """The limits that the dates in a question set, or None.

    Args:
        question: The question as typed.
        today: What "last week", or a month without a year, is counted from.
    """
    ranged = _range(question, today)
    if ranged:
        return ranged
    for start, end, days in _mentions(question, today):
        if _of_another_year(question, end, days):
            continue
        limits = _limited(question, start, end, days, today)
        if limits:
            return replace(limits, yearless=not days.dated)
    return None


def _range(question: str, today: date) -> DateLimits | None:
    """The limits of "between A and B" or "from A to B"; A may lean on B's month and year."""
    for found in _RANGE.finditer(question):
        second = _days_at(question, found.end(), today)
        if second is None or _of_another_year(question, *second):
            continue
        end, last = second
        first = _first_of_range(found["a"], last, today)
        if first and first <= last.last:
            place = (found.start(), end)
            days = first.isoformat(), last.last.isoformat()
            return DateLimits(*days, place=place, yearless=not last.dated)
    return None


def _of_another_year(question: str, end: int, days: Days) -> bool:
    """Whether a month or a day has a year behind it that no limit knows: "July 1899"."""
    return not days.dated and bool(_EARLY_YEAR.match(question, end))


def _first_of_range(words: str, last: Days, today: date) -> date | None:
    only = _DAY_ONLY.fullmatch(words.strip())
    # "between the 4th and 9 June": month and year are those of the second.
    if only:
        return _date(last.first.year, last.first.month, int(only[1]))
    found = _days_at(words, 0, today)
    if found is None or found[0] != len(words):
        return None
    days = found[1]
    if days.dated:
        return days.first
    # "from March to May 2015": the first takes the year that puts it before the second.
    year = last.first.year if days.first.month <= last.first.month else last.first.year - 1
    return _date(year, days.first.month, days.first.day)


def _limited(question: str, start: int, end: int, days: Days, today: date) -> DateLimits | None:
    """The limits that a date sets by the word before it; one without such a word sets none."""
    before = _CUE.search(question[:start])
    cue = before["cue"].lower() if before else None
    place = (before.start() if before else start, end)
    if cue is None and not _stands_alone(question[start:end]):
        return None
    first, last = days.first.isoformat(), days.last.isoformat()
    match cue:
        case "since" | "from" | "с" | "со":
            return DateLimits(since=first, place=place)
        case "after" | "после":
            return DateLimits(since=_moved(days.last, 1).isoformat(), place=place)
        case "before" | "до":
            return DateLimits(until=_moved(days.first, -1).isoformat(), place=place)
        case "until" | "till" | "by" | "through" | "к":
            return DateLimits(until=last, place=place)
        case "as of" | "as at" | "по состоянию на":
            # Nothing is known as of a day to come.
            return DateLimits(as_of=min(days.last, today).isoformat(), place=place)
        case _:
            return DateLimits(first, last, place=place)


def _stands_alone(words: str) -> bool:
    """Whether the words limit without a preposition: "yesterday", "last week", a whole date."""
    text = words.lower()
    return (
        text in _RELATIVE
        or bool(_ALONE.match(text))
        # "2015-06-04"; then letters beside a figure, "June 2015", "4 June"
        or bool(re.search(r"\d{4}-\d\d-\d\d", text))
        or bool(re.search(r"[^\W\d].*\d|\d.*[^\W\d]", text))
    )


def _mentions(text: str, today: date) -> Iterator[tuple[int, int, Days]]:
    """The dates in a text, each with its place."""
    at = 0
    while found := _matches(text, at):
        match = found[0]
        days = _days(match, today)
        if days:
            yield match.start(), match.end(), days
        at = match.end()


def _matches(text: str, at: int) -> list[re.Match[str]]:
    """The first match of each form from `at` on, the leftmost and fullest first."""
    found = [match for form in _FORMS if (match := form.search(text, at))]
    return sorted(found, key=lambda match: (match.start(), -match.end()))


def _days_at(text: str, at: int, today: date) -> tuple[int, Days] | None:
    """The fullest date that begins just at `at`: where it ends, and its days."""
    found = [match for form in _FORMS if (match := form.match(text, at))]
    for match in sorted(found, key=lambda match: -match.end()):
        days = _days(match, today)
        if days:
            return match.end(), days
    return None


def _days(match: re.Match[str], today: date) -> Days | None:
    """The days that one match means, or None if there are none such."""
    parts = match.groupdict()
    if parts.get("iso"):
        return _whole(_from_iso(parts["iso"]))
    if parts.get("near"):
        # A bool is a number: yesterday is one day back.
        return _whole(today - timedelta(parts["near"].lower() not in _TODAY))
    if parts.get("unit"):
        return _relative(parts, today)
    year = int(parts["year"]) if parts.get("year") else None
    if not parts.get("month"):
        return Days(date(year, 1, 1), date(year, 12, 31)) if year else None
    word = parts["month"]
    # "may" and "march" are verbs too: a month alone is written with a capital in English.
    if not (year or parts.get("day")) and word[0].isascii() and not word[0].isupper():
        return None
    return _calendar(year, _MONTHS[word.lower()], parts.get("day"), today)


def _calendar(year: int | None, month: int, day: str | None, today: date) -> Days | None:
    number = int(day) if day else None
    latest = _date(year or today.year, month, number or 1)
    if latest is None:
        return None
    if year is None and latest > today:
        earlier = _date(today.year - 1, month, number or 1)
        # "29 February", and last year had none.
        if earlier is None:
            return None
        latest = earlier
    if number:
        return Days(latest, latest, dated=year is not None)
    end = calendar.monthrange(latest.year, month)[1]
    return Days(latest, latest.replace(day=end), dated=year is not None)


def _relative(parts: dict[str, str | None], today: date) -> Days:
    worded = (parts["unit"] or "").lower()
    unit = next(name for name, forms in _UNITS.items() if re.fullmatch(forms, worded))
    if parts.get("count"):
        return Days(_moved(today, -int(parts["count"] or 1) * _DAYS[unit]), today)
    this = bool(re.fullmatch(_THIS, parts.get("which") or "", re.IGNORECASE))
    match unit:
        case "week":
            # This week goes from Monday until today, last week from Monday until Sunday.
            monday = today - timedelta(today.weekday())
            return Days(monday, today) if this else Days(_moved(monday, -7), _moved(monday, -1))
        case "month":
            first = today.replace(day=1)
            before = _moved(first, -1)
            return Days(first, today) if this else Days(before.replace(day=1), before)
        case "year":
            year = today.year if this else max(today.year - 1, 1)
            return Days(date(year, 1, 1), today if this else date(year, 12, 31))
        case _:
            return Days(today, today) if this else Days(_moved(today, -1), _moved(today, -1))


def _moved(day: date, days: int) -> date:
    """The day so many days later; no calendar goes past its first and its last day."""
    return date.fromordinal(min(max(1, day.toordinal() + days), date.max.toordinal()))


def _whole(day: date | None) -> Days | None:
    return Days(day, day) if day else None


def _from_iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
