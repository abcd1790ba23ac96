"""Training material of the published sets: README.md says which, and what a row has."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from retrieval.archive import chunking
from training.material import (
    LABELS,
    Asked,
    Claimed,
    Near,
    evidence_among,
    held_out,
    lines,
    sentences_of,
    shared,
)


def questions(folder: Path, rng: random.Random, share: float) -> Iterator[Asked]:
    """Questions of the published sets, and for some of them a near passage without the answer."""
    # How much of each set is taken; `share` takes its part of that.
    wanted = {
        "squadshifts_new_wiki": 1.0,
        "no_answer_new_wiki": 1.0,
        "xquad_en": 1.0,
        "qamr": 0.12,
        "squadshifts_reddit": 0.25,
        "squadshifts_amazon": 0.15,
        "covid_qa": 0.4,
        "duorc_few": 0.5,
    }
    for name, part in wanted.items():
        # What the trained network is tried on later must be in none of its passages.
        rows = [r for r in lines(folder / f"{name}.jsonl.gz") if not held_out(r["context"])]
        contexts = sorted({row["context"] for row in rows})
        near = Near(contexts)
        for row in rng.sample(rows, int(len(rows) * part * share)):
            spans = tuple(
                (a["start"], a["start"] + len(a["text"]))
                for a in row["answers"]
                if a["text"].strip()
            )
            yield Asked(row["question"], "", row["context"], spans, name)
            # A near passage of the same set, in which none of the answers stands.
            if spans and rng.random() < 0.35:
                said = [a["text"].lower() for a in row["answers"]]
                for number in near(row["question"], 6):
                    other = contexts[number]
                    if other != row["context"] and not any(a in other.lower() for a in said):
                        yield Asked(row["question"], "", other, (), f"{name}: far")
                        break


def pairs(folder: Path, rng: random.Random, share: float) -> Iterator[Asked]:
    """Questions with sentences of their neighbourhood, put together as a passage in any order.

    The whole sentence that answers is the answer: which words of it do is not known. For some
    questions the others alone stand for a near passage without the answer.
    """
    for name, right, wrong in _neighbourhoods(folder, rng, share):
        beside = rng.sample(wrong, min(len(wrong), rng.randint(2, 5)))
        if right:
            yield _together(rng.sample(right + beside, len(right + beside)), name)
        # The others alone: for two of five questions that have an answer, three of five without.
        if beside and rng.random() < (0.4 if right else 0.6):
            yield _together(beside, f"{name}: beside")


def answered_pairs(folder: Path, rng: random.Random, share: float) -> Iterator[Claimed]:
    """The same questions in the place of claims, with one or two of the sentences as evidence."""
    for name, right, wrong in _neighbourhoods(folder, rng, share):
        # 0: it supports, that is, it answers; 2: neither.
        for rows, label in ((right, 0), (wrong, 2)):
            if rows:
                beside = rng.sample(wrong, min(len(wrong), rng.randint(0, 1)))
                told = " ".join(row["sentence"] for row in [*beside, rng.choice(rows)])
                yield Claimed(rows[0]["question"], told, label, name)


def _neighbourhoods(
    folder: Path, rng: random.Random, share: float
) -> Iterator[tuple[str, list[dict[str, Any]], list[dict[str, Any]]]]:
    """The set's name, up to one sentence that answers a question, and others beside it."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in lines(path):
            # A group is a question with its candidates: all of it is held out, or nothing.
            if not held_out(row["group"]):
                groups[row["group"]].append(row)
        for key in rng.sample(sorted(groups), int(len(groups) * share)):
            rows = groups[key]
            right = [row for row in rows if row["label"]][:1]
            yield path.name.removesuffix(".jsonl.gz"), right, [r for r in rows if not r["label"]]


def _together(rows: Sequence[dict[str, Any]], source: str) -> Asked:
    text, spans = "", []
    for row in rows:
        # A blank between sentences, none before the first.
        start = len(text) + bool(text)
        text = f"{text} {row['sentence']}".strip()
        if row["label"]:
            spans.append((start, len(text)))
    return Asked(rows[0]["question"], "", text, tuple(spans), source, somewhere=True)


def answered(folder: Path, rng: random.Random, share: float) -> Iterator[Claimed]:
    """The same of published questions: Wikipedia's, with and without an answer."""
    for name in ("squadshifts_new_wiki", "no_answer_new_wiki", "xquad_en"):
        rows = [row for row in lines(folder / f"{name}.jsonl.gz") if not held_out(row["context"])]
        for row in rng.sample(rows, int(len(rows) * share)):
            text, sentences = row["context"], chunking.sentences(row["context"])
            said = [answer["text"] for answer in row["answers"] if answer["text"].strip()]
            inside = sentences_of(text, sentences, said[:1])
            # Without an answer the sentence that shares most words is the one to be wrong about.
            if not inside:
                inside = {
                    max(
                        range(len(sentences)),
                        key=lambda i: shared(row["question"], text[slice(*sentences[i])]),
                    )
                }
            yield Claimed(
                row["question"],
                evidence_among(text, sentences, inside, rng),
                0 if said else 2,
                name,
            )


def claims(folder: Path, rng: random.Random, *, held: bool = False) -> Iterator[Claimed]:
    """Claims of the published sets; documents of more than 1,600 characters are left out.

    With `held`, those that are kept from training.
    """
    for path in sorted(folder.glob("*.jsonl.gz")):
        name = path.name.removesuffix(".jsonl.gz")
        for row in lines(path):
            # Longer evidence would be cut at `LONGEST`, and may lose what its label is for.
            if held_out(row["group"]) != held or len(row["evidence"]) > 1600:
                continue
            if name == "fever_dev_rte" and rng.random() < 0.25:
                continue
            yield Claimed(row["claim"], row["evidence"], LABELS.index(row["label"]), name)
