"""Numbers as they are written: in digits, in words, as parts and multiples, with their scales."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.language import tables
from retrieval.language.alphabet import has_kazakh_letter
from retrieval.language.tokens import Token

_UNITS = tables.kinds("units")
_NUMBERS = tables.values("numbers")
_MIXED = tables.mixed()
_SCALES = tables.values("scales")
_ORDINALS = tables.values("ordinals")
_PARTS = tables.values("fractions")
_MULTIPLES = tables.values("multiples")
_FUNCTION = tables.listed("function")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")  # 1,200.5
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")  # 1.200.000
_BLANKS = re.compile(r"[ \u00a0\u202f]")  # 1 200
_PART_DIGITS = 2  # of how many parts there are: 99 hundredths; chosen by hand
_LEAST_TENS = 20  # from which on a place is told in two words: twenty-first
_TEN = "он"
"""Ten in Kazakh, and "he" in Russian."""
_BARE = tables.listed("bare_scales")
_SUFFIXES = frozenset({"st", "nd", "rd", "th"})


def is_kazakh(ts: Sequence[Token]) -> bool:
    """Whether a text is Kazakh: it has a letter that Russian lacks in other words than names."""
    return any(one.text[0].islower() and has_kazakh_letter(one.low) for one in ts)


def begins_number(ts: Sequence[Token], i: int) -> bool:
    """Whether a word is a number by itself: forty, жүз, and in Kazakh "он"."""
    low = ts[i].low
    return low in _BARE or (low in _NUMBERS and (low != _TEN or is_kazakh(ts)))


def numeral(ts: Sequence[Token], i: int) -> tuple[float, int] | None:
    """A number in digits or words with its scales, and the place after it."""
    if ts[i].kind == "number":
        value = number_value(ts[i].text)
        if value is None:
            return None
        after = i + 1
    else:
        spelled = _spelled(ts, i)
        if not spelled:
            return None
        value, after = spelled
    # "5 hundred thousand"
    while scale := _scale(ts, after):
        value, after = value * scale[0], scale[1]
    return value, after


def number_value(text: str) -> float | None:
    """The value of digits as written: 1,200.5, 1 200, 1.200.000, 1,5, 16:30; None for none."""
    plain = _BLANKS.sub("", text)
    if ":" in plain:
        hours, _, minutes = plain.partition(":")
        return int(hours) + int(minutes) / 60 if minutes.isdecimal() and hours.isdecimal() else None
    if _GROUPED.fullmatch(plain):
        return float(plain.replace(",", ""))
    if _DOTTED.fullmatch(plain):
        return float(plain.replace(".", ""))
    # Past the thousands a comma is a decimal one, "1,5"; "1.2.3" is a version, no number.
    plain = plain.replace(",", ".")
    return float(plain) if plain.count(".") <= 1 else None


def _scale(ts: Sequence[Token], i: int) -> tuple[int, int] | None:
    if i < len(ts) and ts[i].text == "-":
        i += 1
    if i >= len(ts):
        return None
    scale = _SCALES.get(ts[i].low)
    # "5m" are millions, "5 m" metres.
    if not scale or (len(ts[i].low) == 1 and ts[i].start != ts[i - 1].end):
        return None
    return scale, i + 1


def _spelled(ts: Sequence[Token], i: int) -> tuple[float, int] | None:
    """A number in words: forty-seven, two hundred and five thousand, a dozen, сорок семь."""
    if ts[i].low in _MIXED:
        return _MIXED[ts[i].low], i + 1
    if ts[i].low in ("a", "an"):
        scale = _scale(ts, i + 1)
        # "a dozen", but not "a k"
        return (scale[0], scale[1]) if scale and len(ts[i + 1].low) > 2 else None
    # `current` is what is told since the last full thousand, `total` all before it: 200,000 and 45.
    total, current, after = 0, 0, i
    k = i
    while k < len(ts):
        low = ts[k].low
        begins = begins_number(ts, k) and low in _NUMBERS
        # "он екі" is twelve, "ten two" two numbers.
        teen = ts[k - 1].low == _TEN and _NUMBERS.get(low, 10) < 10
        if begins and (after == i or _adds(current, _NUMBERS[low]) or teen):
            current += _NUMBERS[low]
            after = k + 1
        elif low in _SCALES and (after > i or low in _BARE) and len(low) > 2:
            current = max(current, 1) * _SCALES[low]
            if _SCALES[low] >= 1000:
                total, current = total + current, 0
            after = k + 1
        # A hyphen may stand between; "and" behind a scale alone: "two hundred and five".
        elif not (after == k and after > i and low in ("-", "and")) or (
            low == "and" and ts[k - 1].low not in _SCALES
        ):
            break
        k += 1
    return (total + current, after) if after > i else None


def _adds(current: int, number: int) -> bool:
    """Whether a number word goes on with the one before: forty seven, but not four seven."""
    if number < 10:
        return current % 10 == 0 and current % 100 != 10
    return current % (100 if number < 100 else 1000) == 0


def part(ts: Sequence[Token], i: int) -> tuple[int, float, str] | None:
    """A fraction: half, a third of, two thirds, nine in ten; half a million is a number."""
    low, following = ts[i].low, ts[i + 1].low if i + 1 < len(ts) else ""
    if low == "half" and following in ("a", "an"):
        number = _spelled(ts, i + 1)
        if number:
            return number[1], number[0] / 2, ""
    # "half of them", but not "half hour"
    if low in _PARTS and _PARTS[low] == 2 and following not in _UNITS:
        return i + 1, 0.5, "fraction"
    many = _NUMBERS.get(low) or (1 if low in ("a", "one") else 0)
    if (
        not many
        and ts[i].kind == "number"
        and ts[i].text.isdecimal()
        and len(ts[i].text) <= _PART_DIGITS
    ):
        many = int(ts[i].text)
    behind = i + 2 if following == "-" else i + 1
    share = _PARTS.get(ts[behind].low) if behind < len(ts) else None
    if many and share and (many > 1 or _is_share(ts, behind + 1)):
        return behind + 1, many / share, "fraction"
    return _in(ts, i, many)


def _in(ts: Sequence[Token], i: int, many: int) -> tuple[int, float, str] | None:
    """Nine in ten, three out of four, one wagon in ten; not "one in 2016"."""
    counted = i + 2 < len(ts) and ts[i + 1].kind == "word" and ts[i + 2].low == "in"
    first = k = i + 2 if counted else i + 1
    if k < len(ts) and ts[k].low == "out":
        k += 2 if k + 1 < len(ts) and ts[k + 1].low == "of" else 0
    elif k < len(ts) and ts[k].low == "in":
        k += 1
    if not many or k == first or k >= len(ts):
        return None
    whole = _NUMBERS.get(ts[k].low)
    # "one accident in ten years" is none, nor is "three in one".
    if counted and not _is_share(ts, k + 1):
        return None
    return (k + 1, many / whole, "fraction") if whole and whole >= max(many, 2) else None


def _is_share(ts: Sequence[Token], i: int) -> bool:
    """Whether "a third" before is a part: at the end, or before "of", "less", "in"."""
    if i >= len(ts) or ts[i].kind != "word":
        return True
    return ts[i].low in _FUNCTION


def ordinal(ts: Sequence[Token], i: int) -> tuple[int, float, str] | None:
    """A place: third, 21st, twenty-first, двадцать первый; where it ends, its value, "ordinal"."""
    if ts[i].low in _ORDINALS:
        return i + 1, _ORDINALS[ts[i].low], "ordinal"
    if ts[i].kind == "number" and i + 1 < len(ts):
        after = ts[i + 1]
        if after.low in _SUFFIXES and after.start == ts[i].end and ts[i].text.isdecimal():
            return i + 2, int(ts[i].text), "ordinal"
    tens = _NUMBERS.get(ts[i].low, 0)
    last = i + 2 if i + 1 < len(ts) and ts[i + 1].text == "-" else i + 1
    if tens >= _LEAST_TENS and last < len(ts) and 0 < _ORDINALS.get(ts[last].low, 0) < 10:
        return last + 1, tens + _ORDINALS[ts[last].low], "ordinal"
    return None


def multiple(ts: Sequence[Token], i: int) -> tuple[int, float, str] | None:
    """Twice, double: where it ends, its value and "times"."""
    multiple = _MULTIPLES.get(ts[i].low)
    return (i + 1, multiple, "times") if multiple else None
