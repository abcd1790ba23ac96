"""Which passages and sentences are about a topic: for showing less, never for granting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from retrieval.language.statements import states_something
from retrieval.search.hit import Hit, HitSentence, each_sentence
from retrieval.search.sentences import Sentence

ABOUT_WORDS = 0.5
"""A sentence with this share of a topic's rare words is about it."""

ABOUT_MEANING = 0.31
"""So is one whose vector has this cosine to the topic's, with some of its words: one in thirteen of
the sentences that questions bring up."""

SOME_WORDS = 0.2  # by meaning alone, a sentence may be about another matter of the kind

ON_TOPIC = 0.55
"""A passage with less than this share of the best one's score is beside the topic."""


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
