"""Batches for training the embedding model: whole articles, and what is asked about each.

Half of a batch's articles are near ones of other stories. Of all its passages, and of all its
sentences, each read within its passage, a question has those that answer it.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor

from retrieval.archive import chunking
from training import material
from training.train import HERE

LONGEST_PASSAGE, LONGEST_QUESTION = 256, 64
"""Tokens: as the product cuts a passage; hardly a question has more."""

ARTICLES, ASKED = 22, 7
"""Articles in a batch; the most that is asked about each."""

PARAGRAPHS = 33
"""Paragraphs of published sets in a batch, which are shorter."""

PUBLISHED = 0.2
"""The share of batches from published sets."""

QUESTIONS = 32
"""Read at once, of about the same length."""

SETS = ("squadshifts_new_wiki", "xquad_en", "squadshifts_reddit", "squadshifts_amazon")

Place = tuple[int, int]
"""A passage's number in its article, and a sentence's in its passage."""

Padded = tuple[Tensor, Tensor]
"""Token ids and their mask, each of the shape (rows, tokens)."""


@dataclass(frozen=True, slots=True)
class Told:
    """An article; `asked` is what is asked about it, with where the answer stands."""

    story: str
    passages: list[list[str]]
    asked: list[tuple[str, list[Place]]]

    @property
    def text(self) -> str:
        """All of it."""
        return " ".join(sentence for passage in self.passages for sentence in passage)


@dataclass(frozen=True, slots=True)
class Batch:
    """Passages and questions as tensors, and which belong together.

    `sentence_of` numbers each token's sentence, -1 for none. `right` and `open` are, for passages
    and for sentences, of the shape (questions, passages or sentences): which answer, and which
    compete.
    """

    passages: Padded
    sentence_of: Tensor
    questions: list[Padded]
    right: tuple[Tensor, Tensor]
    open: tuple[Tensor, Tensor]


def written(tokenizer: Tokenizer) -> Iterator[Told]:
    """The articles of our own that are not held out, with their questions and claims."""

    def count(texts: Sequence[str]) -> list[int]:
        return [len(e.ids) for e in tokenizer.encode_batch(list(texts), add_special_tokens=False)]

    for article in material.lines(HERE / "data/articles.jsonl.gz"):
        if material.held_out(material.story(article)):
            continue
        text = article["text"]
        cut = [(one.start, one.end) for one in chunking.chunks(text, (), count)]
        told = _told(material.story(article), text, cut, list(_asked(article)))
        if told.asked:
            yield told


def _asked(article: dict[str, Any]) -> Iterator[tuple[str, list[material.Span]]]:
    """Questions that it answers with where, and claims that it settles."""
    text = article["text"]
    for one in article["questions"]:
        if one["a"]:
            # `s` is the answer's sentence: its words may stand earlier in the text as well.
            start = text.index(one["a"], text.index(one["s"]) if one.get("s") else 0)
            yield one["q"], [(start, start + len(one["a"]))]
    for one in article["claims"]:
        if one["label"] != "not enough":
            starts = [(text.index(said), len(said)) for said in one["e"] if said in text]
            yield one["c"], [(start, start + size) for start, size in starts]


def published(folder: Path) -> Iterator[Told]:
    """Paragraphs of published sets that are not held out, each a passage, with their questions."""
    for name in SETS:
        asked = defaultdict(list)
        for row in material.lines(folder / f"{name}.jsonl.gz"):
            if row["answers"] and not material.held_out(row["context"]):
                start, said = row["answers"][0]["start"], row["answers"][0]["text"]
                asked[row["context"]].append((row["question"], [(start, start + len(said))]))
        for context, found in asked.items():
            told = _told(context, context, [(0, len(context))], found)
            if told.asked:
                yield told


def _told(
    story: str,
    text: str,
    cut: Sequence[material.Span],
    asked: Sequence[tuple[str, list[material.Span]]],
) -> Told:
    """A text as passages of sentences, and what is asked with the sentences of its answer."""
    passages: list[list[str]] = [[] for _ in cut]
    placed: list[tuple[material.Span, Place]] = []
    starts = [start for start, _ in cut]
    for start, end in chunking.sentences(text):
        number = max(0, bisect_right(starts, start) - 1)
        placed.append(((start, end), (number, len(passages[number]))))
        passages[number].append(text[start:end])
    found = [
        (what, [at for (s, e), at in placed if any(s < b and e > a for a, b in spans)])
        for what, spans in asked
    ]
    return Told(story, passages, [one for one in found if one[1]])


def endless_batches(
    own: Sequence[Told], others: Sequence[Told], tokenizer: Tokenizer, rng: random.Random
) -> Iterator[Batch]:
    ours = _with_near(own, rng)
    while True:
        if others and rng.random() < PUBLISHED:
            yield collate(rng.sample(others, PARAGRAPHS), tokenizer, rng)
        else:
            yield collate(next(ours), tokenizer, rng)


def _with_near(own: Sequence[Told], rng: random.Random) -> Iterator[list[Told]]:
    """Articles without end, each with one of another story that is near to a question about it."""
    near = material.Near([one.text for one in own])
    while True:
        order = rng.sample(range(len(own)), len(own))
        for first in range(0, len(order) - ARTICLES, ARTICLES // 2):
            some = order[first : first + ARTICLES // 2]
            for number in list(some):
                question, _ = rng.choice(own[number].asked)
                likely = [n for n in near(question, 12) if own[n].story != own[number].story]
                likely = [n for n in likely if n not in some]
                # One of the nearest four, so that it is not always the same.
                some += [rng.choice(likely[:4])] if likely else []
            yield [own[n] for n in some]


def collate(articles: Sequence[Told], tokenizer: Tokenizer, rng: random.Random) -> Batch:
    """The articles, and some of what is asked about each, as a batch."""
    asked = [
        (number, *one)
        for number, article in enumerate(articles)
        for one in rng.sample(article.asked, min(ASKED, len(article.asked)))
    ]
    asked.sort(key=lambda one: len(one[1]))
    tokenizer.enable_truncation(LONGEST_QUESTION)
    ids = [tokenizer.encode(question).ids for _, question, _ in asked]
    # Each passage's and each sentence's article and place.
    passages = [(a, p) for a, one in enumerate(articles) for p in range(len(one.passages))]
    sentences = [(a, p, s) for a, p in passages for s in range(len(articles[a].passages[p]))]
    stories = [article.story for article in articles]
    right, open_ = zip(
        *(_belonging(asked, at, stories) for at in (passages, sentences)), strict=True
    )
    read, sentence_of = _passages([articles[a].passages[p] for a, p in passages], tokenizer)
    return Batch(
        read,
        sentence_of,
        [_padded(ids[at : at + QUESTIONS]) for at in range(0, len(ids), QUESTIONS)],
        (right[0], right[1]),
        (open_[0], open_[1]),
    )


def _belonging(
    asked: Sequence[tuple[int, str, list[Place]]],
    places: Sequence[tuple[int, ...]],
    stories: Sequence[str],
) -> tuple[Tensor, Tensor]:
    """Which of the places answer each question, and which compete; (questions, places)."""
    # A passage's place is the beginning of its sentences'.
    depth = len(places[0]) - 1
    right = [[a == at[0] and at[1:] in {one[:depth] for one in found} for at in places]
             for a, _, found in asked]  # fmt: skip
    # Another article of the same story may answer as well: it counts neither way.
    open_ = [[a == at[0] or stories[a] != stories[at[0]] for at in places] for a, _, _ in asked]
    return torch.tensor(right), torch.tensor(open_)


def _passages(passages: Sequence[Sequence[str]], tokenizer: Tokenizer) -> tuple[Padded, Tensor]:
    """Passages as read, and the number among all sentences of each token's, -1 for none."""
    tokenizer.enable_truncation(LONGEST_PASSAGE)
    encodings = [tokenizer.encode("\n".join(passage)) for passage in passages]
    read = _padded([one.ids for one in encodings])
    sentence_of = torch.full_like(read[0], -1)
    first = 0
    for row, (passage, encoding) in enumerate(zip(passages, encodings, strict=True)):
        # A line end behind each sentence.
        ends = list(accumulate(len(sentence) + 1 for sentence in passage))
        for token, (start, end) in enumerate(encoding.offsets):
            if end > start:  # the tokens of the frame are empty
                sentence_of[row, token] = first + bisect_right(ends, start)
        first += len(passage)
    return read, sentence_of


def _padded(rows: Sequence[Sequence[int]]) -> Padded:
    shape = (len(rows), max(map(len, rows)))
    ids, mask = torch.zeros(shape, dtype=torch.long), torch.zeros(shape, dtype=torch.long)
    for i, row in enumerate(rows):
        ids[i, : len(row)], mask[i, : len(row)] = torch.tensor(row), 1
    return ids, mask
