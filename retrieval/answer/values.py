"""A figure, a date or a name that a sentence gives, so that two can be compared.

Amounts are made alike first (2 bcm are 2 billion cubic metres).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.language.dates import Date
from retrieval.language.quantities import Quantity
from retrieval.names.spelling import same_spelled

MOST_CHANGED = 20.0
"""Times by which a figure grows or falls from one report to the next at most."""


@dataclass(frozen=True, slots=True)
class Value:
    """A kind of thing and which: ("date", (2015, 4, None)), ("number", 2.0) with unit and noun.

    Of a "date" the amount is its year, month and day, each None where not told; of a "name" the
    set of its words; `said` is a number before its unit is made like others'.
    """

    kind: str
    # A float, three parts of a date or a frozenset of words, by `kind`.
    amount: object
    unit: str | None = None
    noun: str | None = None
    # 5 of "5 km", whose amount is 5,000 metres.
    said: float | None = None

    def same(self, other: Value) -> bool:
        """Whether two are one thing; "Venn" is "Orla Venn", "4 June" is "4 June 2015"."""
        mine, theirs = self.amount, other.amount
        if isinstance(mine, frozenset) and isinstance(theirs, frozenset):
            return _holds_name(mine, theirs) or _holds_name(theirs, mine)
        if isinstance(mine, tuple) and isinstance(theirs, tuple):
            return _one_date(mine, theirs)
        return self.alike(other) and mine == theirs

    def alike(self, other: Value) -> bool:
        """Whether two are of one kind, in one unit."""
        return (self.kind, self.unit) == (other.kind, other.unit)

    def may_be(self, other: Value) -> bool:
        """Whether two are of one kind, a number alone being of any."""
        return self.kind == other.kind and (self.alike(other) or self.bare or other.bare)

    @property
    def bare(self) -> bool:
        """A number without a unit."""
        return self.kind == "number" and self.unit is None

    @property
    def leans(self) -> bool:
        """A number alone, as in "the company puts it at 250"."""
        return self.bare and self.noun is None


def _holds_name(longer: frozenset[str], shorter: frozenset[str]) -> bool:
    """Whether each word of a name stands in another, in any transliteration."""
    return all(any(word == held or same_spelled(word, held) for held in longer) for word in shorter)


def _one_date(mine: Sequence[int | None], theirs: Sequence[int | None]) -> bool:
    """Whether two dates may be one: what both tell is the same, and both tell some part."""
    both = [(a, b) for a, b in zip(mine, theirs, strict=True) if a is not None and b is not None]
    return bool(both) and all(a == b for a, b in both)


def value_of_quantity(one: Quantity) -> Value:
    """A quantity as a value, in the unit that it is compared in."""
    unit, amount = one.measure
    # Rounded, as converted amounts may differ in their last digits.
    return Value("number", round(amount, 6), unit, one.noun, one.value)


def value_of_date(one: Date) -> Value | None:
    """A date as a value; None where neither a year nor a month is told: "on Monday"."""
    told = one.year or one.month
    return Value("date", (one.year, one.month, one.day)) if told else None


def within_reach(one: Value, other: Value) -> bool:
    """Whether one figure may have become the other; a far larger one counts another thing."""
    return times(one, other) <= MOST_CHANGED


def times(one: Value, other: Value) -> float:
    """By how much the larger of two figures outweighs the smaller; 1 where they are days.

    One without a unit is taken in the other's: "not the 4 million that were told".
    """
    a, b = one.amount, other.amount
    # As they were written: a bare "4" beside "5 km" is of kilometres.
    if one.bare != other.bare:
        a, b = one.said, other.said
    if not (isinstance(a, float | int) and isinstance(b, float | int)):
        return 1.0
    # Nought is infinitely far from any figure, so that it is near none.
    return round(max(a, b) / min(a, b), 6) if min(a, b) > 0 else float("inf")
