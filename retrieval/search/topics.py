"""Which articles are on a topic: those in whose title or text its words stand, by exact count.

No vectors: an article is counted because it holds the words, and the words are shown.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from retrieval.archive.records import articles_with_words
from retrieval.search.expansion import Expansion, expansions
from retrieval.search.spellings import tokens_of
from retrieval.search.words import idf, informative, match_any

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
    # What is no name with other spellings is a group of its own.
    alone = (Expansion((t,), (word,), ()) for t, word in terms.items() if t not in grouped)
    return Topic(tuple(_term(connection, total, one, typed) for one in (*groups, *alone)))


def _term(
    connection: sqlite3.Connection, total: int, group: Expansion, typed: Mapping[str, str]
) -> Term:
    own = [articles_with_words(connection, match_any([word])) for word in group.words]
    # The words of a name may stand apart in an article; of another spelling they stand in a row.
    articles = frozenset.intersection(*own) if own else frozenset()
    for other in group.others:
        articles |= articles_with_words(connection, match_any([" ".join(other)]))
    # A word that no article holds counts like one that a single article does.
    count = max(1, len(articles))
    text = " ".join(typed.get(term, term) for term in group.terms)
    return Term(text, any(map(str.isupper, text)), articles, idf(count, total))


@dataclass(frozen=True, slots=True)
class OnTopic:
    """The articles on a topic, and the terms by which they were told.

    `held`: each of them holds `all` of its words; all its names and `most` of the others, those
    that hold all among them; or no article held all, and only `some` words were looked for.
    """

    articles: frozenset[int]
    terms: tuple[Term, ...]
    held: Literal["all", "most", "some"] = "all"


def articles_on(topic: Topic, *, every_word: bool = False) -> OnTopic:
    """The articles on a topic: those that hold its names, and at least half of its other words.

    A topic without names has all of its words, or else as many, the rarest first, as stand
    together in any article, if they are more than half of it.

    Args:
        topic: The topic.
        every_word: Articles with all of its words alone, where there is any.
    """
    whole = _all_of(topic.terms)
    names = [term for term in topic.terms if term.name]
    others = [term for term in topic.terms if not term.name]
    if names and others and not every_word:
        most = frozenset(
            article
            for article in _all_of(names)
            if 2 * sum(article in term.articles for term in others) >= len(others)
        )
        # All that hold every word are among them: told as such where there are no others.
        if most > whole:
            return OnTopic(most, topic.terms, "most")
    return OnTopic(whole, topic.terms) if whole else _together(names, others, topic.terms)


def _all_of(terms: Sequence[Term]) -> frozenset[int]:
    return frozenset.intersection(*(term.articles for term in terms)) if terms else frozenset()


def _together(names: Sequence[Term], others: Sequence[Term], terms: Sequence[Term]) -> OnTopic:
    """The articles with all names and as many of the other words as stand together anywhere."""
    kept: list[Term] = []
    # Names first, then the rarest: a word that none of the articles has is left out, a name never.
    for term in (*names, *sorted(others, key=_rarest_first)):
        if _all_of([*kept, term]):
            kept.append(term)
        elif term.name:
            return OnTopic(frozenset(), ())
    if 2 * _size(kept) <= _size(terms):
        return OnTopic(frozenset(), ())
    return OnTopic(_all_of(kept), tuple(term for term in terms if term in kept), "some")


def _rarest_first(term: Term) -> float:
    return -term.weight


def _size(terms: Sequence[Term]) -> int:
    return sum(NAMES_COUNT if term.name else 1 for term in terms)
