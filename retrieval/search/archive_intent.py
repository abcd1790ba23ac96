"""Whether a question asks who wrote an article, who published it, or when: by a fitted model.

People describe an article in words that no list of phrases foresees: "Whose column called the dam
a toy?", "which paper put the toll at nine". The weights of words, pairs of words and openings were
fitted on 1,705 questions (`training/archive_intent.py`).
"""

from __future__ import annotations

import json
import math
import re
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Literal, NamedTuple

ArticleKind = Literal["author_of", "outlet_of", "published_when"]

CONTENT = "content"
KINDS: tuple[ArticleKind, ...] = ("author_of", "outlet_of", "published_when")

OPENING = 3
"""Words at the beginning that are features together, one, two and three of them."""

OF_THE_PRESS = 0.25
"""The weight by which a word speaks for an article and so says nothing of its subject."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")  # "paper", "what's"


class Intent(NamedTuple):
    """The likeliest kind of a question about an article, and its probability."""

    kind: ArticleKind
    probability: float


def features(question: str) -> set[str]:
    """The words of a question in small letters, pairs of them, and its openings."""
    words = [word.replace("’", "'") for word in _WORD.findall(question.lower())]
    openings = {"^" + " ".join(words[:size]) for size in range(1, OPENING + 1)}
    return {*words, *(f"{one} {two}" for one, two in pairwise(words)), *openings}


def intent(question: str) -> Intent:
    """What a question would ask of an article, and how likely it is that it does."""
    fitted = _fitted()
    rows = [fitted[one] for one in features(question) if one in fitted]
    logits = [sum(column) for column in zip(fitted[""], *rows, strict=True)]
    most = max(logits)
    shares = [math.exp(one - most) for one in logits]
    best = max(range(1, len(shares)), key=shares.__getitem__)
    return Intent(KINDS[best - 1], shares[best] / sum(shares))


def subject(question: str, kind: ArticleKind) -> str:
    """The words of a question but for those that only say that an article is asked for."""
    fitted, place = _fitted(), KINDS.index(kind) + 1

    def of_press(word: str) -> bool:
        row = fitted.get(word.lower().replace("’", "'"))
        return row is not None and row[place] - row[0] >= OF_THE_PRESS

    return _WORD.sub(lambda found: "" if of_press(found[0]) else found[0], question)


@cache
def _fitted() -> dict[str, list[float]]:
    """The weights of each feature for content and each kind; the constants under no word."""
    told: dict[str, list[float]] = json.loads(
        (files(__package__) / "archive_intent.json").read_text("utf-8")
    )
    return told
