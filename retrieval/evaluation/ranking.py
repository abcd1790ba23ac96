"""Where the gold articles came in a list of passages: the figures of a search.

Measured over distinct articles, in the order in which their first passage came. Gold is binary.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Protocol

DEPTH = 10
"""How many articles mrr@10, ndcg@10 and recall@10 look at."""

# "wire.jsonl#12": what stands before an article's id in a file of many
_BUNDLE = ".jsonl#"


class Located(Protocol):
    """What says where it comes from: a passage, a citation, a line of the list of articles."""

    @property
    def source(self) -> str:
        """The article's source."""

    @property
    def url(self) -> str | None:
        """The page's own address, or None."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """How one question's gold articles ranked; of several, `first` is the best placed.

    Attributes:
        first: The rank of the first gold article, from 1; None where none came.
        ndcg: Normalised discounted cumulative gain over the first ten (Järvelin and Kekäläinen
            2002), with the discount log2(rank + 1) of trec_eval's `ndcg_cut`.
        recall: The share of the gold articles that are among the first ten.
    """

    first: int | None
    ndcg: float
    recall: float


def rank(gold: Sequence[str], passages: Iterable[Located]) -> Ranking:
    """Where the articles that `gold` names stand among those of `passages`.

    Raises:
        ValueError: `gold` names none.
    """
    # Names are struck off as they come: a second article of the same name earns nothing.
    wanted = set(gold)
    if not wanted:
        raise ValueError("there is no gold article to look for")
    total, first, gain, found = len(wanted), None, 0.0, 0
    for at, article in enumerate(first_of_articles(passages), start=1):
        met = {name for name in wanted if is_named(name, article)}
        wanted -= met
        if met:
            # A rank may lie beyond ten; gain and recall end there.
            first = first or at
        if met and at <= DEPTH:
            found += len(met)
            gain += 1 / math.log2(at + 1)
    # The gain of the best order: as many gold articles as count, all in front.
    ideal = sum(1 / math.log2(at + 1) for at in range(1, min(total, DEPTH) + 1))
    return Ranking(first, gain / ideal, found / total)


def first_of_articles(passages: Iterable[Located]) -> list[Located]:
    """The first passage of each article, in order."""
    firsts: dict[str, Located] = {}
    for passage in passages:
        firsts.setdefault(passage.source, passage)
    return list(firsts.values())


def is_named(name: str, article: Located) -> bool:
    """Whether `name` is the article's source or address, or a tail of it.

    Tails are what follows a slash, a file's name without its ending, and the id of an article
    in a bundle, with or without the bundle's own name.
    """
    # Behind a slash alone: "reaty.md" is no tail of "treaty.md".
    wanted = name.rstrip("/")
    return any(wanted == one or one.endswith(f"/{wanted}") for one in article_names(article))


def unknown_names(names: Iterable[str], articles: Iterable[Located]) -> list[str]:
    """Those of `names` that no article goes by, each once, in order."""
    # One set for all articles: an archive of many is gone through once.
    known = {
        tail for article in articles for name in article_names(article) for tail in _tails(name)
    }
    return [name for name in dict.fromkeys(names) if name.rstrip("/") not in known]


def _tails(name: str) -> list[str]:
    return [name, *(name[at + 1 :] for at, char in enumerate(name) if char == "/")]


def article_names(article: Located) -> set[str]:
    """The names that an article goes by, shorter tails of a path left out."""
    # A path of Windows has tails like any other.
    source = article.source.rstrip("/").replace("\\", "/")
    _file, bundle, key = source.partition(_BUNDLE)
    path = PurePosixPath(source)
    # A bundle's own name would name all of its articles.
    short = {key} if bundle else {path.name, path.stem}
    address = {article.url.rstrip("/")} if article.url else set()
    return {article.source, source, *short, *address}
