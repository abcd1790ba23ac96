"""A live page's entries: what a later one says otherwise stands before what was found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from retrieval.answer.draft import DraftStatement
from retrieval.answer.figures import figures
from retrieval.answer.relevant import said
from retrieval.search.evidence import Evidence
from retrieval.search.hybrid import Hit
from retrieval.search.words import informative

_TIME = re.compile(
    r"^(?P<time>.{0,40}?\b(?P<hour>\d{1,2})[:.](?P<minute>\d{2})\b.{0,20})$", re.MULTILINE
)
"""A line that is no more than a time: `15:05`, `16 September, 15:05 GMT`"""
_LONGEST = 60
_SHARED = 3
"""So many telling words in common make two sentences speak of one matter."""
_FEWEST = 2


def with_later(
    statements: Sequence[DraftStatement], hit: Hit, evidence: Evidence
) -> list[DraftStatement]:
    """The statements; where a later entry of the same page has other figures, that one first.

    Args:
        statements: What is to be said, the best first.
        hit: Where the best was found.
        evidence: The best.
    """
    times = _entries(hit)
    own = _entry_of(times, evidence)
    later = _later(hit, evidence, times, own) if own is not None else None
    if own is None or later is None:
        return list(statements)
    sentence, at = later
    first = said(hit, sentence, f"At {times[at][1]}")
    rest = (one for one in statements[1:] if one.text != sentence.text)
    return [first, replace(statements[0], heading=f"Earlier, at {times[own][1]}"), *rest]


def _entries(hit: Hit) -> list[tuple[int, str]]:
    """Where in the article each entry of the passage begins, with its time; oldest first."""
    found = [
        (match, hit.passage.start + match.start())
        for match in _TIME.finditer(hit.passage.text)
        if len(match[0]) <= _LONGEST and not match[0].endswith(".")
    ]
    if len(found) < _FEWEST:
        return []
    clocks = [int(match["hour"]) * 60 + int(match["minute"]) for match, _ in found]
    falling = sum(before > after for before, after in pairwise(clocks)) * 2 > len(clocks) - 1
    entries = [(start, match["time"].strip()) for match, start in found]
    return entries[::-1] if falling else entries


def _entry_of(times: Sequence[tuple[int, str]], evidence: Evidence) -> int | None:
    """In which of the entries a sentence stands."""
    above = [(start, at) for at, (start, _) in enumerate(times) if start <= evidence.span[0]]
    return max(above)[1] if above else None


def _later(
    hit: Hit, evidence: Evidence, times: Sequence[tuple[int, str]], own: int
) -> tuple[Evidence, int] | None:
    """The newest sentence of a later entry that speaks of the same and counts otherwise."""
    counted, told = figures(evidence.text), set(informative(evidence.text))
    if not counted:
        return None
    found = [
        (at, other.reads or 0.0, other)
        for other, at in _placed(hit, times)
        if at > own
        and figures(other.text) - counted
        and len(told & set(informative(other.text))) >= _SHARED
    ]
    if not found:
        return None
    at, _, sentence = max(found, key=lambda one: one[:2])
    return sentence, at


def _placed(hit: Hit, times: Sequence[tuple[int, str]]) -> Iterator[tuple[Evidence, int]]:
    for other in hit.evidence:
        at = _entry_of(times, other)
        if at is not None:
            yield other, at
