"""Hybrid search: the question's words by BM25, its meaning by vectors, then sentence by sentence.

What the two halves find is fused by scores, not ranks: a chunk that is far ahead in one half stays
ahead. The first of them are then put in order by their best sentence (a long passage may be about
much else) and by how much of the question stands in the passage or its title.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrieval.archive.list_columns import partial_date_from_row, revision_from_row
from retrieval.archive.revisions import Predecessor, Successor, successors, superseded
from retrieval.archive.store import Archive
from retrieval.archive.vectors import Vectors, cosines
from retrieval.errors import UsageError
from retrieval.language.alphabet import is_latin
from retrieval.search.deduplicate import deduplicate
from retrieval.search.disjunction_max import best_by_groups, group_weights, make_groups
from retrieval.search.expansion import Expansion, expansions
from retrieval.search.filters import chunk_ids
from retrieval.search.hit import Hit
from retrieval.search.passage_scores import (
    DEPTH,
    ScoreWeights,
    WeighedChunk,
    fuse_halves,
    passage_scores,
    score_weights,
    weigh_chunks,
)
from retrieval.search.word_ranking import best_by_words
from retrieval.search.words import informative, stem_rarity
from retrieval.types import Passage, Question

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from retrieval.embedding import Embedder

RERANKED = 30
"""Candidates whose sentences are weighed, or `k` if that is more."""


SAMPLE = 200
"""Characters of a chunk that tell its script."""

RELEVANT = 0.75
"""Asked for the latest, what scores this share of the best counts as being about it."""

EXACT_WITHIN = 3000
"""Up to this many chunks left by a filter are compared one by one."""

FILTERED_DEPTH = 10 * DEPTH
"""Where a filter leaves more, so many of the nearest in the whole archive are looked through first:
enough if a tenth of them pass, and if not, all are compared after all; chosen by hand."""

WIDER = 4
"""Where copies leave too few passages, so many times as many are weighed before all are; chosen by
hand."""

SCORE_DECIMALS = 4
"""Of a passage's score, before passages are put in order by it: what differs less is a tie."""


def hybrid_search(
    archive: Archive,
    vectors: Vectors,
    embedder: Embedder,
    question: Question,
) -> list[Hit]:
    """The passages nearest to a question, best first, at most `question.k`.

    Everything is read in one transaction: what was removed before it began is not seen.

    Raises:
        UsageError: `k` or a date of the question makes no sense.
    """
    if question.k < 1:
        raise UsageError(f"k is {question.k}; ask for at least one passage.")
    vector = embedder.embed([question.text])[0]
    with archive.reading() as connection:
        halves = search_halves(connection, vectors, vector, question, across=embedder.across)
        fused = list(fuse_halves(halves.by_words, halves.by_meaning, halves.counts, halves.foreign))
        # Copies share a place: where they leave too few, more are weighed.
        for reach in _reaches(question.k, len(fused)):
            hits = deduplicate(
                connection, _hits(connection, halves, fused[:reach], question), question.as_of
            )
            if len(hits) >= question.k:
                break
    return (_newest_first(hits) if question.latest else hits)[: question.k]


@dataclass(frozen=True, slots=True)
class Halves:
    """What the search's two halves found for a question.

    Attributes:
        vector: The question's, shape (dimension,).
        rarity: That of its informative stems.
        names: Those of it that have several spellings.
        by_words: BM25 by chunk id.
        by_meaning: The cosine by chunk id, of all that either half found.
        foreign: Chunks in another script than the question, if the model knows both.
        counts: What counts for how much.
    """

    vector: NDArray[np.float32]
    rarity: Mapping[str, float]
    names: tuple[Expansion, ...]
    by_words: Mapping[int, float]
    by_meaning: Mapping[int, float]
    foreign: frozenset[int]
    counts: ScoreWeights

    def weigh(self, rows: Sequence[sqlite3.Row]) -> list[WeighedChunk]:
        """Chunks with their sentences weighed."""
        return weigh_chunks(rows, self.vector, self.rarity, self.names)


def search_halves(
    connection: sqlite3.Connection,
    vectors: Vectors,
    vector: NDArray[np.float32],
    question: Question,
    *,
    across: bool,
) -> Halves:
    """The chunks nearest to a question by its words and by its meaning.

    Args:
        connection: The question's transaction.
        vectors: The archive's.
        vector: The question's, shape (dimension,).
        question: The question with its limits.
        across: Its embedding model knows many scripts.
    """
    terms = informative(question.text)
    rarity = stem_rarity(connection, terms)
    within = chunk_ids(connection, question)
    groups = make_groups(connection, expansions(connection, question.text, terms))
    if groups:
        rarity = group_weights(connection, rarity, groups)
        by_words = best_by_groups(connection, terms, rarity, groups, DEPTH, within)
    else:
        by_words = best_by_words(connection, terms, rarity, DEPTH, within)
    by_meaning = _by_meaning(connection, vectors, vector, within)
    # Each found by its words has its cosine too, exactly; the other way round, a chunk beyond
    # the depth of words is given less than the last within it (`fuse_halves`).
    by_meaning |= cosines(connection, by_words.keys() - by_meaning.keys(), vector)
    foreign = _in_other_script(connection, by_meaning, question.text) if across else frozenset()
    names = tuple(group.expansion for group in groups)
    counts = score_weights(question.text, across=across)
    return Halves(vector, rarity, names, by_words, by_meaning, foreign, counts)


def _newest_first(hits: Sequence[Hit]) -> list[Hit]:
    """The relevant hits by date, the newest first and the undated last; then the others."""
    least = RELEVANT * max((hit.passage.score for hit in hits), default=0.0)
    relevant = [hit for hit in hits if hit.passage.score >= least]
    others = [hit for hit in hits if hit.passage.score < least]
    # "" for the undated is less than any day: reversed, they come last.
    return [*sorted(relevant, key=lambda hit: hit.passage.published or "", reverse=True), *others]


def _by_meaning(
    connection: sqlite3.Connection,
    vectors: Vectors,
    vector: NDArray[np.float32],
    within: Sequence[int] | None,
) -> dict[int, float]:
    if within is None:
        return vectors.nearest(connection, vector, DEPTH)
    # The index knows no filters (they are SQL): many are looked for among the nearest of all first.
    if len(within) > EXACT_WITHIN:
        allowed = set(within)
        near = vectors.nearest(connection, vector, FILTERED_DEPTH)
        kept = {key: cosine for key, cosine in near.items() if key in allowed}
        # `near` is in order: what is cut off is farther away than all that is kept.
        if len(kept) >= DEPTH:
            return dict(list(kept.items())[:DEPTH])
    exact = sorted(cosines(connection, within, vector).items(), key=lambda item: -item[1])
    return dict(exact[:DEPTH])


def _reaches(k: int, found: int) -> list[int]:
    """How many of the chunks found are weighed at first, and how many if those are too few."""
    first = max(RERANKED, k)
    wider = (WIDER * first, found)
    return [min(first, found), *(reach for reach in wider if first < reach <= found)]


def _in_other_script(
    connection: sqlite3.Connection, keys: Iterable[int], question: str
) -> frozenset[int]:
    """The chunks of which one is mostly in Latin letters and the question is not, or vice versa."""
    rows = connection.execute(
        # SQLite counts characters from 1.
        f"select chunks.id, substr(text, start + 1, {SAMPLE}) as opening from chunks"
        " join articles on article = n where chunks.id in (select value from json_each(?))",
        (json.dumps(list(keys)),),
    )
    asked = is_latin(question)
    return frozenset(row["id"] for row in rows if is_latin(row["opening"]) != asked)


def _hits(
    connection: sqlite3.Connection, halves: Halves, keys: Sequence[int], question: Question
) -> list[Hit]:
    """The chunks as passages of their articles, best first."""
    weighed = halves.weigh(chunk_rows(connection, keys))
    scores = passage_scores(
        weighed, halves.counts, halves.by_words, halves.by_meaning, halves.foreign
    )
    articles = {one.row["id"] for one in weighed}
    newer = successors(connection, articles, question.as_of)
    older = superseded(connection, articles)
    hits = []
    for one, score in zip(weighed, scores, strict=True):
        passage = _passage(one.row, score, newer.get(one.row["id"]), older.get(one.row["id"]))
        hits.append(Hit(passage, tuple(one.sentences), halves.names))
    return sorted(hits, key=lambda hit: -hit.passage.score)


def chunk_rows(connection: sqlite3.Connection, keys: Sequence[int]) -> list[sqlite3.Row]:
    """The chunks with their articles; an id that has died since is simply not there."""
    # At most 2 × DEPTH: SQLite takes 999 and more.
    marks = ",".join("?" * len(keys))
    return connection.execute(
        'select chunks.id as chunk, chunks.start, chunks."end", spans, vectors, articles.*'
        " from chunks join articles on article = n join sentences on sentences.chunk = chunks.id"
        f" where chunks.id in ({marks})",
        keys,
    ).fetchall()


def _passage(
    row: sqlite3.Row, score: float, newer: Successor | None, older: Predecessor | None
) -> Passage:
    revision = revision_from_row(row)
    return Passage(
        article=row["id"],
        hash=row["hash"],
        source=row["source"],
        title=row["title"],
        outlet=row["outlet"],
        published=row["published"],
        date_note=row["date_note"],
        url=row["url"],
        start=row["start"],
        end=row["end"],
        text=row["text"][row["start"] : row["end"]],
        score=round(score, SCORE_DECIMALS),
        published_how=row["published_how"],
        revision=revision.kind if revision else None,
        note=revision.note if revision else None,
        supersedes=older.article if older else None,
        supersedes_title=older.title if older else None,
        corrected_by=newer.article if newer else None,
        corrected_how=newer.kind if newer else None,
        corrected_on=newer.published if newer else None,
        corrected_title=newer.title if newer else None,
        corrected_url=newer.url if newer else None,
        partial=partial_date_from_row(row),
        author=row["author"],
    )
