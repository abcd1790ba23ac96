"""Having the passages read for the question: which sentence answers, and whether any does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

import numpy as np

from retrieval.search.hybrid import Hit
from retrieval.types import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_READ = 8
"""Passages that are read for a question: each costs some 20 milliseconds."""

PASSAGE_WEIGHT = 0.05
"""What a log-odds unit of its best sentence adds to a passage's score."""

MOST_READING = 8.0
"""Log-odds beyond which one sentence is no better than another."""

_LATIN = re.compile(r"[A-Za-z]")
_OTHER = re.compile(r"[^\W\d_A-Za-z]")


class Comprehension(Protocol):
    """What reads: `retrieval.comprehension.Reader`, or a stand-in for it."""

    def read(
        self, question: str, passages: Sequence[tuple[str, Sequence[Span]]]
    ) -> list[NDArray[np.float32]]:
        """For each passage, each sentence's log-odds against no answer in the passage."""
        ...


def comprehend(
    reader: Comprehension,
    question: str,
    hits: Sequence[Hit],
    beside: Sequence[Hit] = (),
    *,
    keep_order: bool = False,
) -> tuple[Hit, ...]:
    """The hits, with how well each sentence of the first `MOST_READ` answers in `reads`.

    What was read is put in order anew, the best sentence's reading added to a passage's score.
    The reader knows English: a question in another script is left to the words.

    Args:
        reader: What reads.
        question: The question, standing alone.
        hits: The passages, best first.
        beside: What stands next to them in their articles; read as well.
        keep_order: They are in another order, by date say, and stay in it.
    """
    if not is_latin(question):
        return (*hits, *beside)
    read, rest = (*hits[:MOST_READ], *beside), hits[MOST_READ:]
    scores = reader.read(question, [_passage(hit) for hit in read])
    done = [_read(hit, found) for hit, found in zip(read, scores, strict=True)]
    if not keep_order:
        done.sort(key=lambda hit: -hit.passage.score)
    return (*done, *rest)


def _read(hit: Hit, scores: NDArray[np.float32]) -> Hit:
    """The hit with its sentences' readings, and the best of them in its score."""
    outs = np.maximum(-MOST_READING, scores - np.logaddexp.reduce(scores))
    evidence = tuple(
        replace(one, reads=float(score), stands_out=float(out))
        for one, score, out in zip(hit.evidence, scores, outs, strict=True)
    )
    best = max(-MOST_READING, min(MOST_READING, float(scores.max())))
    score = round(hit.passage.score + PASSAGE_WEIGHT * best, 4)
    return replace(hit, passage=replace(hit.passage, score=score), evidence=evidence)


def is_latin(text: str) -> bool:
    """Whether the text is mostly in the letters that English uses."""
    return len(_LATIN.findall(text)) > len(_OTHER.findall(text))


def _passage(hit: Hit) -> tuple[str, list[Span]]:
    """The passage's text, and its sentences as spans of that text."""
    start = hit.passage.start
    return hit.passage.text, [(e.span[0] - start, e.span[1] - start) for e in hit.evidence]
