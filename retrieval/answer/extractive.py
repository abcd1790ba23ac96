"""The extractive writer: the one to three sentences that answer best, verbatim.

It needs no model and can say nothing that no article says. A sentence that leans on the one
before ("He added ...") brings that one along.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retrieval.answer.draft import Draft, DraftStatement, Quote
from retrieval.answer.refusal import answers
from retrieval.search.evidence import Evidence
from retrieval.search.hybrid import Hit
from retrieval.search.words import stems

MOST_SENTENCES = 3
MOST_WORDS = 56
"""An answer is read in a chat: past this many words no further sentence is added."""

RANK_WEIGHT = 0.3
CLOSE = 0.75
"""A further sentence must score this share of the best one's score."""

SAME = 0.7
"""Two sentences that share this much of their words say the same."""

_LEANS = re.compile(
    r"^[\"“'‘]?(?:He|She|They|It|His|Her|Their|Its|This|These|Those|Such)\b(?! is known)"
)

Choice = tuple[float, Hit, Evidence]


def write(question: str, hits: Sequence[Hit]) -> Draft:
    """The sentences that answer `question`, or none if the evidence is too thin."""
    if not answers(question, hits):
        return Draft("extractive", ())
    chosen = _choose(sorted(_choices(hits), key=lambda choice: -choice[0]))
    return Draft("extractive", tuple(_statements(chosen)))


def _choices(hits: Sequence[Hit]) -> Iterator[Choice]:
    for rank, hit in enumerate(hits, start=1):
        for evidence in hit.evidence:
            yield evidence.score + RANK_WEIGHT / rank, hit, evidence


def _choose(ranked: Sequence[Choice]) -> list[Choice]:
    chosen: list[Choice] = []
    budget = MOST_WORDS
    for score, hit, evidence in ranked:
        words = len(evidence.text.split()) + 1
        if chosen and (score < CLOSE * chosen[0][0] or words > budget):
            continue
        if any(_alike(evidence.text, other.text) for _, _, other in chosen):
            continue
        chosen.append((score, hit, evidence))
        budget -= words
        if len(chosen) == MOST_SENTENCES or budget <= 0:
            break
    return chosen


def _alike(one: str, other: str) -> bool:
    a, b = set(stems(one)), set(stems(other))
    return len(a & b) >= SAME * min(len(a), len(b)) if a and b else False


def _statements(chosen: Sequence[Choice]) -> Iterator[DraftStatement]:
    shown: set[tuple[str, int, int]] = set()
    for _, hit, evidence in chosen:
        for sentence in _with_context(hit, evidence):
            key = (hit.passage.article, *sentence.span)
            if key not in shown:
                shown.add(key)
                yield DraftStatement(sentence.text, (Quote(hit.passage, sentence.span),))


def _with_context(hit: Hit, evidence: Evidence) -> list[Evidence]:
    place = hit.evidence.index(evidence)
    leans = place > 0 and _LEANS.match(evidence.text)
    return list(hit.evidence[place - 1 : place + 1]) if leans else [evidence]
