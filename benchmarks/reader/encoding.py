"""Examples as token ids: question, a window of whole sentences of the passage, the gold tokens."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.reader.examples import Example

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Encoding

MAX_TOKENS = 256
MAX_QUESTION = 62
MAX_PASSAGE = 220

Cut = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """An example as the model reads it: [CLS] question [SEP] passage [SEP]."""

    ids: NDArray[np.int32]
    passage: int
    """The first token of the passage."""
    sentences: list[tuple[int, int, int]]
    """(number in the example, first token, the one after the last)."""
    starts: list[Cut]
    """Where the answer may begin, as token ranges; [CLS] alone where there is no answer."""
    ends: list[Cut]
    example: Example


class Encoder:
    """Encodes with the tokenizer of a base model's folder."""

    def __init__(self, base: Path) -> None:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._cls, self._sep = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")

        @lru_cache(maxsize=200_000)
        def encode(text: str) -> Encoding:
            return tokenizer.encode(text, add_special_tokens=False)

        self._encode = encode

    def size(self, text: str) -> int:
        """How many tokens a text has."""
        return len(self._encode(text).ids)

    def room(self, question: str) -> int:
        """How many tokens of a passage fit beside a question."""
        return min(MAX_PASSAGE, MAX_TOKENS - min(MAX_QUESTION, self.size(question)) - 3)

    def __call__(self, example: Example, rng: random.Random | None = None) -> Row | None:
        """Encode an example.

        Args:
            example: The example.
            rng: Cuts a window of random size, whose start is often in mid-article. Without it
                the window is as much of the passage as fits.

        Returns:
            The row; None where the window lost the answer.
        """
        question = self._encode(example.question).ids[:MAX_QUESTION]
        room = self.room(example.question)
        want = room if rng is None or rng.random() < 0.2 else min(room, rng.randint(50, 180))
        chosen = rng or random.Random(len(example.question))
        ids = [self._cls, *question, self._sep]
        sentences, starts, ends = [], list[Cut](), list[Cut]()
        for number in self._window(chosen, example, want):
            encoding = self._encode(example.sentences[number])
            tokens = encoding.ids[:room]
            if not tokens:
                continue
            sentences.append((number, len(ids), len(ids) + len(tokens)))
            for first, last in _gold(example, number, encoding.offsets[:room]):
                starts.append((len(ids) + first[0], len(ids) + first[1]))
                ends.append((len(ids) + last[0], len(ids) + last[1]))
            ids.extend(tokens)
        if example.good and not starts:
            return None
        none = [(0, 1)]
        whole = np.array([*ids, self._sep], np.int32)
        passage = len(question) + 2
        return Row(whole, passage, sentences, starts or none, ends or none, example)

    def _window(self, rng: random.Random, example: Example, want: int) -> range:
        """Sentences around one of `around`, or any, grown on both sides while they fit."""
        sizes = [self.size(sentence) for sentence in example.sentences]
        middle = rng.choice(sorted(example.around)) if example.around else rng.randrange(len(sizes))
        first, last, size = middle, middle + 1, sizes[middle]
        growing = [0, 1]
        while growing:
            side = rng.choice(growing)
            other = last if side else first - 1
            if not 0 <= other < len(sizes) or size + sizes[other] > want:
                growing.remove(side)
                continue
            size += sizes[other]
            first, last = min(first, other), max(last, other + 1)
        return range(first, last)


def _gold(example: Example, number: int, offsets: Sequence[Cut]) -> Iterator[tuple[Cut, Cut]]:
    """Where the answer begins and ends in a sentence; anywhere, if only the sentence is known."""
    if number not in example.good:
        return
    if example.spans is None:
        yield (0, len(offsets)), (0, len(offsets))
        return
    for sentence, start, end in example.spans:
        if sentence == number:
            inside = [i for i, (a, b) in enumerate(offsets) if b > start and a < end]
            if inside:
                yield (inside[0], inside[0] + 1), (inside[-1], inside[-1] + 1)


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows padded to one length; `open` marks the tokens that compete, the golds the right ones."""

    ids: NDArray[np.int64]
    mask: NDArray[np.int64]
    types: NDArray[np.int64]
    open: NDArray[np.bool_]
    starts: NDArray[np.bool_]
    ends: NDArray[np.bool_]


def collate(rows: Sequence[Row]) -> Batch:
    """Pad rows to the longest, rounded up to a multiple of eight."""
    shape = (len(rows), _padded(max(len(row.ids) for row in rows)))
    ids, mask, types = (np.zeros(shape, np.int64) for _ in range(3))
    competing, starts, ends = (np.zeros(shape, np.bool_) for _ in range(3))
    for i, row in enumerate(rows):
        size = len(row.ids)
        ids[i, :size], mask[i, :size], types[i, row.passage : size] = row.ids, 1, 1
        competing[i, 0], competing[i, row.passage : size - 1] = True, True
        for first, last in row.starts:
            starts[i, first:last] = True
        for first, last in row.ends:
            ends[i, first:last] = True
    return Batch(ids, mask, types, competing, starts, ends)


def batches(rows: Sequence[Row], tokens: int, rng: random.Random) -> Iterator[list[Row]]:
    """Batches of about equal length, of at most so many tokens with padding, in random order."""
    for at in range(0, len(rows), 1600):
        made: list[list[Row]] = [[]]
        for row in sorted(rows[at : at + 1600], key=lambda row: len(row.ids)):
            if made[-1] and (len(made[-1]) + 1) * _padded(len(row.ids)) > tokens:
                made.append([])
            made[-1].append(row)
        rng.shuffle(made)
        yield from made


def _padded(length: int) -> int:
    return -(-length // 8) * 8
