"""Examples as token ids: question, a window of whole sentences of the passage, the gold tokens."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
MOST_WINDOWS = 5
"""Windows of one question that are compared in training."""

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

    def __call__(self, example: Example) -> Row | None:
        """An example in one window, of as much of the passage as fits; None if the answer does not.

        Where it grows from is drawn, always alike for the same question.
        """
        rng = random.Random(len(example.question))
        return self._row(example, self._window(rng, example, self.room(example.question)))

    def group(self, example: Example, rng: random.Random) -> list[Row]:
        """An example as windows that compete for the answer, as passages of an article do.

        Args:
            example: The example.
            rng: Draws the number of windows, up to `MOST_WINDOWS`, and their size; they often
                begin in mid-article.

        Returns:
            The window with the answer (if there is one) first, then windows of what is left of
            the passage and of `example.others`; [] where the first lost the answer.
        """
        room = self.room(example.question)
        want = room if rng.random() < 0.2 else min(room, rng.randint(50, 180))
        most = rng.randint(1, MOST_WINDOWS)
        window = self._window(rng, example, want)
        first = self._row(example, window)
        if first is None:
            return []
        rest = self._rest(rng, example, window, want)
        beside = [(example, part) for part in rest]
        for sentences in example.others:
            other = replace(example, sentences=sentences, good=frozenset(), around=frozenset())
            beside.append((other, self._window(rng, other, want)))
        rng.shuffle(beside)
        rows = (self._row(of, part) for of, part in beside[: most - 1])
        return [first, *(row for row in rows if row)]

    def _row(self, example: Example, window: range) -> Row | None:
        """A window of an example as tokens; None where its answer is not in it."""
        question = self._encode(example.question).ids[:MAX_QUESTION]
        room = self.room(example.question)
        ids = [self._cls, *question, self._sep]
        sentences, starts, ends = [], list[Cut](), list[Cut]()
        for number in window:
            encoding = self._encode(example.sentences[number])
            tokens = encoding.ids[:room]
            if not tokens:
                continue
            sentences.append((number, len(ids), len(ids) + len(tokens)))
            for first, last in _gold(example, number, encoding.offsets[:room]):
                starts.append((len(ids) + first[0], len(ids) + first[1]))
                ends.append((len(ids) + last[0], len(ids) + last[1]))
            ids.extend(tokens)
        if not sentences or (example.good & set(window) and not starts):
            return None
        none = [(0, 1)]
        whole = np.array([*ids, self._sep], np.int32)
        passage = len(question) + 2
        return Row(whole, passage, sentences, starts or none, ends or none, example)

    def _window(self, rng: random.Random, example: Example, want: int) -> range:
        """Sentences around one of `around`, or any, grown on both sides while they fit."""
        whole = range(len(example.sentences))
        middle = rng.choice(sorted(example.around) if example.around else whole)
        return self._grown(rng, example, middle, want, whole)

    def _rest(self, rng: random.Random, example: Example, window: range, want: int) -> list[range]:
        """A window of what comes before another, and one of what comes after."""
        sides = range(window.start), range(window.stop, len(example.sentences))
        return [self._grown(rng, example, rng.choice(side), want, side) for side in sides if side]

    def _grown(
        self, rng: random.Random, example: Example, middle: int, want: int, within: range
    ) -> range:
        sizes = [self.size(sentence) for sentence in example.sentences]
        first, last, size = middle, middle + 1, sizes[middle]
        growing = [0, 1]
        while growing:
            side = rng.choice(growing)
            other = last if side else first - 1
            if other not in within or size + sizes[other] > want:
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
    group: NDArray[np.int64]
    """For every row the number of its question."""


def collate(rows: Sequence[Row]) -> Batch:
    """Pad rows to the longest, rounded up to a multiple of eight; each a question of its own."""
    return collate_groups([[row] for row in rows])


def collate_groups(groups: Sequence[Sequence[Row]]) -> Batch:
    """The same for groups of rows that belong to one question each."""
    rows = [row for group in groups for row in group]
    number = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
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
    return Batch(ids, mask, types, competing, starts, ends, number)


def batches(
    groups: Sequence[list[Row]], tokens: int, rng: random.Random
) -> Iterator[list[list[Row]]]:
    """Batches of about equal length, of at most so many tokens with padding, in random order."""
    for at in range(0, len(groups), 1600):
        made: list[list[list[Row]]] = [[]]
        rows = 0
        for group in sorted(groups[at : at + 1600], key=_longest):
            if made[-1] and (rows + len(group)) * _padded(_longest(group)) > tokens:
                made.append([])
                rows = 0
            made[-1].append(group)
            rows += len(group)
        rng.shuffle(made)
        yield from made


def _longest(group: Sequence[Row]) -> int:
    return max(len(row.ids) for row in group)


def _padded(length: int) -> int:
    return -(-length // 8) * 8
