"""What holds of an archive at every moment, whatever happened to the processes that wrote it."""

from __future__ import annotations

import hashlib
import sqlite3

import pytest

from retrieval.archive.article_writing import stored_chunks, stored_vectors
from retrieval.archive.quantization import unpack_vectors
from retrieval.archive.split import chunks
from retrieval.archive.store import Archive, as_article
from retrieval.archive.vectors import Vectors
from support.archives import HashedWords, exact, near

TABLES = ("vectors", "sentences", "words_docsize")


def assert_sound(archive: Archive) -> None:
    """Every article is whole, nothing is left over, and the search is exact."""
    with archive.reading() as connection:
        assert connection.execute("pragma quick_check").fetchone()[0] == "ok"
        assert not connection.execute("pragma foreign_key_check").fetchall()
        rows = connection.execute("select * from articles").fetchall()
        for row in rows:
            _assert_whole(connection, row)
        count = connection.execute("select count(*) from chunks").fetchone()[0]
        for table in TABLES:
            assert connection.execute(f"select count(*) from {table}").fetchone()[0] == count
    vectors = Vectors(archive)
    for row in rows[::10]:
        assert list(near(archive, vectors, row["text"])) == list(exact(archive, row["text"]))


def _assert_whole(connection: sqlite3.Connection, row: sqlite3.Row) -> None:
    article = as_article(row)
    assert hashlib.sha256(article.text.encode()).hexdigest() == article.hash
    embedder = HashedWords()
    made = chunks(article.text, article.furniture, embedder.count_tokens)
    held = stored_chunks(connection, row["n"])
    assert [chunk for _, chunk in held] == made
    vectors = stored_vectors(connection, article.id)
    for key, chunk in held:
        text = chunk.text(article.text)
        assert unpack_vectors([vectors.chunks[text]])[0] @ embedder.embed([text])[0] > 0.9999
        found = connection.execute(
            "select rowid from words where words match ?",
            (" ".join(f'"{word}"' for word in chunk.text(article.text).split()),),
        )
        assert key in {one["rowid"] for one in found}


def assert_exact(archive: Archive, vectors: Vectors, text: str, n: int = 10) -> None:
    expected = exact(archive, text, n)
    found = near(archive, vectors, text, n)
    assert list(found) == list(expected)
    assert list(found.values()) == pytest.approx(list(expected.values()), abs=1e-5)
