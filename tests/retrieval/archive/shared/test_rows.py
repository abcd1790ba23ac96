"""Tests of retrieval.archive.shared.rows: which rows a transaction changed, and how they stand."""

from __future__ import annotations

import json
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.archive.article_writing import delete_article
from retrieval.archive.dump import TABLES
from retrieval.archive.shared import rows
from retrieval.archive.store import Archive
from retrieval.archive.subscriptions import subscribe
from support.archives import Folder, Run

RECEIPT = "insert into receipts values (?, '2026-01-01', '{}')"
ASKED = "insert into asked values (?, 'Where?')"
OF_ONE_ARTICLE = {(rows.ARTICLES, "[1]")}
KEPT = (*TABLES, "copies", "supersedes", "chunks", "vectors", "sentences", "sketches")
MADE = ("meta", "shingles", "renewed", "words", "vocabulary")
"""Each machine's own, or made from what is shared."""


def changed(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    return {(change.kind, change.key) for change in rows.changed_rows(connection)}


@pytest.fixture
def one(archive: Archive, folder: Folder, run: Run) -> Archive:
    """An archive of one article."""
    folder.put_story("north")
    run()
    return archive


def test_every_table_is_shared_or_made_from_what_is(archive: Archive) -> None:
    """Whoever adds a table says here which it is."""
    with archive.noting() as connection:
        rows.watch_changes(connection)
        names = connection.execute("select name from sqlite_master where type = 'table'").fetchall()
    held = {row["name"] for row in names if not row["name"].startswith(("sqlite_", "words_"))}
    assert held == {*KEPT, *MADE}


def test_rows_that_come_change_and_go_are_noted(archive: Archive) -> None:
    with archive.noting() as connection:
        connection.execute(RECEIPT, ("a",))
        connection.execute(RECEIPT, ("b",))
        rows.watch_changes(connection)
        connection.execute(RECEIPT, ("c",))
        connection.execute("update receipts set answer = '[]' where id = 'a'")
        connection.execute("delete from receipts where id = 'b'")
        found = {change.key: change.value for change in rows.changed_rows(connection)}
    assert set(found) == {'["a"]', '["b"]', '["c"]'}
    assert found['["b"]'] is None
    value = found['["a"]']
    assert value is not None
    assert rows.unpack_value(value) == {"id": "a", "created": "2026-01-01", "answer": "[]"}


def test_a_row_under_another_key_is_noted_under_both(archive: Archive) -> None:
    with archive.noting() as connection:
        connection.execute(RECEIPT, ("a",))
        rows.watch_changes(connection)
        connection.execute("update receipts set id = 'b'")
        assert changed(connection) == {("receipts", '["a"]'), ("receipts", '["b"]')}
        assert rows.row_change(connection, "receipts", '["a"]').digest is None


def test_what_goes_with_a_row_is_noted(archive: Archive) -> None:
    with archive.noting() as connection:
        connection.execute(RECEIPT, ("a",))
        connection.execute(ASKED, ("a",))
        rows.watch_changes(connection)
        connection.execute("delete from receipts")
        assert changed(connection) == {("receipts", '["a"]'), ("asked", '["a"]')}


def test_nothing_is_noted_of_a_transaction_before(archive: Archive) -> None:
    """The connection is used again, with its triggers."""
    with archive.noting() as connection:
        rows.watch_changes(connection)
        connection.execute(RECEIPT, ("a",))
    with archive.noting() as connection:
        rows.watch_changes(connection)
        assert changed(connection) == set()
        connection.execute(RECEIPT, ("b",))
        assert changed(connection) == {("receipts", '["b"]')}


@pytest.mark.parametrize(
    "statement",
    [
        "update articles set title = 'Anew'",
        "delete from chunks where id = 1",
        "update sketches set size = size + 1",
        "delete from articles",
    ],
)
def test_whatever_changes_of_an_article_is_the_articles_change(
    one: Archive, statement: str
) -> None:
    with one.writing() as connection:
        rows.watch_changes(connection)
        connection.execute(statement)
        assert changed(connection) == OF_ONE_ARTICLE


def test_an_article_goes_with_its_chunks_and_its_sketch(one: Archive) -> None:
    with one.reading() as connection:
        value = rows.row_value(connection, rows.ARTICLES, "[1]")
        ids = [row["id"] for row in connection.execute("select id from chunks order by id")]
        packed = rows.row_change(connection, rows.ARTICLES, "[1]").value
    assert value is not None
    assert packed is not None
    assert [chunk["id"] for chunk in value["chunks"]] == ids
    assert isinstance(value["sketch"]["hashes"], bytes)
    assert rows.unpack_value(packed) == value


def test_a_digest_tells_one_value_from_another(one: Archive) -> None:
    with one.writing() as connection:
        before = rows.row_change(connection, rows.ARTICLES, "[1]").digest
        assert rows.row_change(connection, rows.ARTICLES, "[1]").digest == before
        connection.execute("update vectors set vector = zeroblob(length(vector)) where chunk = 1")
        assert rows.row_change(connection, rows.ARTICLES, "[1]").digest != before
        delete_article(connection, "north")
        assert rows.row_change(connection, rows.ARTICLES, "[1]").value is None


def test_all_rows_are_held_and_can_be_taken_for_changed(one: Archive) -> None:
    subscribe(one, ["https://news.example/feed"])
    with one.noting() as connection:
        rows.watch_changes(connection)
        rows.mark_all_changed(connection)
        every = set(rows.all_rows(connection))
        assert changed(connection) == every
    assert {*OF_ONE_ARTICLE, ("feeds", '["https://news.example/feed"]')} <= every


def test_the_highest_numbers_outlive_their_rows(one: Archive) -> None:
    with one.writing() as connection:
        before = rows.sequences(connection)
        delete_article(connection, "north")
        assert rows.sequences(connection) == before
    assert before["articles"] == 1
    assert set(before) <= set(rows.SEQUENCES)


@given(
    st.dictionaries(
        st.text(max_size=8),
        st.none() | st.integers(-(2**63), 2**63 - 1) | st.text() | st.binary(),
        min_size=2,
    )
)
def test_a_value_comes_back_as_it_went(value: rows.Value) -> None:
    plain = rows._plain(value)
    assert json.loads(plain, object_hook=rows._with_bytes) == value


def test_what_no_table_holds_is_refused() -> None:
    with pytest.raises(TypeError, match="in no table"):
        rows._plain({"a": object()})
