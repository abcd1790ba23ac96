"""Numbers with their scale, unit and what is counted: $449K is 449 thousand dollars.

`text2num` was weighed and left: it rewrites a text with digits for words, so that offsets into
the text are lost, and units, currencies, precision and what is counted would still be ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from retrieval.language import tables
from retrieval.language.counted_noun import counted_noun
from retrieval.language.numerals import begins_number, multiple, numeral, ordinal, part
from retrieval.language.phrases import phrase_at, phrase_before
from retrieval.language.tokens import Token

_CURRENCIES = tables.kinds("currencies")
_UNITS = tables.kinds("units")
_ORDINALS = tables.values("ordinals")
_PARTS = tables.values("fractions")
_MULTIPLES = tables.values("multiples")
_PRECISION = tables.phrases("precision")
# Where a quantity in words may begin. A half does by itself; a third has "a" or a number before.
_STARTERS = {
    *tables.mixed(),
    *_ORDINALS,
    *_MULTIPLES,
    *(word for word in _PARTS if _PARTS[word] == 2),
}

# Between two numbers of one unit: "10 to 20 km".
_BETWEEN = frozenset({"to", "and", "or", "-", "–", "—", "до", "и", "или", "против"})
_CURRENCY_REACH = 3  # tokens: up to two words before a currency's own, as East Caribbean has
HOURS = 24  # of a day
# What follows an hour, and whether it is of the second half of the day.
_HALVES = {
    ("o'clock",): False, ("o’clock",): False,
    ("a", ".", "m"): False, ("am",): False, ("in", "the", "morning"): False,
    ("p", ".", "m"): True, ("pm",): True, ("in", "the", "afternoon"): True,
    ("in", "the", "evening"): True, ("at", "night"): True,
}  # fmt: skip
_LONGEST_HALF = 3  # tokens
# The unit in which one is compared, and how many of it one is; months and years are means.
_BASES = {
    "km": ("m", 1000.0), "cm": ("m", 0.01), "mm": ("m", 0.001), "mile": ("m", 1609.344),
    "foot": ("m", 0.3048), "t": ("kg", 1000.0), "g": ("kg", 0.001), "acre": ("hectare", 0.404686),
    "gw": ("kw", 1e6), "mw": ("kw", 1e3), "second": ("day", 1 / 86400),
    "minute": ("day", 1 / 1440), "hour": ("day", 1 / 24), "week": ("day", 7.0),
    "fortnight": ("day", 14.0), "month": ("day", 365.25 / 12), "year": ("day", 365.25),
    "decade": ("day", 3652.5), "century": ("day", 36525.0),
    "percent": ("part", 0.01), "fraction": ("part", 1.0),
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
        skipped = i in taken or not _begins(ts, i) or _of_name(ts, i)
        one = None if skipped else _quantity(ts, i)
        if one:
            found.append((i, one[0], one[1]))
        i = max(i + 1, one[0]) if one else i + 1
    # Backwards, so that "5 or 6 or 7 km" hands its unit on to the first.
    for k in range(len(found) - 2, -1, -1):
        _, after, one_ = found[k]
        start, _, following = found[k + 1]
        joined = start - after == 1 and ts[after].low in _BETWEEN
        if joined and one_.unit is None and one_.noun is None and not one_.ordinal:
            merged = replace(one_, unit=following.unit, noun=following.noun)
            found[k] = (found[k][0], after, merged)
    return [quantity for _, _, quantity in found]


def _of_name(ts: Sequence[Token], i: int) -> bool:
    """Whether a number ends a name: COVID-19."""
    if i < 2 or ts[i - 1].text != "-" or ts[i].kind != "number":
        return False
    joined = ts[i - 2].end == ts[i - 1].start and ts[i - 1].end == ts[i].start
    return joined and ts[i - 2].kind == "word" and ts[i - 2].text[0].isupper()


def _begins(ts: Sequence[Token], i: int) -> bool:
    if ts[i].kind != "word":
        return ts[i].kind == "number"
    return ts[i].low in _STARTERS or ts[i].low in ("a", "an") or begins_number(ts, i)


def _quantity(ts: Sequence[Token], i: int) -> tuple[int, Quantity] | None:
    """The quantity that begins at a token, and the place after it."""
    special = part(ts, i) or ordinal(ts, i) or multiple(ts, i)
    if special:
        after, value, unit = special
        # "half a million boats" and "one boat in ten"; not "a third of them".
        counted = i + 1 if unit == "fraction" and _parts_a_noun(ts, i, after) else after
        counts = counted < after or unit in ("", "ordinal")
        noun = counted_noun(ts, counted, value) if counts else None
        plain = None if unit in ("", "ordinal") else unit
        made = _made(ts, i, after, after, value, plain, noun)
        return after, replace(made, ordinal=unit == "ordinal")
    number = numeral(ts, i)
    if not number:
        return None
    value, after = number
    # "16:30", "five in the morning", "3:30 p.m."
    written, (later, end) = ":" in ts[i].text, _half_of_day(ts, after)
    if (written or end > after) and value <= HOURS:
        value += HOURS / 2 if later and value < HOURS / 2 else 0
        return end, _made(ts, i, after, end, value, "clock", None)
    measured, end = _unit(ts, i, after)
    noun = None if measured else counted_noun(ts, after, value)
    return max(after, end), _made(ts, i, after, max(after, end), value, measured, noun)


def _parts_a_noun(ts: Sequence[Token], i: int, after: int) -> bool:
    """Whether a share tells of what: one wagon in ten."""
    return after == i + 4 and ts[i + 2].low == "in"


def _half_of_day(ts: Sequence[Token], i: int) -> tuple[bool, int]:
    """Whether a clock's hours are of the day's second half, and the place after what tells it."""
    following = [token.low for token in ts[i : i + _LONGEST_HALF]]
    for words, later in _HALVES.items():
        if tuple(following[: len(words)]) == words:
            return later, i + len(words)
    return False, i


def _made(
    ts: Sequence[Token], i: int, after: int, end: int, value: float, unit: str | None,
    noun: str | None,
) -> Quantity:  # fmt: skip
    first = i
    # Its currency belongs to it, "about US$5": the precision stands before both.
    while first and _is_sign(ts[first - 1]):
        first -= 1
    before = phrase_before(ts, first, _PRECISION)
    behind = phrase_at(ts, end, _PRECISION) if end < len(ts) else None
    # "5 or more"; of "5 about noon" the "about" is another's.
    trailing = behind and ts[end].low == "or"
    precision = before[1] if before else (behind[1] if behind and trailing else None)
    return Quantity(value, unit, noun, precision, False, ts[first].start, ts[end - 1].end)  # noqa: FBT003


def _unit(ts: Sequence[Token], i: int, after: int) -> tuple[str | None, int]:
    """The unit before or after a number, and the place after it."""
    if i and _is_sign(ts[i - 1]):
        # "A$5" are dollars of a kind of their own.
        signed = i > 1 and ts[i - 2].kind == "word" and ts[i - 2].end == ts[i - 1].start
        foreign = signed and ts[i - 2].low != "us" and ts[i - 1].text == "$"
        return (f"{ts[i - 2].low}$" if foreign else _CURRENCIES[ts[i - 1].low]), after
    # "5-km"
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
    for step in range(k, min(k + _CURRENCY_REACH, len(ts))):
        if ts[step].low in _CURRENCIES:
            # "five US dollars" are plain ones.
            own = " ".join(one.low for one in ts[k:step] if one.low not in ("us", "american"))
            return f"{own} {_CURRENCIES[ts[step].low]}".strip(), step + 1
        if not ts[step].text[0].isupper():
            break
    return None, after
