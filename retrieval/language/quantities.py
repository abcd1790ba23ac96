"""Numbers with their scale, unit and what is counted: $449K is 449 thousand dollars.

`text2num` and `quantulum3` were weighed: the first gives no offsets into text that also holds
digits, no units and no precision; the second needs a classifier and 30 ms a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from retrieval.language import tables
from retrieval.language.phrases import phrase_at, phrase_before
from retrieval.language.tokens import Token, stem

_CURRENCIES = tables.kinds("currencies")
_UNITS = tables.kinds("units")
_NUMBERS = tables.values("numbers")
_SCALES = tables.values("scales")
_ORDINALS = tables.values("ordinals")
_PARTS = tables.values("fractions")
_MULTIPLES = tables.values("multiples")
_FUNCTION = tables.listed("function")
_PRECISION = tables.phrases("precision")
_STARTERS = {*_NUMBERS, *_ORDINALS, *_MULTIPLES, *(word for word in _PARTS if _PARTS[word] == 2)}

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")  # 1,200.5
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")  # 1.200.000
_BLANKS = re.compile(r"[ \u00a0\u202f]")
_BETWEEN = frozenset({"to", "and", "or", "-", "–", "—", "до", "и", "или", "против"})
_PEOPLE = frozenset({"people", "men", "women", "children", "police", "troops", "человек"})
_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
_BASES = {
    "km": ("m", 1000.0), "cm": ("m", 0.01), "mm": ("m", 0.001), "mile": ("m", 1609.344),
    "foot": ("m", 0.3048), "t": ("kg", 1000.0), "g": ("kg", 0.001), "acre": ("hectare", 0.404686),
    "gw": ("kw", 1e6), "mw": ("kw", 1e3), "second": ("day", 1 / 86400),
    "minute": ("day", 1 / 1440), "hour": ("day", 1 / 24), "week": ("day", 7.0),
    "fortnight": ("day", 14.0), "year": ("month", 12.0), "decade": ("month", 120.0),
    "century": ("month", 1200.0), "percent": ("part", 0.01), "fraction": ("part", 1.0),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number: its value, unit ("percent", "usd", "km"), the stem of what is counted.

    `precision` is None where nothing is said of it. An ordinal's value is its place, a clock's
    its hours.
    """

    value: float
    unit: str | None
    noun: str | None
    precision: str | None
    ordinal: bool
    start: int
    end: int

    @property
    def measure(self) -> tuple[str | None, float]:
        """The value in the unit that it is compared in: 2 weeks are 14 days."""
        base, factor = _BASES.get(self.unit or "", (self.unit, 1.0))
        return base, self.value * factor


def quantities(ts: Sequence[Token], taken: set[int]) -> list[Quantity]:
    """The quantities among a text's tokens, those that a date has taken left out."""
    found: list[tuple[int, int, Quantity]] = []
    i = 0
    while i < len(ts):
        one = None if i in taken or not _begins(ts[i]) else _quantity(ts, i)
        if one:
            found.append((i, one[0], one[1]))
        i = max(i + 1, one[0]) if one else i + 1
    for k in range(len(found) - 2, -1, -1):
        _, after, one_ = found[k]
        start, _, following = found[k + 1]
        joined = start - after == 1 and ts[after].low in _BETWEEN
        if joined and one_.unit is None and one_.noun is None and not one_.ordinal:
            merged = replace(one_, unit=following.unit, noun=following.noun)
            found[k] = (found[k][0], after, merged)
    return [quantity for _, _, quantity in found]


def _begins(token: Token) -> bool:
    if token.kind == "number":
        return True
    return token.kind == "word" and (token.low in _STARTERS or token.low in ("a", "an"))


def _quantity(ts: Sequence[Token], i: int) -> tuple[int, Quantity] | None:
    """The quantity that begins at a token, and the place after it."""
    special = _part(ts, i) or _ordinal(ts, i) or _multiple(ts, i)
    if special:
        after, value, unit = special
        noun = _noun(ts, after)[0] if unit in ("", "ordinal") else None
        plain = None if unit in ("", "ordinal") else unit
        made = _made(ts, i, after, after, value, plain, noun)
        return after, replace(made, ordinal=unit == "ordinal")
    number = _numeral(ts, i)
    if not number:
        return None
    value, after = number
    if ":" in ts[i].text:
        return after, _made(ts, i, after, after, value, "clock", None)
    measured, end = _unit(ts, i, after)
    noun = None if measured else _noun(ts, after)[0]
    return max(after, end), _made(ts, i, after, max(after, end), value, measured, noun)


def _made(
    ts: Sequence[Token], i: int, after: int, end: int, value: float, unit: str | None,
    noun: str | None,
) -> Quantity:  # fmt: skip
    first = i
    while first and _is_sign(ts[first - 1]):
        first -= 1
    before = phrase_before(ts, first, _PRECISION)
    behind = phrase_at(ts, end, _PRECISION) if end < len(ts) else None
    trailing = behind and ts[end].low == "or"
    precision = before[1] if before else (behind[1] if behind and trailing else None)
    return Quantity(value, unit, noun, precision, False, ts[first].start, ts[end - 1].end)  # noqa: FBT003


def _numeral(ts: Sequence[Token], i: int) -> tuple[float, int] | None:
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
    plain = plain.replace(",", ".")
    return float(plain) if plain.count(".") <= 1 else None


def _scale(ts: Sequence[Token], i: int) -> tuple[int, int] | None:
    if i < len(ts) and ts[i].text == "-":
        i += 1
    if i >= len(ts):
        return None
    scale = _SCALES.get(ts[i].low)
    if not scale or (len(ts[i].low) == 1 and ts[i].start != ts[i - 1].end):
        return None
    return scale, i + 1


def _spelled(ts: Sequence[Token], i: int) -> tuple[float, int] | None:
    """A number in words: forty-seven, two hundred and five thousand, a dozen, сорок семь."""
    if ts[i].low in ("a", "an"):
        scale = _scale(ts, i + 1)
        return (scale[0], scale[1]) if scale and len(ts[i + 1].low) > 2 else None
    total, current, after = 0, 0, i
    k = i
    while k < len(ts):
        low = ts[k].low
        if low in _NUMBERS and (after == i or _adds(current, _NUMBERS[low])):
            current += _NUMBERS[low]
            after = k + 1
        elif low in _SCALES and after > i and len(low) > 2:
            current = max(current, 1) * _SCALES[low]
            if _SCALES[low] >= 1000:
                total, current = total + current, 0
            after = k + 1
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


def _part(ts: Sequence[Token], i: int) -> tuple[int, float, str] | None:
    """A fraction: half, a third of, two thirds, nine in ten; half a million is a number."""
    low, following = ts[i].low, ts[i + 1].low if i + 1 < len(ts) else ""
    if low == "half" and following in ("a", "an"):
        number = _spelled(ts, i + 1)
        if number:
            return number[1], number[0] / 2, ""
    if low in _PARTS and _PARTS[low] == 2 and following not in _UNITS:
        return i + 1, 0.5, "fraction"
    many = _NUMBERS.get(low) or (1 if low in ("a", "one") else 0)
    if not many and ts[i].kind == "number" and ts[i].text.isdecimal() and len(ts[i].text) < 3:
        many = int(ts[i].text)
    behind = i + 2 if following == "-" else i + 1
    share = _PARTS.get(ts[behind].low) if behind < len(ts) else None
    if many and share and (many > 1 or _is_share(ts, behind + 1)):
        return behind + 1, many / share, "fraction"
    return _in(ts, i, many)


def _in(ts: Sequence[Token], i: int, many: int) -> tuple[int, float, str] | None:
    """Nine in ten, three out of four; not "one in 2016"."""
    k = i + 1
    if k < len(ts) and ts[k].low == "out":
        k += 2 if k + 1 < len(ts) and ts[k + 1].low == "of" else 0
    elif k < len(ts) and ts[k].low == "in":
        k += 1
    if not many or k == i + 1 or k >= len(ts):
        return None
    whole = _NUMBERS.get(ts[k].low)
    return (k + 1, many / whole, "fraction") if whole and whole >= max(many, 2) else None


def _is_share(ts: Sequence[Token], i: int) -> bool:
    """Whether "a third" before is a part: at the end, or before "of", "less", "in"."""
    if i >= len(ts) or ts[i].kind != "word":
        return True
    return ts[i].low in _FUNCTION


def _ordinal(ts: Sequence[Token], i: int) -> tuple[int, float, str] | None:
    if ts[i].low in _ORDINALS:
        return i + 1, _ORDINALS[ts[i].low], "ordinal"
    if ts[i].kind == "number" and i + 1 < len(ts):
        after = ts[i + 1]
        if after.low in _SUFFIXES and after.start == ts[i].end and ts[i].text.isdecimal():
            return i + 2, int(ts[i].text), "ordinal"
    tens = _NUMBERS.get(ts[i].low, 0)
    if tens >= 20 and i + 2 < len(ts) and ts[i + 1].text == "-" and ts[i + 2].low in _ORDINALS:
        return i + 3, tens + _ORDINALS[ts[i + 2].low], "ordinal"
    return None


def _multiple(ts: Sequence[Token], i: int) -> tuple[int, float, str] | None:
    multiple = _MULTIPLES.get(ts[i].low)
    return (i + 1, multiple, "times") if multiple else None


def _unit(ts: Sequence[Token], i: int, after: int) -> tuple[str | None, int]:
    """The unit before or after a number, and the place after it."""
    if i and _is_sign(ts[i - 1]):
        signed = i > 1 and ts[i - 2].kind == "word" and ts[i - 2].end == ts[i - 1].start
        foreign = signed and ts[i - 2].low != "us" and ts[i - 1].text == "$"
        return (f"{ts[i - 2].low}$" if foreign else _CURRENCIES[ts[i - 1].low]), after
    k = after + (1 if after < len(ts) and ts[after].text == "-" else 0)
    if k >= len(ts):
        return None, after
    low = ts[k].low
    if low == "per" and k + 1 < len(ts) and ts[k + 1].low == "cent":
        return "percent", k + 2
    if low in ("square", "cubic") and k + 1 < len(ts) and ts[k + 1].low in _UNITS:
        return f"{low} {_UNITS[ts[k + 1].low]}", k + 2
    if low in _UNITS:
        return _UNITS[low], k + 1
    return _currency(ts, k, after)


def _is_sign(token: Token) -> bool:
    """Whether a currency is written before its amount: $, €, USD."""
    return token.low in _CURRENCIES and (token.kind == "sign" or token.text.isupper())


def _currency(ts: Sequence[Token], k: int, after: int) -> tuple[str | None, int]:
    """A currency's word, up to two capitalised words on: 90,000 East Caribbean dollars."""
    for step in range(k, min(k + 3, len(ts))):
        if ts[step].low in _CURRENCIES:
            own = " ".join(one.low for one in ts[k:step] if one.low not in ("us", "american"))
            return f"{own} {_CURRENCIES[ts[step].low]}".strip(), step + 1
        if not ts[step].text[0].isupper():
            break
    return None, after


def _noun(ts: Sequence[Token], i: int) -> tuple[str | None, int]:
    """The stem of what is counted: the first plural of the next words, or else the first."""
    if i < len(ts) and ts[i].text == "-":
        i += 1
    first = None
    for k in range(i, min(i + 6, len(ts))):
        low = ts[k].low
        if ts[k].kind != "word" or low in _FUNCTION or low in _MULTIPLES:
            break
        if low in _PEOPLE or (low.endswith("s") and not low.endswith("ss") and len(low) > 3):
            return stem(low), k + 1
        first = first or stem(low)
    return first, i + 1
