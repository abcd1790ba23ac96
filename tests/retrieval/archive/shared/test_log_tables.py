"""Tests of retrieval.archive.shared.log_tables: the log in PostgreSQL, statement by statement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from retrieval.archive.schema import VERSION
from retrieval.archive.shared import log_tables
from retrieval.archive.shared.position import NOWHERE, Position
from retrieval.archive.shared.rows import RowChange

MODEL = ("hashed-words", 48)


@pytest.fixture
def server(url: str) -> Iterator[Any]:
    """A connection to a log in which nothing is."""
    with psycopg.connect(url) as connection:
        log_tables.make_log_tables(connection, *MODEL)
        connection.commit()
        yield connection


def written(kind: str, key: str, value: bytes | None = b"value") -> RowChange:
    return RowChange(kind, key, value, value and b"digest")


def append(server: Any, *changes: RowChange, erased: bool = False, **sequences: int) -> Position:
    """Write a commit, as a writer does."""
    before = log_tables.log_facts(server, lock=True)
    made = log_tables.append_commit(server, before, changes, sequences, MODEL, erased=erased)
    server.commit()
    return made


def since(server: Any, commit: int) -> list[tuple[str, str, bytes | None]]:
    return list(log_tables.rows_since(server, commit))


def test_an_empty_database_holds_no_log(url: str) -> None:
    with psycopg.connect(url) as connection:
        assert not log_tables.has_tables(connection)


def test_a_log_that_was_made_meanwhile_is_seen_after_the_wait(server: Any, url: str) -> None:
    """A session remembers that there was no table, until it locks one."""
    with psycopg.connect(url) as other:
        other.execute("alter table dateline_archive rename to moved")
        other.commit()
        assert not log_tables.has_tables(server)
        other.execute("alter table moved rename to dateline_archive")
        other.commit()
        assert log_tables.has_tables(server)


def test_a_new_log_is_nowhere(server: Any) -> None:
    assert log_tables.has_tables(server)
    facts = log_tables.log_facts(server)
    assert facts.head == NOWHERE
    assert (facts.version, facts.model, facts.dimension) == (VERSION, *MODEL)
    assert facts.sequences == {}
    assert since(server, 0) == []
    assert log_tables.has_commit(server, NOWHERE)


def test_each_commit_leads_the_head(server: Any) -> None:
    first = append(server, written("feeds", '["a"]'), articles=3)
    second = append(server, written("feeds", '["b"]'), articles=7, chunks=20)
    assert (first.commit, second.commit) == (1, 2)
    assert first.mark != second.mark
    facts = log_tables.log_facts(server)
    assert facts.head == second
    assert facts.sequences == {"articles": 7, "chunks": 20}
    assert log_tables.has_commit(server, first)
    assert not log_tables.has_commit(server, Position(1, "another's"))
    assert not log_tables.has_commit(server, Position(3, second.mark))


def test_a_row_stands_as_its_last_commit_left_it(server: Any) -> None:
    append(server, written("feeds", '["a"]', b"old"), written("feeds", '["b"]'))
    append(server, written("feeds", '["a"]', b"new"))
    append(server, written("feeds", '["b"]', None))
    assert since(server, 0) == [("feeds", '["b"]', None), ("feeds", '["a"]', b"new")]
    assert since(server, 2) == [("feeds", '["b"]', None)]
    assert since(server, 3) == []
    assert [log_tables.count_since(server, commit) for commit in range(4)] == [2, 2, 1, 0]
    assert sorted(log_tables.digests(server)) == [
        ("feeds", '["a"]', 2, b"digest"),
        ("feeds", '["b"]', 3, None),
    ]


def test_what_rows_refer_to_comes_before_them_and_what_is_gone_first(server: Any) -> None:
    append(server, written("supersedes", "[2]"), written("asked", '["r"]'))
    append(server, written("articles", "[9]", None), written("receipts", '["r"]'))
    append(server, written("articles", "[2]"))
    assert [row[:2] for row in since(server, 0)] == [
        ("articles", "[9]"),
        ("articles", "[2]"),
        ("receipts", '["r"]'),
        ("asked", '["r"]'),
        ("supersedes", "[2]"),
    ]


def test_more_rows_than_are_sent_at_once_and_long_keys(server: Any) -> None:
    many = [written("files", f'["{"long/" * 2000}{n}"]') for n in range(2 * log_tables.AT_ONCE + 1)]
    append(server, *many)
    assert {row[1] for row in since(server, 0)} == {change.key for change in many}


def test_copies_hear_that_something_was_erased_since(server: Any) -> None:
    append(server)
    append(server, erased=True)
    append(server)
    assert [log_tables.must_erase(server, commit) for commit in range(4)] == [
        True,
        True,
        False,
        False,
    ]


def test_one_writer_holds_the_lock_and_is_named(server: Any, url: str) -> None:
    assert log_tables.take_lock(server)
    with psycopg.connect(url, application_name="another") as other:
        assert not log_tables.take_lock(other)
        server.execute("set application_name = 'dateline index'")
        server.commit()
        assert log_tables.holder(other) == "dateline index"
        log_tables.give_lock(server)
        server.commit()
        assert log_tables.take_lock(other)
        assert log_tables.holder(server) == "another"
    server.execute("set lock_timeout = '30s'")  # with the connection the lock goes too
    server.execute("select pg_advisory_lock(%s)", (log_tables.WRITERS,))


def test_whoever_holds_the_head_keeps_others_from_committing(server: Any, url: str) -> None:
    log_tables.log_facts(server, lock=True)
    with psycopg.connect(url) as other:
        assert log_tables.log_facts(other).head == NOWHERE
        other.execute("set local lock_timeout = 50")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            log_tables.log_facts(other, lock=True)


def test_only_what_is_old_is_forgotten(server: Any) -> None:
    append(server, written("feeds", '["a"]'), written("feeds", '["b"]'))
    append(server, written("feeds", '["a"]', None))
    append(server, written("feeds", '["b"]', None))
    server.execute("update dateline_commits set made = now() - interval '91 days' where number < 3")
    log_tables.forget_commits(server, 1)
    assert [row[1] for row in since(server, 0)] == ['["a"]', '["b"]']
    log_tables.forget_commits(server, 3)  # the last one is young
    assert [row[1] for row in since(server, 0)] == ['["b"]']
    numbers = server.execute("select number from dateline_commits").fetchall()
    assert numbers == [(3,)]


def test_a_newer_writers_version_stays(server: Any) -> None:
    server.execute("update dateline_archive set version = 99")
    append(server)
    assert log_tables.log_facts(server).version == 99
