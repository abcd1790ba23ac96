"""Which of two was more, sooner, better, where a claim turns the comparison round or widens it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.language import tables
from retrieval.language.facts import SentenceFacts, covers
from retrieval.language.tokens import CLAUSE_ENDS, stem

_FUNCTION = tables.listed("function")
# What is counted may stand between these and "than": "more young voters than". Any other word of
# measure stands right before it: "better than", "older than".
_MEASURES = frozenset({"more", "less", "fewer"})
FARTHEST_MEASURE = 4
"""Tokens from "more" or "less" to its "than" at most: "more young people than"."""

# Superlatives of a word of their own: "the worst drought since 2008".
_SUPERLATIVES = {"better": "best", "worse": "worst", "more": "most", "less": "least"}


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


def limited_superlatives(said: SentenceFacts, evidence: Sequence[SentenceFacts]) -> Iterator[str]:
    """A sentence for each comparison with what the evidence's superlative only reaches back to.

    "It was deadlier than the fire of 2011" on "It was the deadliest since the fire of 2011": that
    one was deadlier, or as deadly.
    """
    # "It was deadlier than any fire since 2011" says the same.
    if any(token.low == "since" for token in said.tokens):
        return
    for one in _comparisons(said):
        best = _SUPERLATIVES.get(one.measure) or f"{one.measure.removesuffix('er')}est"
        for facts in evidence:
            if _reaches_back(said, one, facts, best):
                yield f'the source says "{best}" only since'


def _reaches_back(said: SentenceFacts, one: _Compared, facts: SentenceFacts, best: str) -> bool:
    """Whether a superlative holds only since what the claim compares with."""
    at = next((t.end for t in facts.tokens if t.low == best), len(facts.text))
    since = next((n for n, t in enumerate(facts.tokens) if t.start > at and t.low == "since"), None)
    if since is None:
        return False
    start = facts.tokens[since].start
    named = _stems(facts, range(since, len(facts.tokens)))
    own = {day.year for day in said.dates if day.year}
    years = {day.year for day in facts.dates if day.year and day.start >= start}
    return bool(one.second & named or own & years)


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
        # Of "higher than in 2008" nothing but the day is compared with.
        if first:
            yield _Compared(tokens[at].low, first, second)


def _clause_before(facts: SentenceFacts, at: int) -> range:
    begin = max((n + 1 for n in range(at) if facts.tokens[n].text in CLAUSE_ENDS), default=0)
    return range(begin, at)


def _clause_after(facts: SentenceFacts, at: int) -> range:
    indices = range(at + 1, len(facts.tokens))
    end = next((n for n in indices if facts.tokens[n].text in CLAUSE_ENDS), len(facts.tokens))
    return range(at + 1, end)


def _stems(facts: SentenceFacts, indices: range) -> frozenset[str]:
    """The content words there, but for the days, which stand on either side."""
    return frozenset(
        stem(token.low)
        for token in (facts.tokens[n] for n in indices)
        if token.kind == "word"
        and token.low not in _FUNCTION
        and not covers(facts.dates, token.start)
    )
