"""Which articles are on a topic: those in whose title or text its words stand, by exact count.

No vectors: an article is counted because it holds the words, and the words are shown.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.archive.records import with_words
from retrieval.search.expansion import Expansion, expansions
from retrieval.search.spellings import tokens_of
from retrieval.search.words import informative, match_any

LEAST_SHARE = 0.5
"""How much of a topic, by the rarity of its words, an article holds at least."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a topic, or a name in all of its spellings, and the articles that hold it.

    `weight` is its rarity; `name` is true of what is written with a capital.
    """

    words: tuple[str, ...]
    name: bool
    articles: frozenset[int]
    weight: float


@dataclass(frozen=True, slots=True)
class Topic:
    """The words of a topic, in their order."""

    terms: tuple[Term, ...]

    def share(self, article: int) -> float:
        """How much of the topic an article (`articles.n`) holds, 0..1."""
        total = sum(term.weight for term in self.terms)
        own = sum(term.weight for term in self.terms if article in term.articles)
        return own / total if total else 0.0

    @property
    def is_known(self) -> bool:
        """Whether the archive holds each of the topic's names at all."""
        return all(term.articles for term in self.terms if term.name)


def read_topic(connection: sqlite3.Connection, text: str) -> Topic:
    """The words of a topic with the articles that hold them, under any spelling known.

    Raises:
        ConfigurationError: `aliases.toml` can't be understood.
    """
    total = connection.execute("select count(*) from articles").fetchone()[0]
    terms = informative(text)
    capital = {token.stem for token in tokens_of(text) if token.text[0].isupper()}
    groups = expansions(connection, text, terms)
    grouped = {term for group in groups for term in group.terms}
    found = [
        _term(connection, total, group, any(term in capital for term in group.terms))
        for group in groups
    ]
    for term, word in terms.items():
        if term not in grouped:
            alone = Expansion((term,), (word,), ())
            found.append(_term(connection, total, alone, term in capital))
    return Topic(tuple(found))


def _term(connection: sqlite3.Connection, total: int, group: Expansion, name: bool) -> Term:  # noqa: FBT001
    own = [with_words(connection, match_any([word])) for word in group.words]
    articles = frozenset.intersection(*own) if own else frozenset()
    for other in group.others:
        articles |= with_words(connection, match_any([" ".join(other)]))
    weight = math.log(1 + (total - len(articles) + 0.5) / (len(articles) + 0.5))
    return Term(group.words or group.terms, name, articles, max(0.05, weight))


def articles_on(topic: Topic) -> tuple[frozenset[int], tuple[Term, ...]]:
    """The articles that hold a topic, and the terms by which they do.

    Those with all of its words; or else with all of its names and as many of the other words,
    the rarest first, as stand together in any article, if these are the greater part of it.
    """
    names = [term for term in topic.terms if term.name]
    others = sorted((term for term in topic.terms if not term.name), key=_rarest_first)
    kept: list[Term] = []
    articles: frozenset[int] | None = None
    for term in (*names, *others):
        both = term.articles if articles is None else articles & term.articles
        if both:
            articles, kept = both, [*kept, term]
        elif term.name:
            return frozenset(), ()
    if not articles or _weight(kept) < LEAST_SHARE * _weight(topic.terms):
        return frozenset(), ()
    return articles, tuple(term for term in topic.terms if term in kept)


def _rarest_first(term: Term) -> float:
    return -term.weight


def _weight(terms: Sequence[Term]) -> float:
    return sum(term.weight for term in terms)
