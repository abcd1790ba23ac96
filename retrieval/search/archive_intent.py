"""Whether a question asks who wrote an article, who published it, when, or how many there are.

People ask for articles in words that no list of phrases foresees: "Whose column called the dam a
toy?", "which paper put the toll at nine", "how often have we written about the dam". A fitted model
tells them: the weights of words, pairs of words and openings were fitted on 2,464 questions
(`training/archive_intent.py`).
"""

from __future__ import annotations

import json
import math
import re
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, Literal, NamedTuple

ArticleKind = Literal["author_of", "outlet_of", "published_when", "count"]

CONTENT = "content"
KINDS: tuple[ArticleKind, ...] = ("author_of", "outlet_of", "published_when", "count")

OPENING = 3
"""Words at the beginning that are features together, one, two and three of them."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")  # "paper", "don't"
# "who's", as "who is"
_CONTRACTED = re.compile(r"\b(who|what|which|where|when|how|why)['’]s\b", re.IGNORECASE)


class Intent(NamedTuple):
    """The likeliest kind of a question about articles, and its probability."""

    kind: ArticleKind
    probability: float


def features(question: str) -> set[str]:
    """The words of a question in small letters, pairs of them, and its openings."""
    words = [word.replace("’", "'") for word in _WORD.findall(_in_full(question).lower())]
    openings = {"^" + " ".join(words[:size]) for size in range(1, OPENING + 1)}
    return {*words, *(f"{one} {two}" for one, two in pairwise(words)), *openings}


def intent(question: str) -> Intent:
    """What a question would ask of articles, and how likely it is that it does."""
    weights = _fitted()["weights"]
    rows = [weights[one] for one in features(question) if one in weights]
    # The first column is of content: a question about the world.
    logits = [sum(column) for column in zip(weights[""], *rows, strict=True)]
    most = max(logits)
    # Less the greatest, so that exp never overflows; the shares stay what they are.
    shares = [math.exp(one - most) for one in logits]
    best = max(range(1, len(shares)), key=shares.__getitem__)
    return Intent(KINDS[best - 1], shares[best] / sum(shares))


def subject(question: str, kind: ArticleKind) -> str:
    """The words of a question but for those that only say that articles are asked for."""
    of_press = _fitted()["press"][kind]
    return _WORD.sub(
        lambda found: "" if found[0].lower().replace("’", "'") in of_press else found[0],
        _in_full(question),
    )


def _in_full(question: str) -> str:
    return _CONTRACTED.sub(r"\1 is", question)


@cache
def _fitted() -> dict[str, dict[str, list[Any]]]:
    """The weights of each feature for content and each kind, the constants under no word.

    Beside them, for each kind, the words that say no more than that articles are asked for.
    """
    told: dict[str, dict[str, list[Any]]] = json.loads(
        (files(__package__) / "archive_intent.json").read_text("utf-8")
    )
    return told
