"""Putting articles into the archive and taking them out: one transaction an article."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np

from retrieval.archive.chunking import Chunk
from retrieval.archive.earlier_versions import drop_versions, keep_version
from retrieval.archive.list_columns import LIST_COLUMNS, lists_json
from retrieval.archive.quantization import (
    PackedPassage,
    PackedVectors,
    Passage,
    are_valid_sentences,
    embed_packed,
    is_valid_vector,
)
from retrieval.archive.revisions import link_again, note_revision, superseding
from retrieval.archive.stated_table import forget_stated
from retrieval.archive.store import as_article, meta
from retrieval.archive.stories import forget_story, note_story
from retrieval.archive.text_normalization import as_indexed
from retrieval.types import Article

if TYPE_CHECKING:
    from retrieval.embedding import Embedder


@dataclass(frozen=True, slots=True)
class EmbeddedChunk:
    """A chunk with its vector and its sentences', one after another, as they are stored."""

    chunk: Chunk
    vector: bytes
    sentences: bytes


def embed_new(
    parts: Iterable[tuple[Article, Sequence[Chunk]]], known: PackedVectors, embedder: Embedder
) -> PackedVectors:
    """The vectors of every chunk and its sentences, those that are `known` among them."""
    wanted = (passage_of(article, chunk) for article, made in parts for chunk in made)
    fresh = embed_packed(embedder, (passage for passage in wanted if passage not in known))
    return known | fresh


def with_vectors(
    article: Article, chunks: Iterable[Chunk], vectors: PackedVectors
) -> list[EmbeddedChunk]:
    """The chunks with their vectors, looked up by their sentences."""
    return [EmbeddedChunk(chunk, *vectors[passage_of(article, chunk)]) for chunk in chunks]


def passage_of(article: Article, chunk: Chunk) -> Passage:
    """A chunk's sentences, by which its vectors are known."""
    return tuple(article.text[start:end] for start, end in chunk.sentences)


def put_article(
    connection: sqlite3.Connection, file: str, article: Article, chunks: Sequence[EmbeddedChunk]
) -> None:
    """Write an article, in place of the one with its id if there is one.

    Call inside `Archive.writing()`: a kill leaves the old article whole, or the new one.
    """
    # Before the old one is taken out: its text is what is kept.
    keep_version(connection, article.id, article.hash)
    _take_out(connection, article.id)
    number = _insert_article(connection, file, article)
    note_story(connection, number, article)
    for embedded in chunks:
        insert_chunk(connection, number, article, embedded)
    # After the chunks: candidates come out of the full-text index, and vectors are compared.
    note_revision(connection, number)


def _insert_article(connection: sqlite3.Connection, file: str, article: Article) -> int:
    cursor = connection.execute(
        "insert into articles (id, file, source, hash, title, outlet, author, published,"
        f" published_how, date_note, url, language, indexed, {LIST_COLUMNS}, text)"
        # The 13 columns named, the 6 of LIST_COLUMNS, and the text.
        f" values ({', '.join('?' * 20)})",
        (
            article.id, file, article.source, article.hash, article.title, article.outlet,
            article.author, article.published, article.published_how, article.date_note,
            article.url, article.language, datetime.now(UTC).isoformat(timespec="seconds"),
            *lists_json(article), article.text,
        ),
    )  # fmt: skip
    return cursor.lastrowid or 0


def insert_chunk(
    connection: sqlite3.Connection, number: int, article: Article, embedded: EmbeddedChunk
) -> None:
    """Write one chunk of the article in row `number`, with its words and vectors."""
    chunk = embedded.chunk
    cursor = connection.execute(
        'insert into chunks (article, start, "end") values (?, ?, ?)',
        (number, chunk.start, chunk.end),
    )
    key = cursor.lastrowid
    connection.execute(
        "insert into words (rowid, title, body) values (?, ?, ?)",
        (key, *indexed_words(article, chunk)),
    )
    connection.execute("insert into vectors values (?, ?)", (key, embedded.vector))
    connection.execute(
        "insert into sentences values (?, ?, ?)", (key, pack_spans(chunk), embedded.sentences)
    )


def indexed_words(article: Article, chunk: Chunk) -> tuple[str, str]:
    """Title and body as the full-text index is given them, to put in and to take out.

    The byline goes with the title: in a column nothing else names who says "I".
    """
    above = " ".join(filter(None, (article.title, article.author)))
    return as_indexed(above), as_indexed(chunk.text(article.text))


def delete_article(connection: sqlite3.Connection, article_id: str) -> bool:
    """Delete an article with its chunks, words, vectors and earlier versions.

    False if there is none of this id.
    """
    drop_versions(connection, article_id)
    forget_stated(connection, article_id)
    return _take_out(connection, article_id)


def restate_article(connection: sqlite3.Connection, article: Article) -> None:
    """Write what is known of an article whose text has not changed: title, outlet, date.

    Its chunks and vectors stay; only their entries in the full-text index hold its title.
    """
    number, old = _held(connection, article.id)
    kept = stored_chunks(connection, number)
    # FTS5 without content of its own forgets a row only if it is given what it was given then.
    for key, chunk in kept:
        connection.execute(
            "insert into words (words, rowid, title, body) values ('delete', ?, ?, ?)",
            (key, *indexed_words(old, chunk)),
        )
        connection.execute(
            "insert into words (rowid, title, body) values (?, ?, ?)",
            (key, *indexed_words(article, chunk)),
        )
    lists = dict(zip(LIST_COLUMNS.split(", "), lists_json(article), strict=True))
    connection.execute(
        # Which day the text means by "on Monday" hangs on the date of publishing: `dates` goes
        # along.
        "update articles set title = ?, outlet = ?, author = ?, published = ?,"
        " published_how = ?, date_note = ?, dates = ?, partial = ? where n = ?",
        (
            article.title, article.outlet, article.author, article.published,
            article.published_how, article.date_note, lists["dates"],
            lists["partial"], number,
        ),
    )  # fmt: skip


def _held(connection: sqlite3.Connection, article_id: str) -> tuple[int, Article]:
    row = connection.execute("select * from articles where id = ?", (article_id,)).fetchone()
    return row["n"], as_article(row)


def _take_out(connection: sqlite3.Connection, article_id: str) -> bool:
    row = connection.execute("select * from articles where id = ?", (article_id,)).fetchone()
    if row is None:
        return False
    article = as_article(row)
    for key, chunk in stored_chunks(connection, row["n"]):
        connection.execute(
            "insert into words (words, rowid, title, body) values ('delete', ?, ?, ?)",
            (key, *indexed_words(article, chunk)),
        )
    # Both are found by the row that goes: they come before it, and the new links after.
    forget_story(connection, row["n"])
    orphans = superseding(connection, row["n"])
    # Chunks, vectors, sentences and links go along (`on delete cascade`).
    connection.execute("delete from articles where n = ?", (row["n"],))
    link_again(connection, orphans)
    return True


def stored_chunks(connection: sqlite3.Connection, number: int) -> list[tuple[int, Chunk]]:
    """The chunks of article `number` (its row), in order, with their ids."""
    rows = connection.execute(
        "select id, spans from chunks join sentences on chunk = id where article = ?"
        " order by start",
        (number,),
    )
    return [(row["id"], Chunk(unpack_spans(row["spans"]))) for row in rows]


def stored_vectors(connection: sqlite3.Connection, article_id: str) -> PackedVectors:
    """The vectors held of an article's chunks and their sentences; damaged ones left out."""
    rows = connection.execute(
        "select text, spans, vector, vectors from articles join chunks on article = n"
        " join sentences on sentences.chunk = chunks.id join vectors using (chunk)"
        " where articles.id = ?",
        (article_id,),
    )
    dimension = int(meta(connection, "dimension") or 0)
    held: PackedVectors = {}
    for row in rows:
        # Spans of the wrong length can't be unpacked; what they held is embedded again.
        with suppress(ValueError):
            spans = unpack_spans(row["spans"])
            whole = is_valid_vector(row["vector"], dimension)
            if whole and are_valid_sentences(row["vectors"], len(spans), dimension):
                passage = tuple(row["text"][start:end] for start, end in spans)
                held[passage] = PackedPassage(row["vector"], row["vectors"])
    return held


def unpack_spans(blob: bytes) -> tuple[tuple[int, int], ...]:
    """The sentences' offsets in the article, as written by `put_article`."""
    # In little-endian order whatever the machine: the copies of a shared archive exchange them.
    pairs = np.frombuffer(blob, dtype="<i4").reshape(-1, 2)
    return tuple((start, end) for start, end in pairs.tolist())


def pack_spans(chunk: Chunk) -> bytes:
    """The sentences' offsets as `unpack_spans` reads them."""
    return np.array(chunk.sentences, dtype="<i4").tobytes()
