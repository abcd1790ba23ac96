"""Rows as token ids, in batches of about equal length."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor

from training.material import Asked, Claimed

LONGEST = 320
"""Tokens of a row, question and passage together."""


@dataclass(frozen=True, slots=True)
class Row:
    """[CLS] question [SEP] passage [SEP]; `open` are the tokens that may begin or end an answer."""

    ids: list[int]
    passage: int
    open: tuple[int, int]
    starts: list[int]
    ends: list[int]
    label: int


class Encoder:
    """Makes rows with the encoder's own tokenizer."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        # Rows are padded in batches, to the longest of each.
        self._tokenizer.no_padding()
        # The passage is cut, never the question: without it a row means nothing.
        self._tokenizer.enable_truncation(LONGEST, strategy="only_second")

    def count(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text."""
        return [
            len(e.ids) for e in self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        ]

    def asked(self, one: Asked) -> Row | None:
        """A question's row; None where the window was cut before the answer."""
        # The title, a line end and the window, as the product reads a passage.
        head = f"{one.title}\n" if one.title else ""
        text = head + one.window
        # Characters; more of them would leave little room for the window.
        found = self._tokenizer.encode(one.question[:300], text)
        offsets = [_bare(text, *place) for place in found.offsets]
        # Tokens of the second text; [SEP] is at (0, 0) and no word.
        inside = [i for i, kind in enumerate(found.type_ids) if kind == 1 and offsets[i][1] > 0]
        # Behind the title, which is never an answer.
        body = [i for i in inside if offsets[i][0] >= len(head)]
        if not body:
            return None
        starts, ends = [], []
        for first, last in one.spans:
            # Tokens that share a character with the answer.
            held = [
                i
                for i in body
                if offsets[i][1] > first + len(head) and offsets[i][0] < last + len(head)
            ]
            if held:
                # The first begins it, the last ends it; with `somewhere` each may do both.
                starts += held if one.somewhere else held[:1]
                ends += held if one.somewhere else held[-1:]
        # Cut off before the answer: neither an answer nor a proof that there is none.
        if one.spans and not starts:
            return None
        return Row(
            found.ids,
            found.type_ids.index(1),
            (body[0], body[-1] + 1),
            # Token 0, [CLS], stands for "no answer here".
            starts or [0],
            ends or [0],
            -1,
        )

    def claimed(self, one: Claimed) -> Row | None:
        """A claim's row."""
        found = self._tokenizer.encode(one.claim[:400], one.evidence)
        # The claim was so long that no evidence is left, or there was none.
        if 1 not in found.type_ids:
            return None
        return Row(found.ids, found.type_ids.index(1), (0, 0), [0], [0], one.label)


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A token's place without the space before it, which SentencePiece's pieces take along."""
    while start < min(end, len(text)) and text[start].isspace():
        start += 1
    return start, end


def batches(rows: Sequence[Row], tokens: int, rng: random.Random) -> Iterator[list[Row]]:
    """One pass over the rows in random order, `tokens` a batch with padding."""
    order = rng.sample(list(rows), len(rows))
    # Sorted within 1,600 rows: enough alike in length to save padding, and still in random order.
    for at in range(0, len(order), 1600):
        made: list[list[Row]] = [[]]
        for row in sorted(order[at : at + 1600], key=lambda r: len(r.ids)):
            # This row is the longest of its batch so far, so all are padded to it.
            if made[-1] and (len(made[-1]) + 1) * _padded(len(row.ids)) > tokens:
                made.append([])
            made[-1].append(row)
        rng.shuffle(made)
        yield from made


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of the shape (rows, tokens); `label` of the shape (rows,)."""

    ids: Tensor
    mask: Tensor
    types: Tensor
    open: Tensor
    starts: Tensor
    ends: Tensor
    label: Tensor


def collate(rows: Sequence[Row]) -> Batch:
    """Pad rows to the longest, rounded up to a multiple of eight."""
    shape = (len(rows), _padded(max(len(row.ids) for row in rows)))
    ids, mask, types = (torch.zeros(shape, dtype=torch.long) for _ in range(3))
    competing, starts, ends = (torch.zeros(shape, dtype=torch.bool) for _ in range(3))
    for i, row in enumerate(rows):
        size = len(row.ids)
        ids[i, :size], mask[i, :size], types[i, row.passage : size] = torch.tensor(row.ids), 1, 1
        # "No answer" competes with every token of the window.
        competing[i, 0] = True
        competing[i, row.open[0] : row.open[1]] = True
        starts[i, row.starts], ends[i, row.ends] = True, True
    return Batch(ids, mask, types, competing, starts, ends, torch.tensor([r.label for r in rows]))


def _padded(length: int) -> int:
    return -(-length // 8) * 8
