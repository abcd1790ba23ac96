"""Lists of figures: of "Vale 42, Orsk 33, Tully 25" each figure is one name's alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from retrieval.language.facts import SentenceFacts
from retrieval.language.quantities import Quantity
from retrieval.language.tokens import SENTENCE_ENDS
from retrieval.veto.roles import are_one, name_keys

# Between a name and its figure: "Vale, 42", "Vale (42)", "Vale: 42", "Vale - 42".
_MARKS = frozenset({",", "(", ":", "-", "–", "—"})
# Between a figure and its name: "42 in Vale".
_PLACING = frozenset({"in", "at", "for", "from", "to"})
_JOINING = frozenset({"and", ",", "the"})
_HEAD = 3
"""Words between the first name of a list and its figure at most, "Vale will get 42 seats"; the
others of the list leave them out."""


class Member(NamedTuple):
    """A name of a list, as the set of its words, or a year, with its figure; both as written."""

    name: frozenset[str]
    value: float
    called: str
    words: str


class _Spot(NamedTuple):
    name: frozenset[str]
    start: int
    end: int


def other_in_list(said: SentenceFacts, evidence: Sequence[SentenceFacts]) -> Iterator[str]:
    """A sentence for each name to which the claim gives another's figure of a list.

    "Orsk gets 42 seats." on "Vale gets 42 seats, Orsk 33 and Tully 25."
    """
    lists = [listed(facts) for facts in evidence]
    for name, values in _told(said):
        own = [one for members in lists for one in members if are_one(one.name, name)]
        if own and not any(one.value in values for one in own):
            others = (one for members in lists for one in members if one.value in values)
            if any(not _named(said, one, values) for one in others):
                yield f"the source says {own[0].words} of {own[0].called}"


def stands_in_list(said: SentenceFacts, facts: SentenceFacts) -> bool:
    """Whether a list gives each of the claim's names the figure that the claim does."""
    members = listed(facts)
    known = [one for one in _told(said) if any(are_one(member.name, one[0]) for member in members)]
    if not known or said.negations:
        return False
    return all(
        any(are_one(one.name, name) and one.value in values for one in members)
        for name, values in known
    )


def listed(facts: SentenceFacts) -> list[Member]:
    """The members of a sentence's list of figures, two at the least."""
    for sentence in sentence_ranges(facts):
        spots = [one for one in _spots(facts) if one.start in sentence]
        numbers = [one for one in facts.quantities if not one.ordinal and one.start in sentence]
        for pairs in (_behind(facts, spots, numbers), _before(facts, spots, numbers)):
            if len(pairs) > 1:
                return pairs
    return []


def sentence_ranges(facts: SentenceFacts) -> Iterator[range]:
    """The sentences of a text, as ranges of characters."""
    first = 0
    for token in facts.tokens:
        if token.text in SENTENCE_ENDS:
            yield range(first, token.end)
            first = token.end
    yield range(first, len(facts.text) + 1)


def _told(said: SentenceFacts) -> Iterator[tuple[frozenset[str], frozenset[float]]]:
    """Each of a claim's names with the numbers that it may be given: in a list its own alone."""
    own = listed(said)
    if own:
        yield from ((one.name, frozenset({one.value})) for one in own)
        return
    values = frozenset(one.value for one in said.quantities if not one.ordinal)
    yield from ((one.name, values) for one in _spots(said))


def _named(said: SentenceFacts, member: Member, values: frozenset[float]) -> bool:
    """Whether the claim gives a figure to the very name that the list gives it."""
    return any(are_one(member.name, name) and values == its for name, its in _told(said))


def _spots(facts: SentenceFacts) -> list[_Spot]:
    names = [_Spot(name_keys(one.words), one.start, one.end) for one in facts.names]
    years = [
        _Spot(frozenset({str(one.year)}), one.start, one.end)
        for one in facts.dates
        if one.year and not (one.month or one.relative)
    ]
    return sorted([*names, *years], key=lambda one: one.start)


def _behind(
    facts: SentenceFacts, spots: Sequence[_Spot], numbers: Sequence[Quantity]
) -> list[Member]:
    """Names with their figures right behind them; the first may have its verb between."""
    found: list[Member] = []
    for spot, after in zip_longest(spots, spots[1:]):
        figure = next((one for one in numbers if one.start >= spot.end), None)
        if figure is None or (after and figure.start > after.start):
            continue
        between = [t for t in facts.tokens if spot.end <= t.start < figure.start]
        bare = not between or (len(between) == 1 and between[0].text in _MARKS)
        words = len(between) <= _HEAD and all(t.kind == "word" for t in between)
        if bare or (words and not found):
            joined = _joined(facts, spots, spot) if _is_each(facts, figure) else []
            found += [_member(facts, one, figure) for one in (*joined, spot)]
    return found


def _is_each(facts: SentenceFacts, figure: Quantity) -> bool:
    """Whether a figure is each one's: "Vale and Orsk 24 percent each"."""
    return next((one.low for one in facts.tokens if one.start >= figure.end), "") == "each"


def _joined(facts: SentenceFacts, spots: Sequence[_Spot], spot: _Spot) -> list[_Spot]:
    """The names that lead up to a name with nothing but "and" and commas between them."""
    found: list[_Spot] = []
    first = spot
    for one in reversed([one for one in spots if one.start < spot.start]):
        between = [t.low for t in facts.tokens if one.end <= t.start < first.start]
        if not set(between) <= _JOINING:
            break
        found, first = [one, *found], one
    return found


def _before(
    facts: SentenceFacts, spots: Sequence[_Spot], numbers: Sequence[Quantity]
) -> list[Member]:
    """Figures with their names right behind them, "33 in Orsk"; the first with its verb between."""
    found: list[Member] = []
    for figure, after in zip_longest(numbers, numbers[1:]):
        spot = next((one for one in spots if one.start >= figure.end), None)
        if spot is None or (after and spot.start > after.start):
            continue
        between = [t.low for t in facts.tokens if figure.end <= t.start < spot.start]
        placed = bool(_PLACING & set(between[-2:]))
        if placed and (len(between) <= 2 or not found):
            found.append(_member(facts, spot, figure))
    return found


def _member(facts: SentenceFacts, spot: _Spot, figure: Quantity) -> Member:
    text = facts.text
    return Member(
        spot.name, figure.value, text[spot.start : spot.end], text[figure.start : figure.end]
    )
