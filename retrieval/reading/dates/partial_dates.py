"""Dates as running text writes them, part by part: day, month, year, and spans of them.

Nothing is resolved here: a date without a year stays one without a year.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from retrieval.reading.dates import chinese_numerals
from retrieval.reading.dates.month_names import (
    ANY_MONTH,
    GERMAN_MONTH,
    MONTH,
    WORDS,
    month_number,
)

FIRST_YEAR, LAST_YEAR = 1800, 2099
"""Between these, four digits behind a word like `in` are taken for a year."""


@dataclass(frozen=True, slots=True)
class PartialDay:
    """A day as far as it is stated; a missing `day` means the whole month, and so on."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def grain(self) -> tuple[bool, bool]:
        """Whether a month, and whether a day of it is stated."""
        return self.month is not None, self.day is not None


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date, or a span of `low` to `high`, at `start` to `end` of a text.

    Either both ends have a year or neither has.
    """

    start: int
    end: int
    low: PartialDay
    high: PartialDay


# " " of "4 June": a space or three, or the end of a line within a paragraph
_GAP = r"(?:[^\S\n]{1,3}|[^\S\n]?\n[^\S\n]?)"
# "–" in "4–6 June"
_DASH = rf"{_GAP}?[-–—]{_GAP}?"
# " to " in "4 to 6 June", " and " in "4 and 6 June"
_LINK = rf"(?P<link>{_DASH}|{_GAP}(?:to|and|по|до|и){_GAP})"
# Not "14" in "$14 May", "№14 May" or "F-14 May"
_BEGIN = r"(?<![\w$€£№#.,/:])(?<!(?-i:[A-ZА-Я\d])[-–—])"
# Not "14" in "May 14%" or "May 14.5"
_END = r"(?![\w%]|[.,:]\d)"
# "4th", "4-го"
_ORDINAL = r"(?:st|nd|rd|th|-?го|-?е)?"
_LOW = rf"(?P<low>\d{{1,2}}){_ORDINAL}"  # "4th" in "4th–6th June"
_HIGH = rf"(?P<high>\d{{1,2}}){_ORDINAL}"  # "6th" in "4th–6th June"
# " году", " гг.", "-жыл": by these, four digits are a year
_MARK = (
    rf"(?P<mark>{_GAP}?(?:год(?:а|у|ом|е|ах|ов|ы)?|гг?(?!\w)\.?|-?(?:жыл|йил|yil)\w{{0,4}})(?!\w))"
)
# The full stop of "Dec." and "Sept."; behind a whole name it ends a sentence.
_DOT = r"(?:(?:(?<=\b\w{3})|(?<=\bsept))\.)?"
# ", 2015", " of 2015", " de 2015", "-2015", " 2015 года"; not the beginning of "2015-16"
_YEAR = rf"(?:,?{_GAP}(?:of |del? )?|[,-])(?P<year>[12]\d{{3}}){_END}(?![-–—]\d){_MARK}?"
# "4. ", "4.–6. " before "Juni"
_DOTTED = rf"(?:(?P<low>\d{{1,2}})\.?{_LINK})?(?P<high>\d{{1,2}})\.{_GAP}"
# "am " before "4. April"
_GERMAN = r"(?:(?<=\bam )|(?<=\b(?:vom|zum|bis|den|dem|der) )|(?<=tag, ))"

_PATTERNS = (
    # 2015-06-04, 2015/6/4
    rf"{_BEGIN}(?P<year>[12]\d{{3}})(?P<sep>[-/.])(?P<month>\d\d?)(?P=sep)(?P<high>\d\d?)"
    r"(?!\d|[-/.]\d)",
    # 04.06.2015, 13/03/2015
    rf"{_BEGIN}(?P<first>\d\d?)(?P<sep>[-/.])(?P<second>\d\d?)(?P=sep)(?P<year>[12]\d{{3}})"
    r"(?![\w%]|[-/.]\d)",
    # 4 June 2015, 4–6 June, 4th of June
    rf"{_BEGIN}(?:{_LOW}{_LINK})?{_HIGH}(?:{_GAP}(?:of |de )?|-)(?P<month>{ANY_MONTH})"
    rf"(?:{_DOT}{_YEAR})?",
    # 4. Juni 2015, 4.–6. Juni; not "4. April", which may be two sentences of English
    rf"{_BEGIN}{_DOTTED}(?!(?-i:April|August|September|November))(?P<month>{GERMAN_MONTH})"
    rf"(?:{_YEAR})?",
    # am 4. April 2015
    rf"{_GERMAN}{_DOTTED}(?P<month>{GERMAN_MONTH})(?:{_YEAR})?",
    # June 4, 2015, June 4–6
    rf"(?<!\w)(?P<month>{MONTH}){_DOT}{_GAP}(?P<only>\d\d?){_ORDINAL}"
    rf"(?:{_LINK}{_HIGH})?{_END}(?:{_YEAR})?",
    # 2015 жылғы 4 маусым
    rf"{_BEGIN}(?P<year>[12]\d{{3}}){_MARK}{_GAP}{_HIGH}(?:{_GAP}|-)(?P<month>{ANY_MONTH})",
    # 2015年6月4日, 6月4日, 2015년 6월 4일
    r"(?:(?<!\d)(?P<year>[12]\d{3})\s?[年년]\s?)?(?<!\d)(?P<month>\d\d?)\s?[月월]\s?"
    r"(?P<high>\d\d?)\s?[日일号號]",
    # 二〇一五年六月二十四日
    rf"{chinese_numerals.BEGIN}(?:(?P<year>{chinese_numerals.YEAR})年)?"
    rf"(?P<month>{chinese_numerals.MONTH})月"
    rf"(?P<high>{chinese_numerals.DAY})[日號号]",
    # June 2015, June
    rf"(?<!\w)(?P<month>{MONTH})(?:{_DOT}{_YEAR})?",
    # 2015, 2015-16, 2015 году
    rf"(?<![\w$€£№#.,/:])(?P<year>[12]\d{{3}})(?:[-–—](?P<last>\d{{4}}|\d\d))?{_END}{_MARK}?",
)
# "–" in "4–6 June", " to " in "4 to 6 June"
_JOINED = re.compile(rf"{_DASH}|{_GAP}(?:to|until|till|through|по|до){_GAP}", re.IGNORECASE)
# " and " in "4 and 6 June"
_COUPLED = re.compile(rf"{_GAP}(?:and|и){_GAP}", re.IGNORECASE)
# "between " before "4 and 6 June"
_BETWEEN = re.compile(r"\b(?:between|между)\s{1,3}$", re.IGNORECASE)
# "since " before "2014": a year, and no count
_BEFORE_YEAR = re.compile(
    r"\b(?:in|since|until|till|during|by|of|for|from|between|through|before|after|early|mid|late)"
    r"[\s-]$",
    re.IGNORECASE,
)
# "in " before "May": a month, and not "may"
_BEFORE_MONTH = re.compile(
    r"\b(?:in|since|during|from|between|early|mid|late|в|с|со|между)[\s-]$", re.IGNORECASE
)
# " people" after "2000": a count, and no year
_UNIT = re.compile(
    r"\s+(?!(?:as|was|has|is|its|his|this|does|less|across|plus|thus|always)\b)"
    r"(?:[a-z]+s\b|people|men\b|women\b|children\b|percent\b|[mbtr]{1,2}illion\b|hundred\b"
    r"|thousand\b|km\b|kg\b|feet\b|of\b|or\b|метр|челов|тонн|км\b|кг\b|тыс|млн|долл)"
)
_LOOK = 12
"""How many characters before a date are looked at."""


@cache  # at the first date: the process that only takes a document's text out looks for none
def _compiled() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in _PATTERNS)


def partial_dates(text: str) -> list[PartialDate]:
    """The dates that `text` states, whole or in part, in order; spans are made one.

    A bare year or month counts only where the words beside it show what it is.
    """
    # Each with whether the words beside it show that it is a date.
    found: list[tuple[PartialDate, bool]] = []
    for match in _apart(text):
        one = _read(text, match)
        if one is None:
            continue
        shown = _is_shown(text, match, one)
        joined = _joined(text, found[-1][0], one) if found else None
        if joined:
            # "from January to March 2015": what shows one end shows the whole span.
            shown = (shown or found[-1][1]) and not _counts(text, joined)
            found[-1] = joined, shown
        else:
            found.append((one, shown))
    return [one for one, shown in found if shown]


def days_of(one: PartialDate) -> tuple[date, date] | None:
    """The first and the last day of a date with a year; None where the calendar has no such."""
    low, high = one.low, one.high
    if low.year is None or high.year is None:
        return None
    month = high.month or 12
    try:
        first = date(low.year, low.month or 1, low.day or 1)
        last = date(high.year, month, high.day or monthrange(high.year, month)[1])
    except ValueError:
        return None
    # "6–4 June" is no span.
    return (first, last) if first <= last else None


def with_year(one: PartialDate, year: int) -> PartialDate:
    """`one` with its end in `year`; a span over the turn of the year begins in the one before."""
    turned = (one.low.month or 0) > (one.high.month or 0)
    low, high = replace(one.low, year=year - turned), replace(one.high, year=year)
    return replace(one, low=low, high=high)


def _apart(text: str) -> Iterator[re.Match[str]]:
    """The matches of all patterns, in order, the longest where they overlap."""
    matches: Iterable[re.Match[str]] = (
        match for pattern in _compiled() for match in pattern.finditer(text) if not _is_word(match)
    )
    position = 0
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        if match.start() >= position:
            position = match.end()
            yield match


def _is_word(match: re.Match[str]) -> bool:
    """Whether a month's name may be another word: "you may 4"; not where it is "4 may 2015"."""
    parts = match.groupdict()
    day = parts.get("high") or parts.get("only")
    return parts.get("month") in WORDS and not (day and parts["year"])


def _read(text: str, match: re.Match[str]) -> PartialDate | None:
    parts = match.groupdict()
    start, end = match.span()
    if "first" in parts:
        first, second, year = (int(parts[name]) for name in ("first", "second", "year"))
        whole = _numeric(first, second, year, parts["sep"])
        return PartialDate(start, end, whole, whole) if whole else None
    if "month" not in parts:
        last = _last_year(parts["year"], parts["last"])
        return (
            PartialDate(start, end, PartialDay(int(parts["year"])), PartialDay(last))
            if last
            else None
        )
    return _named(text, match)


def _named(text: str, match: re.Match[str]) -> PartialDate:
    """A date whose month is known; a month that is none is kept, and has no days."""
    parts = match.groupdict()
    start, end = match.span()
    year = chinese_numerals.chinese_number(parts["year"]) if parts["year"] else None
    month = month_number(parts["month"]) or 13
    stated = (parts.get(name) for name in ("only", "low", "high"))
    days = [chinese_numerals.chinese_number(day) for day in stated if day]
    if len(days) == 2 and not _is_span(text, match, days):
        # Of "4 and 9 June" the 9th is kept, of "June 4 and 9" the 4th: the one beside its month.
        kept = "only" if parts.get("only") else "high"
        days = [int(parts[kept])]
        start, end = (start, match.end("only")) if kept == "only" else (match.start("high"), end)
    first, last = (days[0], days[-1]) if days else (None, None)
    return PartialDate(start, end, PartialDay(year, month, first), PartialDay(year, month, last))


def _numeric(first: int, second: int, year: int, separator: str) -> PartialDay | None:
    """Day and month where their order is clear: by full stops, or because one is above 12."""
    if separator == "." or first > 12 or first == second:
        return PartialDay(year, second, first)
    return PartialDay(year, first, second) if second > 12 else None


def _last_year(first: str, last: str | None) -> int | None:
    """The end of `2016-2018` or `2016-18`; None for what can't be years."""
    if last is None:
        return int(first)
    whole = int(first[: 4 - len(last)] + last)
    return whole if int(first) < whole <= LAST_YEAR else None


def _is_span(text: str, match: re.Match[str], days: list[int]) -> bool:
    """Whether two days are the ends of a span: `and` joins two days, unless they adjoin."""
    if match["link"].strip().casefold() not in ("and", "и"):
        return True
    before = text[max(0, match.start() - _LOOK) : match.start()]
    return days[0] + 1 == days[1] or _BETWEEN.search(before) is not None


def _joined(text: str, one: PartialDate, other: PartialDate) -> PartialDate | None:
    """Two dates of one kind, joined by a dash or `to`, as one span; None where they aren't."""
    if one.low != one.high or other.low != other.high or one.low.grain != other.high.grain:
        return None
    link = text[one.end : other.start] if other.start - one.end < _LOOK else "."
    before = text[max(0, one.start - _LOOK) : one.start]
    if not _JOINED.fullmatch(link) and not (_COUPLED.fullmatch(link) and _BETWEEN.search(before)):
        return None
    low, high = one.low, other.high
    # "28 December to 3 January 2015" begins in 2014.
    turned = (low.month or 0) > (high.month or 0)
    if low.year is None and high.year is not None:
        low = replace(low, year=high.year - turned)
    elif high.year is None and low.year is not None:
        high = replace(high, year=low.year + turned)
    return PartialDate(one.start, other.end, low, high)


def _is_shown(text: str, match: re.Match[str], one: PartialDate) -> bool:
    """Whether a bare year or month is one: by a preposition before it, or a word behind it."""
    if one.high.day or (one.high.month and one.high.year):
        return True
    before = text[max(0, one.start - _LOOK) : one.start]
    if one.high.month:
        return _BEFORE_MONTH.search(before) is not None
    if not FIRST_YEAR <= (one.high.year or 0) <= LAST_YEAR:
        return False
    if match["mark"]:
        return True
    return bool(_BEFORE_YEAR.search(before)) and not _counts(text, one)


def _counts(text: str, one: PartialDate) -> bool:
    """Whether a bare number counts what stands behind it: `2000 people`."""
    return one.high.month is None and _UNIT.match(text, one.end) is not None
