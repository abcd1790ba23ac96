"""BM25 where a name may be spelled in several ways: a group counts once, at its best member.

SQLite's own BM25 weighs each word by its own rarity, so a rare misspelling would outweigh
everything. Here the best chunks by all spellings together are scored again: each spelling's
score is brought to the weight of the group, and of a group only the best counts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from retrieval.archive.generation_cache import count_chunks
from retrieval.search.expansion import MOST_SPELLINGS, Expansion
from retrieval.search.word_ranking import fts_idf, ranked
from retrieval.search.words import idf, match_any, worth_searching

POOL = 4
"""Times as many chunks are scored again as are wanted."""


@dataclass(frozen=True, slots=True)
class Group:
    """An expansion as queries, each with what its score is multiplied by, and its chunks."""

    expansion: Expansion
    queries: tuple[tuple[str, float], ...]
    chunks: int


def make_groups(connection: sqlite3.Connection, found: Iterable[Expansion]) -> tuple[Group, ...]:
    """The expansions with the queries of their spellings, those that no chunk holds left out."""
    total = count_chunks(connection)
    groups = (_group(connection, expansion, total) for expansion in found)
    return tuple(group for group in groups if group is not None)


def _group(connection: sqlite3.Connection, expansion: Expansion, total: int) -> Group | None:
    # By query, so that spellings of the same words are one.
    counts = {_phrase(other): 0 for other in expansion.others}
    counts = {query: _count(connection, query) for query in counts}
    most = sorted(counts, key=lambda query: -counts[query])[:MOST_SPELLINGS]
    others = {query: counts[query] for query in most if counts[query]}
    if not others:
        return None
    own = {query: _count(connection, query) for query in map(match_one, expansion.words)}
    own = {query: count for query, count in own.items() if count}
    # The name is as rare as all of its spellings together.
    union = _count(connection, " OR ".join((*own, *others)))
    of_own = sum(fts_idf(count, total) for count in own.values())
    weight = fts_idf(union, total)
    # BM25 multiplies by a word's rarity: divided by that, a score takes the group's in its place.
    scale = weight / of_own if own else 1.0
    if len(expansion.terms) > 1:  # several words count as they would without other spellings
        weight, scale = max(weight, of_own), 1.0
    queries = [(query, weight / fts_idf(count, total)) for query, count in others.items()]
    if own:
        queries.insert(0, (" OR ".join(own), scale))
    return Group(expansion, tuple(queries), union)


def match_one(word: str) -> str:
    """An FTS5 query for one word, quoted."""
    return match_any([word])


def _phrase(spelling: Iterable[str]) -> str:
    """An FTS5 query for words one after the other."""
    return match_any([" ".join(spelling)])


def _count(connection: sqlite3.Connection, query: str) -> int:
    found = connection.execute("select count(*) from words where words match ?", (query,))
    return int(found.fetchone()[0])


def group_weights(
    connection: sqlite3.Connection, weights: Mapping[str, float], groups: Iterable[Group]
) -> dict[str, float]:
    """The rarity of the question's stems, a name's counted over all of its spellings."""
    total = count_chunks(connection)
    changed = dict(weights)
    for group in groups:
        # The words of a longer name keep a rarity each: they may stand apart.
        if len(group.expansion.terms) == 1:
            changed[group.expansion.terms[0]] = idf(group.chunks, total)
    return changed


def best_by_groups(
    connection: sqlite3.Connection,
    terms: Mapping[str, str],
    weights: Mapping[str, float],
    groups: Sequence[Group],
    n: int,
    within: Sequence[int] | None = None,
) -> dict[int, float]:
    """The `n` best chunks by BM25 over words and groups, best first, as {chunk id: score}.

    Args:
        connection: The question's transaction.
        terms: Informative words as {stem: word}; those of a group count with the group.
        weights: Rarity by stem.
        groups: The names with several spellings.
        n: How many.
        within: Chunk ids to choose among, or None for all.
    """
    grouped = {term for group in groups for term in group.expansion.terms}
    plain = [term for term in terms if term not in grouped]
    plain = worth_searching(plain, weights, count_chunks(connection))
    words = match_any(terms[term] for term in plain)
    # First the best chunks by any of the words, then each part alone within these.
    every = [*([words] if plain else []), *(query for g in groups for query, _ in g.queries)]
    pool = list(ranked(connection, " OR ".join(every), POOL * n, within))
    scores = dict.fromkeys(pool, 0.0)
    if plain:
        scores |= ranked(connection, words, len(pool), pool)
    for group in groups:
        for chunk, score in _best_member(connection, group, pool).items():
            scores[chunk] += score
    best = sorted(scores.items(), key=lambda item: -item[1])
    return dict(best[:n])


def _best_member(
    connection: sqlite3.Connection, group: Group, pool: Sequence[int]
) -> dict[int, float]:
    best: dict[int, float] = {}
    for query, scale in group.queries:
        for chunk, score in ranked(connection, query, len(pool), pool).items():
            # A chunk that has a name in two spellings says it no more than one that has it in one.
            best[chunk] = max(best.get(chunk, 0.0), score * scale)
    return best
