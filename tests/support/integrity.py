"""What holds of an archive at every moment, whatever happened to the processes that wrote it."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing

import pytest

from retrieval.archive.article_writing import passage_of, stored_chunks, stored_vectors
from retrieval.archive.chunking import chunks
from retrieval.archive.quantization import unpack_vectors
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
        texts: dict[int, str] = {}
        for row in rows:
            texts |= _assert_whole(connection, row)
        _assert_indexed(connection, texts)
        count = connection.execute("select count(*) from chunks").fetchone()[0]
        for table in TABLES:
            assert connection.execute(f"select count(*) from {table}").fetchone()[0] == count
    vectors = Vectors(archive)
    for row in rows[::10]:
        assert list(near(archive, vectors, row["text"])) == list(exact(archive, row["text"]))


def _assert_whole(connection: sqlite3.Connection, row: sqlite3.Row) -> dict[int, str]:
    """The texts of the article's chunks, by their keys."""
    article = as_article(row)
    assert hashlib.sha256(article.text.encode()).hexdigest() == article.hash
    embedder = HashedWords()
    made = chunks(article.text, article.furniture, embedder.count_tokens)
    held = stored_chunks(connection, row["n"])
    assert [chunk for _, chunk in held] == made
    vectors = stored_vectors(connection, article.id)
    texts = {key: chunk.text(article.text) for key, chunk in held}
    for _, chunk in held:
        packed = vectors[passage_of(article, chunk)]
        text = chunk.text(article.text)
        assert unpack_vectors([packed.vector])[0] @ embedder.embed([text])[0] > 0.9999
    return texts


def _assert_indexed(connection: sqlite3.Connection, texts: dict[int, str]) -> None:
    """The full-text index has every word of every chunk, and none of a chunk that is gone."""
    made = connection.execute("select sql from sqlite_master where name = 'words'").fetchone()[0]
    # An index of the same kind, made anew: to ask the archive's for each word takes ten times as
    # long.
    with closing(sqlite3.connect(":memory:")) as anew:
        anew.execute(made)
        anew.executemany("insert into words (rowid, body) values (?, ?)", texts.items())
        expected = _entries(anew)
    held = _entries(connection)
    assert expected <= held
    assert {key for _, key in held} <= texts.keys()


def _entries(connection: sqlite3.Connection) -> set[tuple[str, int]]:
    """Each word of a full-text index with each row that it stands in."""
    connection.execute(
        "create virtual table if not exists temp.entries using fts5vocab(main, words, 'instance')"
    )
    return {(row[0], row[1]) for row in connection.execute("select term, doc from temp.entries")}


def assert_exact(archive: Archive, vectors: Vectors, text: str, n: int = 10) -> None:
    expected = exact(archive, text, n)
    found = near(archive, vectors, text, n)
    assert list(found) == list(expected)
    assert list(found.values()) == pytest.approx(list(expected.values()), abs=1e-5)
