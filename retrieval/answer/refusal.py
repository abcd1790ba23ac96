"""Whether the evidence answers at all, and the words for when it does not."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from retrieval.search.evidence import answer_pattern
from retrieval.search.hybrid import Hit
from retrieval.types import Coverage, Passage, Question

NEAREST = 3


def features(question: str, hits: Sequence[Hit]) -> dict[str, float]:
    """What the decision rests on, each about 0..1."""
    sentences = [evidence for hit in hits[:5] for evidence in hit.evidence]
    best = max(sentences, key=lambda e: e.score, default=None)
    return {
        "best_cosine": max((e.cosine for e in sentences), default=0.0),
        "best_overlap": max((e.overlap for e in sentences), default=0.0),
        "both": best.cosine + best.overlap if best else 0.0,
        "passage": max((hit.coverage for hit in hits[:5]), default=0.0),
        "kind": best.kind if best and answer_pattern(question) else 0.5,
    }


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    text = (files(__package__) / "refusal.json").read_text("utf-8")
    weights: dict[str, float] = json.loads(text)["weights"]
    return weights


def probability(question: str, hits: Sequence[Hit]) -> float:
    """How likely the passages hold the answer, 0..1: a logistic fit (benchmarks/fit.py)."""
    if not hits:
        return 0.0
    weights = _weights()
    score = weights["bias"] + sum(
        weights[name] * value for name, value in features(question, hits).items()
    )
    return 1.0 / (1.0 + math.exp(-score))


def answers(question: str, hits: Sequence[Hit]) -> bool:
    """Whether the evidence is good enough to answer from."""
    return probability(question, hits) >= 0.5


def refusal_text(question: Question, coverage: Coverage, nearest: Sequence[Passage]) -> str:
    """The refusal: what was searched, and what came nearest."""
    searched = f"I searched {_held(coverage)}{_limits(question)} and found no answer to this."
    if not nearest:
        return f"Not in the archive. {searched}"
    lines = "; ".join(dict.fromkeys(_named(passage) for passage in nearest[:NEAREST]))
    return f"Not in the archive. {searched} Nearest: {lines}."


def _held(coverage: Coverage) -> str:
    count = "1 article" if coverage.articles == 1 else f"{coverage.articles:,} articles"
    if coverage.first and coverage.last:
        return f"{count} dated {coverage.first} to {coverage.last}" + (
            f" ({coverage.undated:,} undated)" if coverage.undated else ""
        )
    return f"{count}, none with a date" if coverage.articles else "an empty archive"


def _limits(question: Question) -> str:
    limits = [
        (question.outlet, "from {}"),
        (question.since, "since {}"),
        (question.until, "until {}"),
        (question.as_of, "published by {}"),
    ]
    given = [form.format(value) for value, form in limits if value]
    return f" ({', '.join(given)})" if given else ""


def _named(passage: Passage) -> str:
    date = passage.published or passage.date_note or "undated"
    return f"{passage.outlet or passage.source}, {date}, “{passage.title or 'untitled'}”"
