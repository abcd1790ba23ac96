"""The reader: which sentence of a passage answers a question, where, and whether any does.

The span head of the network that reads (`pairs.py`), as in Devlin et al. 2019 (BERT, section 4.3):
each token gets a score for beginning and one for ending the answer, and the first token's scores
stand for "no answer here".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from retrieval.models.cross_encoder import PairModel
from retrieval.types import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Encoding

QUESTION_CHARACTERS = 300  # by tokens only the passage is cut, so that no question pushes it out
LONGEST_ANSWER = 30
"""Tokens of an answer: longer ones are sentences, and the sentence is quoted anyway."""

UNREAD = -20.0
"""The score of a sentence that lies past what the model reads."""


@dataclass(frozen=True, slots=True)
class Window:
    """What is read at once: a passage, its sentences as spans of it, its article's title."""

    text: str
    sentences: tuple[Span, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """What the reader says of one sentence.

    Attributes:
        score: The log-odds of the answer lying in the sentence against none in the passage.
        answer: The likeliest answer in it, as a span of the passage; None where it was not read.
    """

    score: float
    answer: Span | None


class Reads(Protocol):
    """What reads: `Reader`, or a stand-in for it."""

    def read(self, question: str, windows: Sequence[Window]) -> list[list[SentenceReading]]:
        """A reading for each sentence of each window."""
        ...


class Reader:
    """The shipped reader."""

    def __init__(self, threads: int = 2) -> None:
        self._model = PairModel(("start", "end"), threads)

    def read(self, question: str, windows: Sequence[Window]) -> list[list[SentenceReading]]:
        """How well each sentence of each window answers the question.

        Args:
            question: The question; past `QUESTION_CHARACTERS` it is cut.
            windows: What is read. The title stands before the text and is never an answer.
        """
        heads = [f"{window.title}\n" if window.title else "" for window in windows]
        asked = question[:QUESTION_CHARACTERS]
        encodings = self._model.encode(
            [(asked, head + window.text) for head, window in zip(heads, windows, strict=True)]
        )
        found = []
        read = zip(windows, heads, encodings, self._model.run(encodings), strict=True)
        for window, head, encoding, (start, end) in read:
            places = _places(encoding, len(head))
            found.append([_sentence(span, places, start, end) for span in window.sentences])
        return found


def _places(encoding: Encoding, head: int) -> NDArray[np.int64]:
    """Each token's start and end in the window's text, shape (tokens, 2); -1 outside of it."""
    offsets = np.array(encoding.offsets, dtype=np.int64) - head
    outside = (np.array(encoding.type_ids) != 1) | (offsets[:, 0] < 0)
    outside |= offsets[:, 1] <= offsets[:, 0]
    offsets[outside] = -1
    return offsets


def _sentence(
    span: Span, places: NDArray[np.int64], start: NDArray[np.float32], end: NDArray[np.float32]
) -> SentenceReading:
    """Its tokens' begins and ends summed, against the first token's; and its best span."""
    inside = np.flatnonzero((places[:, 0] >= span[0]) & (places[:, 0] < span[1]))
    if not inside.size:
        return SentenceReading(UNREAD, None)
    begins, stops = start[inside], end[inside]
    score = _log_sum(begins) + _log_sum(stops) - float(start[0] + end[0])
    size = len(inside)
    both = begins[:, None] + stops[None, :]
    allowed = np.triu(np.ones((size, size), bool)) & ~np.triu(
        np.ones((size, size), bool), LONGEST_ANSWER
    )
    first, last = np.unravel_index(np.where(allowed, both, -np.inf).argmax(), both.shape)
    # A token may reach over the sentence's end, where none is split between words.
    answer = (int(places[inside[first], 0]), min(span[1], int(places[inside[last], 1])))
    return SentenceReading(score, answer)


def _log_sum(values: NDArray[np.float32]) -> float:
    most = float(values.max())
    return most + float(np.log(np.exp(values - most).sum()))
