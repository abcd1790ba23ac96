"""Which figure belongs to which day, thing and measure, within one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from retrieval.language import tables
from retrieval.language.facts import SentenceFacts
from retrieval.language.quantities import Quantity
from retrieval.language.tokens import SENTENCE_ENDS, Token, stem
from retrieval.veto.listed import sentence_ranges
from retrieval.veto.numbers import covers_day, fits_number

_FUNCTION = tables.listed("function")
# Between the parts of a sentence that have a figure and a day each: "5 million in 2022 and 4 ...".
_PARTING = frozenset({",", ";", ":", "(", ")", "—", "–", "and", "but", "while",
                      *SENTENCE_ENDS})  # fmt: skip
# Behind what a verb is left out of: "Spending rises by 9 percent, and revenue by 14".
_LEFT = frozenset({"by", "to", "at"})
# "a depth of", "its maximum depth of", "at depths of"
_BEFORE_MEASURES = frozenset({"a", "an", "the", "its", "his", "her", "their", "at", "to", "with"})
_FARTHEST = 4
"""Tokens from a measure to its figure at most, with "of": "a depth of more than 13 km"."""


def figures_of_other_days(said: SentenceFacts, evidence: Sequence[SentenceFacts]) -> Iterator[str]:
    """A sentence for each figure to which the evidence gives one day, and the claim another.

    "It was 21 in 2022." on "It was 21 last year, more than in 2022, when it was 19."
    """
    if not said.dates:
        return
    for number in _counts(said):
        for facts in evidence:
            parts = [one for one in _parts(facts) if _has(facts, one, number)]
            if parts and all(_of_another_day(said, facts, one) for one in parts):
                yield f"the source says {said.text[number.start : number.end]} of another day"


def _of_another_day(said: SentenceFacts, facts: SentenceFacts, part: range) -> bool:
    """Whether a part of a sentence has days, none of them the claim's, which another part has."""
    sentence = next(one for one in sentence_ranges(facts) if part.start in one)
    days = [one for one in facts.dates if one.start in sentence]
    within = [one for one in days if one.start in part]
    covered = [one for one in days if any(covers_day(one, day) for day in said.dates)]
    return bool(within and covered) and not any(one in within for one in covered)


def figures_of_other_things(
    said: SentenceFacts, evidence: Sequence[SentenceFacts]
) -> Iterator[str]:
    """A sentence for each figure that the claim gives to the other of two things.

    "Revenue rises by 9 percent." on "Spending rises by 9 percent, and revenue by 14."
    """
    own = {stem(one.low) for one in said.tokens if one.kind == "word"}
    values = {one.value for one in _counts(said)}
    for facts in evidence:
        for noun, number in _left_out(facts):
            first = _first_thing(facts)
            others = {one.value for one in _counts(facts) if one.start < number.start}
            named = stem(noun.low) in own
            # Of just one of the two, with the figure of the other.
            to_first = first in own and not named and number.value in values - others
            to_other = named and first not in own and values & others - {number.value}
            if to_first or (to_other and number.value not in values):
                yield f"the source says {facts.text[number.start : number.end]} of {noun.text}"


def figures_of_other_measures(
    said: SentenceFacts, evidence: Sequence[SentenceFacts]
) -> Iterator[str]:
    """A sentence for each measure to which the claim gives another figure of the evidence.

    "It lay at a depth of 38 km." on "It lay 38 km off Tully, at a depth of 13 km."
    """
    held = [one for facts in evidence for one in _measures(facts)]
    for noun, number in _measures(said):
        same = [one for word, one in held if word == noun and _is_alike(one, number)]
        if same and not any(fits_number(number, one) for one in same):
            yield f"the source does not say {said.text[number.start : number.end]} of the {noun}"


def _is_alike(one: Quantity, other: Quantity) -> bool:
    return one.measure[0] == other.measure[0]


def _measures(facts: SentenceFacts) -> Iterator[tuple[str, Quantity]]:
    """Each stem of what has a figure behind "of": a depth of 13 km, a stake of about 4 percent."""
    for number in _counts(facts):
        before = [one for one in facts.tokens if one.end <= number.start]
        for k in range(max(1, len(before) - _FARTHEST), len(before) - 1):
            noun, word = before[k], before[k + 1]
            # "The ministry speaks of 188" tells of no measure.
            told = any(one.low in _BEFORE_MEASURES for one in before[max(0, k - 2) : k])
            if told and word.low == "of" and noun.kind == "word" and noun.low not in _FUNCTION:
                yield stem(noun.low), number


def _left_out(facts: SentenceFacts) -> Iterator[tuple[Token, Quantity]]:
    """Each thing whose verb is left out, with its figure: "and revenue by 14"."""
    tokens, numbers = facts.tokens, {one.start: one for one in _counts(facts)}
    for k in range(1, len(tokens) - 2):
        noun, word, after = tokens[k : k + 3]
        # "and the revenue by 14", but not "had shown the door at 3"
        lead = [one.low for one in tokens[max(0, k - 2) : k] if one.low != "the"]
        opens = bool(lead) and lead[-1] in ("and", "but", ",")
        plain = noun.kind == "word" and noun.low not in _FUNCTION and noun.text.islower()
        if opens and plain and word.low in _LEFT and after.start in numbers:
            yield noun, numbers[after.start]


def _first_thing(facts: SentenceFacts) -> str:
    """The stem of a sentence's first word that is no small one."""
    words = (one.low for one in facts.tokens if one.kind == "word" and one.low not in _FUNCTION)
    return stem(next(words, ""))


def _parts(facts: SentenceFacts) -> Iterator[range]:
    """A sentence's parts between commas and conjunctions, as ranges of characters.

    "In 2022, when it was 19" is one: the day goes on.
    """
    first = 0
    for token, after in zip_longest(facts.tokens, facts.tokens[1:]):
        goes_on = token.text == "," and after is not None and after.low == "when"
        if token.low in _PARTING and not goes_on:
            yield range(first, token.start)
            first = token.end
    yield range(first, len(facts.text))


def _has(facts: SentenceFacts, part: range, number: Quantity) -> bool:
    return any(one.start in part and one.value == number.value for one in _counts(facts))


def _counts(facts: SentenceFacts) -> list[Quantity]:
    # "One" is a pronoun more often than a number.
    return [
        one
        for one in facts.quantities
        if not one.ordinal and one.unit != "times" and facts.text[one.start : one.end] != "one"
    ]
