"""Which articles are on a topic: those in whose title or text its words stand, by exact count.

No vectors: an article is counted because it holds the words, and the words are shown.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retrieval.archive.records import with_words
from retrieval.search.expansion import Expansion, expansions
from retrieval.search.spellings import tokens_of
from retrieval.search.words import informative, match_any

LEAST_SHARE = 0.5
"""How much of a topic an article holds at least, by the rarity of its words."""

NAMES_COUNT = 2
"""A name tells as much of a topic as two other words."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a topic, or a name in all of its spellings, and the articles that hold it.

    `text` is as it was typed, `weight` its rarity; `name` is true of what has a capital.
    """

    text: str
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
    typed = {token.stem: token.text for token in tokens_of(text)}
    groups = expansions(connection, text, terms)
    grouped = {term for group in groups for term in group.terms}
    alone = (Expansion((t,), (word,), ()) for t, word in terms.items() if t not in grouped)
    return Topic(tuple(_term(connection, total, one, typed) for one in (*groups, *alone)))


def _term(
    connection: sqlite3.Connection, total: int, group: Expansion, typed: Mapping[str, str]
) -> Term:
    own = [with_words(connection, match_any([word])) for word in group.words]
    articles = frozenset.intersection(*own) if own else frozenset()
    for other in group.others:
        articles |= with_words(connection, match_any([" ".join(other)]))
    # A word that no article holds counts like one that a single article does.
    count = max(1, len(articles))
    weight = math.log(1 + (total - count + 0.5) / (count + 0.5))
    text = " ".join(typed.get(term, term) for term in group.terms)
    return Term(text, any(map(str.isupper, text)), articles, max(0.05, weight))


def articles_on(topic: Topic) -> tuple[frozenset[int], tuple[Term, ...]]:
    """The articles that hold a topic, and the terms by which they do.

    Those with all of its words; or else with all of its names and as many of the other words,
    the rarest first, as stand together in any article, if these are more than half of it.
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
    if not articles or 2 * _size(kept) <= _size(topic.terms):
        return frozenset(), ()
    return articles, tuple(term for term in topic.terms if term in kept)


def _rarest_first(term: Term) -> float:
    return -term.weight


def _size(terms: Sequence[Term]) -> int:
    return sum(NAMES_COUNT if term.name else 1 for term in terms)
