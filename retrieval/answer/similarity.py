"""Which sentences say the same, which are about a topic: for showing less, never for granting."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from retrieval.language.statements import states_something
from retrieval.search.hit import Hit, HitSentence, each_sentence
from retrieval.search.sentences import Sentence
from retrieval.search.words import informative, stems

T = TypeVar("T")

SAME = 0.7
"""Two sentences that share this much of the shorter one's words say the same."""

ABOUT_WORDS = 0.5
"""A sentence with this share of a topic's rare words is about it."""

ABOUT_MEANING = 0.31
"""So is one whose vector has this cosine to the topic's, with some of its words: one in thirteen of
the sentences that questions bring up."""

SOME_WORDS = 0.2  # by meaning alone, a sentence may be about another matter of the kind

ON_TOPIC = 0.55
"""A passage with less than this share of the best one's score is beside the topic."""

FEWEST_SHARED = 3
"""Fewer words in common are chance: a name alone is not yet the same event."""

_FIGURE = re.compile(r"\d[\d.,]*")  # 1,200


def on_topic(hits: Sequence[Hit], best: float | None = None) -> list[Hit]:
    """The passages that are near the best one; `best` is its score, if it is not among them."""
    if best is None:
        best = max((hit.passage.score for hit in hits), default=0.0)
    least = min(best, ON_TOPIC * best)  # meaning alone may score below zero
    return [hit for hit in hits if hit.passage.score >= least]


def sentences_about(hits: Iterable[Hit]) -> Iterator[HitSentence]:
    """The sentences that are about what was searched for, in the passages' order."""
    return (one for one in each_sentence(hits) if is_about(one.hit.sentences[one.at]))


def is_about(sentence: Sentence) -> bool:
    """Whether a sentence is about what was searched for, and states something."""
    # Either of the two, as a sentence may be about a topic in other words.
    by_meaning = sentence.cosine >= ABOUT_MEANING and sentence.overlap >= SOME_WORDS
    return (sentence.overlap >= ABOUT_WORDS or by_meaning) and states_something(sentence.text)


def alike(one: str, other: str, least: float = SAME) -> bool:
    """Whether two sentences say the same; with other figures in them they don't."""
    # Other figures are other news, however alike the words are.
    if set(_FIGURE.findall(one)) != set(_FIGURE.findall(other)):
        return False
    return _share(set(stems(one)), set(stems(other))) >= least


def without_repeats(items: Iterable[T], repeats: Callable[[T, T], bool], most: int) -> list[T]:
    """The first `most` of which none repeats one before it."""
    kept: list[T] = []
    for one in items:
        if not any(repeats(one, other) for other in kept):
            kept.append(one)
        if len(kept) == most:
            break
    return kept


def word_overlap(one: str, other: str) -> float:
    """How much of the shorter sentence's informative words the other has too, 0..1."""
    a, b = set(informative(one)), set(informative(other))
    # Of two short sentences a name and a verb would be most of the words.
    return _share(a, b) if len(a & b) >= FEWEST_SHARED else 0.0


def shared_share(one: str, other: str) -> float:
    """The share of a sentence's informative words that another text has too, 0..1."""
    wanted = set(informative(one))
    return len(wanted & set(stems(other))) / len(wanted) if wanted else 0.0


def _share(a: set[str], b: set[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0
