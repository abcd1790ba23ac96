"""Having the passages read for the question: which sentence answers, and whether any does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from retrieval.search.hybrid import Hit
from retrieval.types import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_READ = 8
"""Passages that are read for a question: each costs some 20 milliseconds."""

_LATIN = re.compile(r"[A-Za-z]")
_OTHER = re.compile(r"[^\W\d_A-Za-z]")


class Comprehension(Protocol):
    """What reads: `retrieval.comprehension.Reader`, or a stand-in for it."""

    def read(
        self, question: str, passages: Sequence[tuple[str, Sequence[Span]]]
    ) -> list[NDArray[np.float32]]:
        """For each passage, each sentence's log-odds against no answer in the passage."""
        ...


def comprehend(reader: Comprehension, question: str, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits, with how well each sentence of the first `MOST_READ` answers in `reads`.

    The reader knows English: a question in another script is left to the words.
    """
    if not is_latin(question):
        return tuple(hits)
    read, rest = hits[:MOST_READ], hits[MOST_READ:]
    scores = reader.read(question, [_passage(hit) for hit in read])
    done = [
        replace(
            hit,
            evidence=tuple(
                replace(evidence, reads=float(score))
                for evidence, score in zip(hit.evidence, found, strict=True)
            ),
        )
        for hit, found in zip(read, scores, strict=True)
    ]
    return (*done, *rest)


def is_latin(text: str) -> bool:
    """Whether the text is mostly in the letters that English uses."""
    return len(_LATIN.findall(text)) > len(_OTHER.findall(text))


def _passage(hit: Hit) -> tuple[str, list[Span]]:
    """The passage's text, and its sentences as spans of that text."""
    start = hit.passage.start
    return hit.passage.text, [(e.span[0] - start, e.span[1] - start) for e in hit.evidence]
