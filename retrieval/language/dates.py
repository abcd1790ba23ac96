"""Dates and days as a sentence words them; nothing is worked out from today's date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.language import tables
from retrieval.language.phrases import phrase_at
from retrieval.language.tokens import Token

_MONTHS = tables.positions("months")
_WEEKDAYS = tables.positions("weekdays")
_RELATIVE = tables.phrases_of_list("relative")
_CURRENCIES = tables.kinds("currencies")
_UNITS = tables.kinds("units")
_NUMBERS = tables.values("numbers")
_SCALES = tables.values("scales")
_ORDINALS = tables.values("ordinals")
_CUES = tables.listed("date_cues")
_FUNCTION = tables.listed("function")
_CAPITAL = tables.listed("capital_months")
_UNSURE = tables.listed("unsure_months")
_BEFORE_NOUNS = tables.listed("before_nouns")
_AFTER = tables.listed("after_cues")
_BEFORE = tables.listed("before_cues")
_DECADES = tables.listed("decades")
_PRECISE = {word for word, ones in tables.phrases("precision").items() if len(ones[-1][0]) == 1}
# "around 2016" may be a year; "some 2016 boats" and "exceeding 2016" are amounts.
_PRECISE -= _CUES

# Short, and no abbreviations: the full stop behind "in May." is the sentence's.
_WHOLE_MONTHS = frozenset({"may", "june", "july", "май", "мая", "мае", "июнь", "июля", "июль"})
_PEOPLE = tables.listed("people")
_DOTTED = re.compile(r"([0-3]?\d)\.([01]?\d)\.((?:19|20)\d\d)")  # 15.03.2016
_OF_YEAR = frozenset({"году", "года", "год"})
_OF_YEAR_IN_KAZAKH = frozenset({"жыл", "жылы", "жылғы", "жылдың"})
_SUFFIXES = frozenset({"st", "nd", "rd", "th", "го", "е"})
_MONTHS_OF_YEAR, _DAYS_OF_MONTH = range(1, 13), range(1, 32)
_LONGEST_NUMBER = 4  # digits that can be a day, a month or a year
_LONGEST_ABBREVIATION = 4  # letters: "sept."; behind a longer name a full stop ends the sentence
_ANY_CASE_WEEKDAY = 4  # letters: "sat" is another word, too, and needs a capital
_TENS_OF_DAYS = (20, 30)  # of "двадцать пятого", "тридцать первого"
_CUE_REACH = 3  # tokens before a date: "since the end of May"; chosen by hand
_YEARS = range(1500, 2101)  # an article's four digits outside of it are more often a count


@dataclass(frozen=True, slots=True)
class Date:
    """A date as far as it is told; `relative` holds words such as "next year".

    `cue` is "after" for "since March", "before" for "until March"; a decade, the 1990s, is
    its first year with "decade" in `relative`.
    """

    year: int | None
    month: int | None
    day: int | None
    weekday: int | None
    relative: str | None
    cue: str | None
    start: int
    end: int


def dates(ts: Sequence[Token]) -> tuple[list[Date], set[int]]:
    """The dates among a text's tokens, and the places of the tokens that they are made of."""
    found: list[Date] = []
    taken: set[int] = set()
    i = 0
    while i < len(ts):
        first, after, parts = _at(ts, i)
        if not parts:
            i += 1
            continue
        if first not in taken:
            found.append(_made(ts, first, after, parts))
            taken.update(range(first, after))
        i = max(after, i + 1)
    return found, taken


_Parts = dict[str, int | str]


def _at(ts: Sequence[Token], i: int) -> tuple[int, int, _Parts]:
    """The first and the past-the-last token of the date at a place, and its parts; or no parts."""
    token = ts[i]
    if token.kind == "number":
        return _numeric(ts, i)
    if token.kind != "word":
        return i, i, {}
    low = token.low
    if low in _MONTHS and _is_month(ts, i):
        return _month(ts, i)
    weekday = _WEEKDAYS.get(low)
    if weekday and (len(low) >= _ANY_CASE_WEEKDAY or token.text[0].isupper()) and low != "sun":
        return i, i + 1, {"weekday": weekday}
    relative = phrase_at(ts, i, _RELATIVE)
    if relative:
        return i, relative[0], {"relative": " ".join(one.low for one in ts[i : relative[0]])}
    return i, i, {}


def _numeric(ts: Sequence[Token], i: int) -> tuple[int, int, _Parts]:
    text = ts[i].text
    # "15.03.2016" is one token; "1990s" are two, "2016-05-04" five.
    if dotted := _DOTTED.fullmatch(text):
        return i, i + 1, {"day": int(dotted[1]), "month": int(dotted[2]), "year": int(dotted[3])}
    joined = i + 1 < len(ts) and ts[i + 1].start == ts[i].end and ts[i + 1].low in _DECADES
    if joined and _number(ts, i) in _YEARS and text.endswith("0"):
        return i, i + 2, {"year": int(text), "relative": "decade"}
    if not _is_year(ts, i):
        return i, i, {}
    year = int(text)
    if _low(ts, i + 1) in _OF_YEAR_IN_KAZAKH and (behind := _month_behind(ts, i + 2)):
        return i, behind[0], {**behind[1], "year": year}
    if _text(ts, i + 1) == "-" and _text(ts, i + 3) == "-" and len(_text(ts, i + 4)) == 2:
        month, day = _number(ts, i + 2), _number(ts, i + 4)
        if month in _MONTHS_OF_YEAR and day in _DAYS_OF_MONTH:
            return i, i + 5, {"year": year, "month": month, "day": day}
    # "2015-16", a season: its first year stands for it.
    if _text(ts, i + 1) in ("-", "–") and len(_text(ts, i + 2)) == 2 and _number(ts, i + 2):
        return i, i + 3, {"year": year}
    return i, i + 1, {"year": year}


def _month_behind(ts: Sequence[Token], i: int) -> tuple[int, _Parts] | None:
    """The day and the month that a Kazakh date has behind its year: 2024 жылғы | 26 сәуірде."""
    for at in (i, i + 1):
        if _low(ts, at) in _MONTHS:
            first, after, parts = _month(ts, at)
            return (after, parts) if first == i else None
    return None


def _is_year(ts: Sequence[Token], i: int) -> bool:
    """Whether four digits are a year: 2016, but not 2016 people, $2016 or 2016 km."""
    text = ts[i].text
    if not (len(text) == 4 and text.isdecimal() and int(text) in _YEARS):
        return False
    before = ts[i - 1] if i else None
    if before and (before.text in _CURRENCIES or before.low in _PRECISE):
        return False
    if i + 1 == len(ts) or ts[i + 1].kind != "word":
        return _text(ts, i + 1) != "%"
    after = ts[i + 1].low
    if after in _UNITS or after in _CURRENCIES:
        return after in _OF_YEAR or after in _OF_YEAR_IN_KAZAKH
    # "2016 thousand"
    if after in _SCALES:
        return False
    # "2016 boats" are counted; "in 2016 elections ..." and "2016 Games" name a year.
    cued = before is not None and before.low in _CUES
    # "January 2026 was ..."
    plural = (after.endswith("s") and after not in _FUNCTION) or after in _PEOPLE
    return cued or not plural or ts[i + 1].text[0].isupper()


def _is_month(ts: Sequence[Token], i: int) -> bool:
    token = ts[i]
    if token.low in _CAPITAL and not token.text[0].isupper():
        return False
    if token.low not in _UNSURE:
        return True
    # "5 May", "Sept. 5", "5th May", "since May", "May of 2016"; what is none of them may be a name
    # or a verb.
    near = [ts[k].kind == "number" for k in (i - 1, i + 1) if 0 <= k < len(ts)]
    cued = i > 0 and ts[i - 1].low in _CUES
    dotted = _text(ts, i + 1) == "." and i + 2 < len(ts) and ts[i + 2].kind == "number"
    suffixed = i > 0 and ts[i - 1].low in _SUFFIXES
    return any(near) or cued or dotted or suffixed or _has_year_behind_of(ts, i)


def _has_year_behind_of(ts: Sequence[Token], i: int) -> bool:
    """Whether it is as in "May of 2016"; not the March of 2016, or Theresa May of 2016."""
    before = ts[i - 1] if i else None
    named = before is not None and (
        before.kind == "ending" or before.text[0].isupper() or before.low in _BEFORE_NOUNS
    )
    return not named and _low(ts, i + 1) == "of" and i + 2 < len(ts) and _is_year(ts, i + 2)


def _month(ts: Sequence[Token], i: int) -> tuple[int, int, _Parts]:
    parts: _Parts = {"month": _MONTHS[ts[i].low]}
    first, after = i, i + 1
    if _text(ts, after) == "." and _is_abbreviated(ts[i].low):
        after += 1
    before, day = _day_before(ts, i)
    if day:
        first, parts["day"] = before, day
    elif after < len(ts) and _number(ts, after) in _DAYS_OF_MONTH and _ends_day(ts, after + 1):
        parts["day"] = _number(ts, after)
        after += 2 if _low(ts, after + 1) in _SUFFIXES else 1
    # "June 2016", "June 5, 2016", "June of 2016"
    step = after + (1 if _text(ts, after) == "," or _low(ts, after) == "of" else 0)
    if step < len(ts) and ts[step].kind == "number" and _is_year(ts, step):
        parts["year"] = int(ts[step].text)
        after = step + 1
    return first, after, parts


def _is_abbreviated(low: str) -> bool:
    """Whether a full stop behind a month's name is the abbreviation's: "Sept.", but not "May."."""
    return len(low) <= _LONGEST_ABBREVIATION and low not in _WHOLE_MONTHS


def _ends_day(ts: Sequence[Token], i: int) -> bool:
    """Whether the number before is a day and no amount: March 5, but not May 5 percent."""
    return _text(ts, i) not in ("%", ":") and _low(ts, i) not in _UNITS


def _day_before(ts: Sequence[Token], i: int) -> tuple[int, int]:
    """Where the day before a month begins, and the day; 0 for none. 5, 5th, the fifth of."""
    k = i - 1
    if _low(ts, k) == "of":
        k -= 1
    if _low(ts, k) in _SUFFIXES and k:
        k -= 1
    day = _number(ts, k) or _ORDINALS.get(_low(ts, k), 0)
    if 0 < day < 10 and _NUMBERS.get(_low(ts, k - 1)) in _TENS_OF_DAYS:  # двадцать пятого мая
        k, day = k - 1, day + _NUMBERS[_low(ts, k - 1)]
    bare = ts[k].kind == "word" and not ts[k].low.endswith("го")  # пятнадцатого мая
    if day not in _DAYS_OF_MONTH or (k == i - 1 and bare):
        return i, 0
    return k, day


def _made(ts: Sequence[Token], first: int, after: int, parts: _Parts) -> Date:
    cue = None
    for k in range(first - 1, max(-1, first - 1 - _CUE_REACH), -1):
        low = ts[k].low
        if low in _AFTER or low in _BEFORE:
            cue = "after" if low in _AFTER else "before"
        # Over these the search goes on: "since the end of May".
        if cue or low not in ("the", "early", "late", "mid", "end", "of", "start", "-"):
            break
    numbers = {key: value for key, value in parts.items() if isinstance(value, int)}
    return Date(
        year=numbers.get("year"),
        month=numbers.get("month"),
        day=numbers.get("day"),
        weekday=numbers.get("weekday"),
        relative=str(parts["relative"]) if "relative" in parts else None,
        cue=cue,
        start=ts[first].start,
        end=ts[after - 1].end,
    )


def _text(ts: Sequence[Token], i: int) -> str:
    return ts[i].text if 0 <= i < len(ts) else ""


def _low(ts: Sequence[Token], i: int) -> str:
    return ts[i].low if 0 <= i < len(ts) else ""


def _number(ts: Sequence[Token], i: int) -> int:
    text = _text(ts, i)
    return int(text) if text.isdecimal() and text.isascii() and len(text) <= _LONGEST_NUMBER else 0
