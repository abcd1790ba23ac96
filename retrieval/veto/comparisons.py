"""Which of two was more, sooner, better, where a claim turns the comparison round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.language import tables
from retrieval.language.facts import SentenceFacts
from retrieval.language.tokens import stem

_FUNCTION = tables.listed("function")
# What ends a side: "A outsold B, which earned more than C".
_BREAKS = frozenset({",", ".", ";", ":", "!", "?", "—", "–", "(", ")"})
# What is counted may stand between these and "than": "more young voters than". Any other word of
# measure stands right before it: "better than", "older than".
_MEASURES = frozenset({"more", "less", "fewer"})
FARTHEST_MEASURE = 4
"""Tokens from "more" or "less" to its "than" at most: "more young people than"."""


@dataclass(frozen=True, slots=True)
class _Compared:
    """What is measured, as its word, and the stems on either side of it."""

    measure: str
    first: frozenset[str]
    second: frozenset[str]


def turned_comparisons(said: SentenceFacts, evidence: Sequence[SentenceFacts]) -> Iterator[str]:
    """A sentence for each comparison whose sides the evidence has the other way round.

    "The original sold better than the copy" on "The copy sold better than the original".
    """
    held = [one for facts in evidence for one in _comparisons(facts)]
    for one in _comparisons(said):
        same = [other for other in held if other.measure == one.measure]
        if same and all(_is_turned(one, other) for other in same):
            yield f'the source has the sides of "{one.measure} than" the other way round'


def _is_turned(one: _Compared, other: _Compared) -> bool:
    """Whether each side has words of the other's opposite side, and more than of its own."""
    there, back = one.first & other.second, one.second & other.first
    kept = len(one.first & other.first) + len(one.second & other.second)
    return bool(there and back) and len(there) + len(back) > kept


def _comparisons(facts: SentenceFacts) -> Iterator[_Compared]:
    """Each "... more ... than ..." of a sentence."""
    tokens = facts.tokens
    for k, token in enumerate(tokens):
        if token.low != "than" or k == 0:
            continue
        near = range(max(0, k - FARTHEST_MEASURE), k)
        # What is counted, behind "more", belongs to neither side.
        at = max((n for n in near if tokens[n].low in _MEASURES), default=k - 1)
        first = _stems(facts, _clause_before(facts, at))
        second = _stems(facts, _clause_after(facts, k))
        if first and second:
            yield _Compared(tokens[at].low, first, second)


def _clause_before(facts: SentenceFacts, at: int) -> range:
    begin = max((n + 1 for n in range(at) if facts.tokens[n].text in _BREAKS), default=0)
    return range(begin, at)


def _clause_after(facts: SentenceFacts, at: int) -> range:
    indices = range(at + 1, len(facts.tokens))
    end = next((n for n in indices if facts.tokens[n].text in _BREAKS), len(facts.tokens))
    return range(at + 1, end)


def _stems(facts: SentenceFacts, indices: range) -> frozenset[str]:
    """The content words there, but for the days, which stand on either side."""
    dated = [(one.start, one.end) for one in facts.dates]
    return frozenset(
        stem(token.low)
        for token in (facts.tokens[n] for n in indices)
        if token.kind == "word"
        and token.low not in _FUNCTION
        and not any(a <= token.start < b for a, b in dated)
    )
