"""Training data read from its two forms into items: a question with sentences, some answering."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.reader.text import content, normal, overlap, sentence_cuts

HELD_OUT = 0.03
"""The share of contexts kept for validation."""


@dataclass(frozen=True, slots=True)
class Source:
    """How much of a file is used, and how often its items give an example of each negative kind."""

    form: str
    deleted: float
    altered: float
    other: float
    most: int | None = None
    late: float = 0.0
    """The share that comes in the second half of a pass: sets further from news."""


SOURCES = {
    "squadshifts_new_wiki": Source("qa", 0.35, 0.8, 0.15),
    "squadshifts_reddit": Source("qa", 0.2, 0.25, 0.08, most=4000, late=0.65),
    "squadshifts_amazon": Source("qa", 0.2, 0.25, 0.08, most=4000, late=0.65),
    "xquad_en": Source("qa", 0.4, 0.8, 0.2),
    "covid_qa": Source("qa", 0.25, 0.3, 0.1, most=800, late=0.65),
    "squad1_train44": Source("pairs", 0.22, 0.5, 0.08, late=0.3),
    "squad1_dev_rest": Source("pairs", 0.22, 0.5, 0.08),
    "selqa": Source("pairs", 0.25, 0.35, 0.0, late=0.2),
    "qamr": Source("qamr", 0.25, 0.35, 0.0, most=7500, late=0.5),
}
UNANSWERABLE = "no_answer_new_wiki"
"""Rows of the qa form that are all without an answer."""


@dataclass(frozen=True, slots=True)
class Item:
    """A question, its sentences, and which of them answer it."""

    source: str
    question: str
    sentences: list[str]
    good: frozenset[int]
    spans: frozenset[tuple[int, int, int]] | None
    """(sentence, start, end) of each answer; None where only the sentence is known."""
    answers: tuple[str, ...]
    held_out: bool
    ordered: bool
    """Whether the sentences are in a text's order."""


def rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a gzipped JSON Lines file; none where there is no such file."""
    if not path.exists():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def is_held_out(key: str) -> bool:
    """Whether a context belongs to validation: always the same ones, by a hash of the text."""
    digest = hashlib.sha1(key.strip().lower().encode()).hexdigest()
    return int(digest[:8], 16) / 2**32 < HELD_OUT


def read_items(data: Path, seed: int) -> dict[str, list[Item]]:
    """The items of every file of `SOURCES` that is there, `most` of each."""
    rng = random.Random(seed)
    readers = {"qa": qa_items, "pairs": pair_items, "qamr": qamr_items}
    found: dict[str, list[Item]] = {}
    for name, source in SOURCES.items():
        items = readers[source.form](data, name, rng)
        if source.most is not None:
            items = rng.sample(items, min(source.most, len(items)))
        if items:
            found[name] = items
    # XQuAD is text of SQuAD's development part: what that holds out must not be learnt here.
    kept = {normal(item.question) for item in found.get("squad1_dev_rest", []) if item.held_out}
    if "xquad_en" in found:
        found["xquad_en"] = [
            item for item in found["xquad_en"] if item.held_out or normal(item.question) not in kept
        ]
    return found


def qa_items(data: Path, name: str, rng: random.Random) -> list[Item]:
    """Items of the qa form, rows without an answer left out."""
    items = (_qa_item(name, row) for row in rows(data / "qa" / f"{name}.jsonl.gz"))
    return [item for item in items if item.good]


def _qa_item(name: str, row: dict[str, Any]) -> Item:
    context = row["context"]
    cuts = sentence_cuts(context)
    spans = frozenset(
        (number, answer["start"] - start, min(answer["start"] + len(answer["text"]), end) - start)
        for answer in row["answers"]
        for number, (start, end) in enumerate(cuts)
        if start <= answer["start"] < end
    )
    return Item(
        source=name,
        question=row["question"].strip(),
        sentences=[context[start:end] for start, end in cuts],
        good=frozenset(number for number, _, _ in spans),
        spans=spans,
        answers=tuple(answer["text"] for answer in row["answers"]),
        held_out=is_held_out(context),
        ordered=True,
    )


def pair_items(data: Path, name: str, rng: random.Random) -> list[Item]:
    """Items of the pairs form, a group each; groups without an answering sentence are left out."""
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(data / "pairs" / f"{name}.jsonl.gz"):
        groups[row["group"]].append(row)
    return [_pair_item(name, group) for group in groups.values() if any(r["label"] for r in group)]


def _pair_item(name: str, group: Sequence[dict[str, Any]]) -> Item:
    sentences = list(dict.fromkeys(row["sentence"] for row in group))
    answering = {row["sentence"] for row in group if row["label"]}
    return Item(
        source=name,
        question=group[0]["question"].strip(),
        sentences=sentences,
        good=frozenset(i for i, sentence in enumerate(sentences) if sentence in answering),
        spans=None,
        answers=(),
        held_out=is_held_out(min(answering)),
        ordered=name == "selqa",
    )


def nearest(queries: Sequence[str], texts: Sequence[str], count: int) -> list[list[int]]:
    """For every query the texts most like it (tf-idf, cosine), best first."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    weights = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit([*texts, *queries])
    known = weights.transform(texts)
    best: list[list[int]] = []
    for at in range(0, len(queries), 2000):
        alike = (weights.transform(queries[at : at + 2000]) @ known.T).toarray()
        best += np.argsort(-alike, axis=1)[:, :count].tolist()
    return best


def qamr_items(data: Path, name: str, rng: random.Random, questions: int = 6) -> list[Item]:
    """QAMR's items: a context is one sentence, and others are put round it.

    Those are the sentences of the same article, and some most like it of other articles, here
    and in QA-SRL's. At most `questions` of a sentence are taken.
    """
    articles, article_of = _articles(data)
    extra = rows(data / "qa" / "qasrl_gs.jsonl.gz")
    pool = sorted(set(article_of) | {row["context"].strip() for row in extra})
    asked: dict[str, list[Item]] = defaultdict(list)
    for item in qa_items(data, name, rng):
        known = len(item.sentences) == 1 and item.sentences[0] in article_of
        if known and _speaks_of(item):
            asked[item.sentences[0]].append(item)
    sentences = sorted(asked)
    alike = nearest(sentences, pool, 16) if sentences else []
    return [
        _surrounded(rng, item, [pool[j] for j in near], articles, article_of[sentence])
        for sentence, near in zip(sentences, alike, strict=True)
        for item in rng.sample(asked[sentence], min(questions, len(asked[sentence])))
    ]


def _speaks_of(item: Item) -> bool:
    enough = len(content(item.question)) >= 2
    return enough and overlap(item.question, item.sentences[0]) > 0


def _articles(data: Path) -> tuple[dict[str, list[str]], dict[str, str]]:
    """QAMR's sentences by article, in order; and each sentence's article."""
    placed: dict[str, dict[tuple[int, int], str]] = defaultdict(dict)
    article_of: dict[str, str] = {}
    for row in rows(data / "qa" / "qamr.jsonl.gz"):
        _, _, origin, number, paragraph, sentence, *_ = row["id"].split(":")
        text = row["context"].strip()
        placed[origin + number][int(paragraph), int(sentence)] = text
        article_of[text] = origin + number
    return {name: [text for _, text in sorted(a.items())] for name, a in placed.items()}, article_of


def _surrounded(
    rng: random.Random,
    item: Item,
    near: Sequence[str],
    articles: Mapping[str, list[str]],
    name: str,
) -> Item:
    own, article = item.sentences[0], articles[name]
    answers = [answer.lower() for answer in item.answers]
    others = [t for t in near if t not in article and not any(a in t.lower() for a in answers)]
    others = rng.sample(others, min(len(others), rng.randint(2, 7)))
    at = article.index(own)
    cut = rng.randint(0, len(others))
    sentences = [*others[:cut], *article[max(0, at - 4) : at + 5], *others[cut:]]
    place = sentences.index(own)
    return Item(
        source=item.source,
        question=item.question,
        sentences=sentences,
        good=frozenset([place]),
        spans=frozenset((place, start, end) for _, start, end in item.spans or ()),
        answers=item.answers,
        held_out=is_held_out(name),
        ordered=True,
    )


def unanswerable(data: Path, kept: set[str]) -> Iterator[tuple[bool, dict[str, Any]]]:
    """Rows without an answer; first whether one is held out: by context, or with its question."""
    for row in rows(data / "qa" / f"{UNANSWERABLE}.jsonl.gz"):
        yield is_held_out(row["context"]) or normal(row["question"]) in kept, row
