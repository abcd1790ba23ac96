"""The chunks that hold a question's words best, by BM25 as SQLite's full-text index has it.

To rank a chunk costs some fifteen times what it costs to find it, and a common word is in many. So
the chunks that hold none of the rarer words are not ranked where, by their bound, they can't be
among the best: what is found is the same.
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Mapping, Sequence
from itertools import accumulate

from retrieval.archive.generation_cache import count_chunks
from retrieval.search.words import match_any, word_counts, worth_searching

TITLE_WEIGHT = 4.0
"""A title's words count more than the body's: a title says what all of its chunks are about."""

MOST_TIMES = 2.2
"""What BM25 multiplies a word's rarity by at most, however often a chunk holds the word: FTS5's k1,
which is 1.2, and 1."""

LEAST_IDF = 1e-6
"""What FTS5 gives a word that is in more than half of all rows."""


def best_by_words(
    connection: sqlite3.Connection,
    terms: Mapping[str, str],
    weights: Mapping[str, float],
    n: int,
    within: Sequence[int] | None = None,
) -> dict[int, float]:
    """The `n` best chunks by BM25, best first, as {chunk id: score}, higher is better.

    Args:
        connection: The question's transaction.
        terms: Informative words as {stem: word}; those of `worth_searching` are.
        weights: Rarity by stem.
        n: How many.
        within: Chunk ids to choose among, or None for all.
    """
    total = count_chunks(connection)
    chosen = worth_searching(terms, weights, total)
    if not chosen:
        return {}
    # The words, not their stems: FTS5 stems what it is given, in English.
    asked = [terms[term] for term in chosen]
    if within is None:
        counts = word_counts(connection, {term: terms[term] for term in chosen})
        found = _best_by_rarer(connection, asked, list(counts.values()), total, n)
        if found is not None:
            return found
    return ranked(connection, match_any(asked), n, within)


def _best_by_rarer(
    connection: sqlite3.Connection, asked: Sequence[str], counts: Sequence[int], total: int, n: int
) -> dict[int, float] | None:
    """The best chunks, ranked among those alone that hold one of the rarer words.

    None where the others might be among them.

    Source: the bound of the words that are left out is that of Turtle and Flood 1995, "Query
    evaluation: strategies and optimizations" (MaxScore).

    Args:
        connection: The question's transaction.
        asked: The words, the rarest first.
        counts: In how many chunks each is.
        total: How many chunks there are.
        n: How many are wanted.
    """
    first = _rarer(counts, total, n)
    rarer, common = match_any(asked[:first]), match_any(asked[first:])
    if not common:
        return None
    # In two queries, since FTS5 knows no word that counts and need not be there.
    found = ranked(connection, f"({rarer}) AND ({common})", n)
    found |= ranked(connection, f"({rarer}) NOT ({common})", n)
    best = dict(sorted(found.items(), key=lambda item: (-item[1], item[0]))[:n])
    most = sum(MOST_TIMES * fts_idf(count, total) for count in counts[first:])
    return best if len(best) == n and min(best.values()) >= most else None


def _rarer(counts: Sequence[int], total: int, n: int) -> int:
    """How many of the words, the rarest first, will do: guessed by what the last place scores."""
    idfs = [fts_idf(count, total) for count in counts]
    # About what a chunk scores that holds one of the rarest words, of which there are enough.
    last = next((idf for idf, held in zip(idfs, accumulate(counts), strict=True) if held >= n), 0.0)
    bounds = list(accumulate(MOST_TIMES * idf for idf in reversed(idfs)))
    return len(counts) - sum(bound < last for bound in bounds)


def ranked(
    connection: sqlite3.Connection, query: str, n: int, within: Sequence[int] | None = None
) -> dict[int, float]:
    """The `n` best chunks of an FTS5 query, best first, as {chunk id: score}.

    Args:
        connection: The question's transaction.
        query: For the full-text index.
        n: How many.
        within: Chunk ids to choose among, or None for all.
    """
    # The plus keeps SQLite from running the whole query once for each chunk.
    limit = "" if within is None else " and +rowid in (select value from json_each(:within))"
    rows = connection.execute(
        # To FTS5 the best is the smallest; the weights are the columns', title and body.
        "select rowid, -bm25(words, :title, 1.0) as score from words"
        f" where words match :words{limit} order by score desc limit :n",
        {
            "words": query,
            "title": TITLE_WEIGHT,
            "n": n,
            "within": None if within is None else json.dumps(list(within)),
        },
    )
    return {row["rowid"]: row["score"] for row in rows}


def fts_idf(count: int, total: int) -> float:
    """How FTS5 weighs a word; source: its documentation, section 5.1.1."""
    return max(LEAST_IDF, math.log((max(0, total - count) + 0.5) / (count + 0.5)))
