"""The reader: which sentence of a passage answers a question, where, and whether any does.

The span head of a network (`pair_models.py`), as in Devlin et al. 2019 (BERT, section 4.3): each
token gets a score for beginning and one for ending the answer, and the first token's scores
stand for "no answer here".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from retrieval.models.cross_encoder import NetworkFiles
from retrieval.models.pair_models import Network, PairModels
from retrieval.types import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Encoding

QUESTION_CHARACTERS = 300  # so that no question of common words pushes the passage out
LONGEST_ANSWER = 30
"""Tokens of an answer: longer ones are sentences, and the sentence is quoted anyway."""

UNREAD = -20.0
"""The score of a sentence that lies past what the model reads."""


NOWHERE = (-1, -1)
"""The place of a token that is none of the window's."""


@dataclass(frozen=True, slots=True)
class ReadingWindow:
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
        network: Which network says so: their scores can't be compared.
    """

    score: float
    answer: Span | None
    network: Network = Network.ENGLISH


Readings = list[SentenceReading] | None
"""A reading for each sentence of a window; None where no network knows its language."""


class Reads(Protocol):
    """What reads: `Reader`, or a stand-in for it."""

    def knows(self, question: str) -> bool:
        """Whether a question in this language can be read for."""
        ...

    def read(self, question: str, windows: Sequence[ReadingWindow]) -> list[Readings]:
        """The readings of each window."""
        ...


class Reader:
    """The networks' span heads.

    Args:
        threads: How many passages are read at once.
        languages: The network for many languages, where it is in use; loaded when it is needed.
    """

    def __init__(self, threads: int = 2, languages: NetworkFiles | None = None) -> None:
        self._models = PairModels(("start", "end"), threads, languages)

    def knows(self, question: str) -> bool:
        """Whether a network knows the script of a question."""
        return self._models.network((question, question)) is not None

    def read(self, question: str, windows: Sequence[ReadingWindow]) -> list[Readings]:
        """How well each sentence of each window answers the question.

        Args:
            question: The question; past `QUESTION_CHARACTERS` it is cut.
            windows: What is read. The title stands before the text and is never an answer.
        """
        # The title counts as the beginning of the text; `_offsets` takes its length off again.
        heads = [f"{window.title}\n" if window.title else "" for window in windows]
        texts = [head + window.text for head, window in zip(heads, windows, strict=True)]
        found: list[Readings] = [None] * len(windows)
        asked = question[:QUESTION_CHARACTERS]
        for network, indices, tokens, outputs in self._models.run(
            [(asked, text) for text in texts]
        ):
            # `start` and `end`: a score for each token of the pair, shape (tokens,).
            for at, encoding, (start, end) in zip(indices, tokens, outputs, strict=True):
                offsets = _offsets(encoding, texts[at], len(heads[at]))
                found[at] = [
                    _sentence(span, offsets, start, end, network) for span in windows[at].sentences
                ]
        return found


def _offsets(encoding: Encoding, text: str, head: int) -> NDArray[np.int64]:
    """Each token's start and end in the window's text, shape (tokens, 2); -1 outside of it."""
    found = [
        # Type 0 are the question and the first special tokens.
        _bare(text, *place) if kind == 1 else NOWHERE
        for place, kind in zip(encoding.offsets, encoding.type_ids, strict=True)
    ]
    offsets = np.array(found, dtype=np.int64) - head
    # Tokens of the title lie before 0; special tokens, at (0, 0), are empty.
    offsets[(offsets[:, 0] < 0) | (offsets[:, 1] <= offsets[:, 0])] = -1
    return offsets


def _bare(text: str, start: int, end: int) -> Span:
    """A token's place without the space before it, which SentencePiece's pieces take along."""
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _sentence(
    span: Span,
    token_spans: NDArray[np.int64],
    start: NDArray[np.float32],
    end: NDArray[np.float32],
    network: Network,
) -> SentenceReading:
    """Its tokens' begins and ends summed, against the first token's; and its best span."""
    inside = np.flatnonzero((token_spans[:, 0] >= span[0]) & (token_spans[:, 0] < span[1]))
    if not inside.size:
        return SentenceReading(UNREAD, None, network)
    # Token 0 says "no answer here" by its two scores.
    begins, stops = start[inside], end[inside]
    score = _log_sum(begins) + _log_sum(stops) - float(start[0] + end[0])
    size = len(inside)
    # both[i, j] is the score of an answer from token i to token j: on the diagonal or right of it,
    # and fewer than LONGEST_ANSWER to the right.
    both = begins[:, None] + stops[None, :]
    allowed = np.triu(np.ones((size, size), bool)) & ~np.triu(
        np.ones((size, size), bool), LONGEST_ANSWER
    )
    first, last = np.unravel_index(np.where(allowed, both, -np.inf).argmax(), both.shape)
    # A token may reach over the sentence's end, where none is split between words.
    answer = (int(token_spans[inside[first], 0]), min(span[1], int(token_spans[inside[last], 1])))
    return SentenceReading(score, answer, network)


def _log_sum(values: NDArray[np.float32]) -> float:
    # Less the largest first: exp() of a high score would overflow.
    most = float(values.max())
    return most + float(np.log(np.exp(values - most).sum()))
