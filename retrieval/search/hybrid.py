"""Hybrid search: the question's words by BM25, its meaning by vectors, fused by their scores.

Scores are summed, not ranks: a chunk that is far ahead in one half stays ahead. The best
sentence of a chunk then counts for the chunk (a long passage may be about much else).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from retrieval.archive.article_writing import unpack_spans
from retrieval.archive.list_columns import partial_date_from_row, revision_from_row
from retrieval.archive.quantization import unpack_sentences
from retrieval.archive.revisions import Successor, successors, superseded
from retrieval.archive.store import Archive
from retrieval.archive.vectors import Vectors, cosines
from retrieval.errors import UsageError
from retrieval.language.alphabet import is_latin
from retrieval.search.deduplicate import deduplicate
from retrieval.search.disjunction_max import best_by_groups, group_weights, make_groups
from retrieval.search.expansion import Expansion, expansions
from retrieval.search.filters import chunk_ids
from retrieval.search.hit import Hit
from retrieval.search.sentences import weigh_sentences
from retrieval.search.words import best_by_words, informative, stem_rarity
from retrieval.types import Passage, Question

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from retrieval.embedding import Embedder

DEPTH = 100
"""Candidates taken from each half."""

RERANKED = 16
"""Candidates whose sentences are weighed, or `k` if that is more."""

ACROSS = 0.85
"""How much of its meaning's score a chunk in another script has for its words; beside English
articles, English questions found the Russian one first for .35 with none, .67 with this."""

SAMPLE = 200
"""Characters of a chunk that tell its script."""

MEANING = 0.7
"""What the meaning counts for in a fused score; the words count for the rest. Of .5 to .8 it brings
the passage that answers first most often, on the exam (.783) and on news pages (.566)."""

MEANING_UNKNOWN = 0.5
"""What it counts for where a model made for Latin letters is asked in others: of 150 Russian
questions .967 have the right article first with this, .933 with the weight above."""

ABSENT = 0.5
"""What a chunk beyond the depth of the word half is taken to score, as a share of the last one
within it; chosen by hand, between nothing and all that it can have."""

LEAST_SPREAD = 0.01
"""The part of meaning is divided by the best cosine; where even that is below nothing or nearly, by
this, so that it is never divided by nothing and no sign is turned round."""

SENTENCE_WEIGHT = 0.25  # of a passage's best sentence, beside a fused score of 0 to 1

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
    terms = informative(question.text)
    with archive.reading() as connection:
        weights = stem_rarity(connection, terms)
        within = chunk_ids(connection, question)
        groups = make_groups(connection, expansions(connection, question.text, terms))
        if groups:
            weights = group_weights(connection, weights, groups)
            by_words = best_by_groups(connection, terms, weights, groups, DEPTH, within)
        else:
            by_words = best_by_words(connection, terms, weights, DEPTH, within)
        by_meaning = _by_meaning(connection, vectors, vector, within)
        # Each found by its words has its cosine too, exactly; the other way round, a chunk beyond
        # the depth of words is given less than the last within it (`_fuse`).
        by_meaning |= cosines(connection, by_words.keys() - by_meaning.keys(), vector)
        foreign = _in_other_script(connection, by_meaning, question.text) if embedder.across else ()
        share = _meaning_share(question.text, across=embedder.across)
        fused = list(_fuse(by_words, by_meaning, foreign, share).items())
        names = tuple(group.expansion for group in groups)
        # Copies share a place: where they leave too few, more are weighed.
        for reach in _reaches(question.k, len(fused)):
            best = dict(fused[:reach])
            hits = _weigh_hits(connection, best, vector, weights, question, names)
            hits = deduplicate(connection, hits, question.as_of)
            if len(hits) >= question.k:
                break
    return (_newest_first(hits) if question.latest else hits)[: question.k]


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


def _meaning_share(question: str, *, across: bool) -> float:
    """What the meaning counts for, under a model that knows many scripts (`across`) or not."""
    return MEANING if across or is_latin(question) else MEANING_UNKNOWN


def _fuse(
    by_words: Mapping[int, float],
    by_meaning: Mapping[int, float],
    foreign: Collection[int] = (),
    share: float = MEANING,
) -> dict[int, float]:
    """Words and meaning, each scaled to its best and the meaning counting for `share`; best first.

    Of a `foreign` chunk, which shares no words with the question, the meaning speaks for both.
    """
    # Where all score 0 they are divided by 1, and stay 0.
    best_words = max(by_words.values(), default=1.0) or 1.0
    best_cosine = max(LEAST_SPREAD, max(by_meaning.values(), default=1.0))
    # A chunk beyond the depth of the word half scored less than its last, not nothing.
    absent = ABSENT * min(by_words.values(), default=0.0) if len(by_words) >= DEPTH else 0.0
    fused = {}
    # It has every candidate: `hybrid_search` has put in those that the words found.
    for key, cosine in by_meaning.items():
        words = by_words.get(key, absent) / best_words
        meaning = cosine / best_cosine
        if key in foreign:
            words = max(words, ACROSS * meaning)
        fused[key] = (1 - share) * words + share * meaning
    return dict(sorted(fused.items(), key=lambda item: -item[1]))


def _weigh_hits(
    connection: sqlite3.Connection,
    fused: Mapping[int, float],
    vector: NDArray[np.float32],
    weights: Mapping[str, float],
    question: Question,
    names: tuple[Expansion, ...],
) -> list[Hit]:
    hits = []
    rows = _rows(connection, list(fused))
    articles = {row["id"] for row in rows}
    newer = successors(connection, articles, question.as_of)
    older = superseded(connection, articles)
    for row in rows:
        spans = unpack_spans(row["spans"])
        # (sentences, dimension) by (dimension,): of unit vectors the product is the cosine.
        near = unpack_sentences(row["vectors"], len(vector)) @ vector
        sentences = weigh_sentences(row["text"], spans, near, weights, names)
        best = max(sentence.nearness for sentence in sentences)
        score = fused[row["chunk"]] + SENTENCE_WEIGHT * best
        passage = _passage(row, score, newer.get(row["id"]), older.get(row["id"]))
        hits.append(Hit(passage, tuple(sentences), names))
    return sorted(hits, key=lambda hit: -hit.passage.score)


def _rows(connection: sqlite3.Connection, keys: Sequence[int]) -> list[sqlite3.Row]:
    """The chunks with their articles; an id that has died since is simply not there."""
    # At most 2 × DEPTH: SQLite takes 999 and more.
    marks = ",".join("?" * len(keys))
    return connection.execute(
        'select chunks.id as chunk, chunks.start, chunks."end", spans, vectors, articles.*'
        " from chunks join articles on article = n join sentences on sentences.chunk = chunks.id"
        f" where chunks.id in ({marks})",
        keys,
    ).fetchall()


def _passage(row: sqlite3.Row, score: float, newer: Successor | None, older: str | None) -> Passage:
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
        supersedes=older,
        corrected_by=newer.article if newer else None,
        corrected_how=newer.kind if newer else None,
        corrected_on=newer.published if newer else None,
        partial=partial_date_from_row(row),
        author=row["author"],
    )
