"""Numbers and dates that a claim holds and its evidence does not, units and scales made alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isclose

from retrieval.language import tables
from retrieval.language.dates import Date
from retrieval.language.facts import SentenceFacts
from retrieval.language.quantities import Quantity

_NEAR = 0.1
"""So far "about 400" may be from the number that the evidence gives."""

_POINTED = 4  # `the two sides`, `all four`; more are counted
# "the two sides", "their three sons": a number that points back to what was told.
_POINTERS = ("the", "these", "those", "its", "their", "his", "her", "'s", "’s")

# In which a rate is told: "a year", "per day".
_TIME_UNITS = {
    word: unit
    for word, unit in tables.kinds("units").items()
    if unit in ("second", "minute", "hour", "day", "week", "month", "year")
}
_LOOSE = frozenset({"fraction", "times"})
"""Half, twice: whether they hold of other numbers is no matter of words."""


def missing_numbers(said: SentenceFacts, evidence: Sequence[SentenceFacts]) -> Iterator[str]:
    """A sentence for each number that the evidence does not give."""
    held = [one for facts in evidence for one in facts.quantities]
    for number in said.quantities:
        # "The two sides met." needs no number in the source, unless that counts other sides.
        if _pointing(said, number) and not _recounted(number, held):
            continue
        words = said.text[number.start : number.end]
        if number.ordinal:
            if not _ordinal_stands(number, held, evidence):
                yield f"the source does not say {words}"
        elif not _bare_one(said, number):
            yield from _against(said, number, held, evidence)


def _bare_one(said: SentenceFacts, number: Quantity) -> bool:
    """Whether it is the word "one", which is a pronoun more often than a number."""
    return number.value == 1 and said.text[number.start : number.end].isalpha()


def _pointing(said: SentenceFacts, number: Quantity) -> bool:
    """Whether a small number in words only points back: the two sides, both other three."""
    # In digits, with a unit, or larger, it is a count in earnest: "the 2 sides", "the two miles".
    if number.unit or number.value > _POINTED or not said.text[number.start].isalpha():
        return False
    before = [one.low for one in said.tokens if one.end <= number.start][-1:]
    after = [one.low for one in said.tokens if one.start >= number.end][:1]
    return before[:1] in [[word] for word in _POINTERS] or after == ["other"]


def _recounted(number: Quantity, held: Sequence[Quantity]) -> bool:
    """Whether the evidence counts the same noun, and otherwise."""
    same = [one.value for one in held if number.noun and one.noun == number.noun]
    return bool(same) and number.value not in same


def _ordinal_stands(
    number: Quantity, held: Sequence[Quantity], evidence: Sequence[SentenceFacts]
) -> bool:
    if number.value == 1:  # "first" is in scope.py
        return True
    if number.value == 2:  # "a second" may be "another"
        return not any(one.ordinal for one in held) or any(
            one.ordinal and one.value == number.value for one in held
        )
    # "the fifth" on "on 5 May"
    days = any(day.day == number.value for facts in evidence for day in facts.dates)
    return days or any(one.ordinal and one.value == number.value for one in held)


def _against(
    said: SentenceFacts,
    number: Quantity,
    held: Sequence[Quantity],
    evidence: Sequence[SentenceFacts],
) -> Iterator[str]:
    words = said.text[number.start : number.end]
    # `alike` are of a unit with the claim's number, `fitting` those on which it may be said.
    alike = [one for one in held if not one.ordinal and _comparable(number, one)]
    fitting = [one for one in alike if fits_number(number, one)]
    # A source without a fraction says nothing against one: "half" may sum up its numbers.
    if number.unit in _LOOSE:
        same = [one for one in held if one.unit == number.unit]
        if same and not fitting:
            yield f"the source says {_words(same[0], evidence)}, not {words}"
    elif not fitting:
        nearest = _nearest(number, alike)
        if nearest:
            yield f"the source says {_words(nearest, evidence)}, not {_words(number, [said])}"
        else:
            yield f"the source does not say {words}"
    # "Two divers fell." on "Six divers fell, two boats sank."
    elif other := _of_another(number, fitting, alike):
        yield f"the source says {_words(other, evidence)} there, not {words}"
    # "20 tonnes a year" on "20 tonnes a month"
    elif rate := _other_rate(said, number, fitting, evidence):
        yield f"the source says {words} a {rate}"


def _comparable(number: Quantity, other: Quantity) -> bool:
    own, its = number.measure[0], other.measure[0]
    # A number without a unit may rest on one of any unit; "400 euros" on a bare 400 alone, not on
    # 400 seats.
    return own == its or own is None or (its is None and other.noun is None)


def fits_number(number: Quantity, other: Quantity) -> bool:
    """Whether a number may be said on the other: equal, or as near as its own marker allows."""
    own, its = number.measure[1], other.measure[1]
    # Nothing is converted where one side has no unit.
    if number.measure[0] is None or other.measure[0] is None:
        own, its = number.value, other.value
    # Converted values are floats that may differ in their last digits.
    equal = isclose(own, its, rel_tol=1e-6)
    if number.precision == "about":
        return abs(own - its) <= _NEAR * abs(its)
    # "More than 400" on 412 or a plain "400", but not on "about 400"; "less than" likewise.
    if number.precision == "more than":
        return (its > own and other.precision != "less than") or (
            equal and other.precision not in ("less than", "about")
        )
    if number.precision == "less than":
        return (its < own and other.precision != "more than") or (
            equal and other.precision not in ("more than", "about")
        )
    # "Exactly 400" on "about 400". A bare "400" is equal enough below.
    if number.precision == "exact" and other.precision not in (None, "exact"):
        return False
    return equal


def _nearest(number: Quantity, alike: Sequence[Quantity]) -> Quantity | None:
    """What the evidence counts of the same: by its unit or noun."""
    for one in alike:
        if number.noun and one.noun == number.noun:
            return one
    return next((one for one in alike if number.unit and one.unit == number.unit), None)


def _of_another(
    number: Quantity, fitting: Sequence[Quantity], alike: Sequence[Quantity]
) -> Quantity | None:
    """The number that the evidence gives for this noun, where the claim's is another noun's."""
    if not number.noun or any(one.noun in (number.noun, None) for one in fitting):
        return None
    return next((one for one in alike if one.noun == number.noun), None)


def _other_rate(
    said: SentenceFacts,
    number: Quantity,
    fitting: Sequence[Quantity],
    evidence: Sequence[SentenceFacts],
) -> str | None:
    """The time that the evidence gives the number for, where the claim has another: a year."""
    own = _rate(said, number)
    theirs = [_rate(facts, one) for facts in evidence for one in fitting if one in facts.quantities]
    return theirs[0] if own and theirs and theirs[0] and own not in theirs else None


def _rate(facts: SentenceFacts, number: Quantity) -> str | None:
    """The unit of time after a number: 500 tonnes of ore a year, 30 per day."""
    # Five tokens on at most; `number.end` lies behind the unit.
    after = [one.low for one in facts.tokens if one.start >= number.end][:5]
    for k, word in enumerate(after[:-1]):
        if word in ("a", "per", "each", "every"):
            return _TIME_UNITS.get(after[k + 1])
    return None


def _words(number: Quantity, evidence: Sequence[SentenceFacts]) -> str:
    for facts in evidence:
        if number in facts.quantities:
            words = facts.text[number.start : number.end]
            return words if number.precision in (None, "exact") else f"{number.precision} {words}"
    return f"{number.value:g}"


def missing_dates(said: SentenceFacts, evidence: Sequence[SentenceFacts]) -> Iterator[str]:
    """A sentence for each date that the evidence does not give as exactly."""
    held = [one for facts in evidence for one in facts.dates]
    years = {one.year for one in held if one.year}
    for day in said.dates:
        words = said.text[day.start : day.end]
        if _within(day, years):
            continue
        fitting = [one for one in held if _covers(one, day, years)]
        # "Last week" names no day of the calendar: only another week ("next week") is against it.
        if day.relative and day.relative != "decade":
            if any(_conflicting(one, day) for one in held) and not fitting:
                yield f"the source does not say {words}"
        elif not fitting:
            yield f"the source does not say {words}"
        # "until May" on "from May"
        elif day.cue and all(one.cue and one.cue != day.cue for one in fitting):
            yield f"the source does not say {day.cue} {words}"


def _within(day: Date, years: set[int]) -> bool:
    """Whether every year of the evidence lies on the claim's side: before 2017, since 2010."""
    if not (day.cue and day.year) or day.month or not years:
        return False
    if day.cue == "before":
        return all(year < day.year for year in years)
    return all(year > day.year for year in years)


def _covers(held: Date, day: Date, years: set[int]) -> bool:
    """Whether a date of the evidence says what the claim's does; it may say more.

    A year may stand apart from its day, where the evidence names no other year.
    """
    # "in the 1990s" on "in 1994"
    if day.relative == "decade" and day.year and held.year and held.relative is None:
        return day.year <= held.year < day.year + 10
    year = held.year or (next(iter(years)) if len(years) == 1 else None)
    pairs = ((day.year, year), (day.month, held.month), (day.day, held.day))
    # What the claim leaves open the source may tell: "in May" on "on 3 May 2016".
    if any(own is not None and own != its for own, its in pairs):
        return False
    if day.weekday and day.weekday != held.weekday:
        return False
    return not day.relative or day.relative == held.relative


def covers_day(held: Date, day: Date) -> bool:
    """Whether a date of the evidence by itself says what the claim's does."""
    return _covers(held, day, set())


# Words for one time, past, to come and now; `_conflicting` compares by these groups.
_TIMES = (
    frozenset({"last", "past", "previous", "yesterday", "earlier", "прошлом", "вчера"}),
    frozenset({"next", "coming", "following", "tomorrow", "будущем", "завтра"}),
    frozenset({"this", "today", "tonight", "этом", "сегодня"}),
)


def _conflicting(held: Date, day: Date) -> bool:
    """Whether relative days are of one kind and not of one time: last year, next year."""
    own, its = (day.relative or "").split(), (held.relative or "").split()
    # The last word is the unit: "last year" and "next week" say nothing of each other.
    if not own or not its or own[-1] != its[-1]:
        return False
    return not any(own[0] in times and its[0] in times for times in _TIMES)
