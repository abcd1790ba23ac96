"""The archive's tables: made statement by statement, bound together, and none left over."""

from __future__ import annotations

import sqlite3

import pytest

from retrieval.archive.schema import ADDED, OLDER, VERSION, schema_statements


@pytest.fixture
def made() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("pragma foreign_keys = on")
    connection.execute("begin")
    for statement in schema_statements():
        connection.execute(statement)
    return connection


def test_it_is_made_within_one_transaction_and_can_be_taken_back(made: sqlite3.Connection) -> None:
    assert made.in_transaction
    made.execute("rollback")
    assert made.execute("select count(*) from sqlite_master").fetchone()[0] == 0


def test_a_statement_is_whole_whatever_its_remarks_hold() -> None:
    script = "create table a (x text -- one; two\n);\ncreate table b (y text);\n-- the end;\n"
    statements = list(schema_statements(script))
    assert [s.split()[2] for s in statements[:2]] == ["a", "b"]
    assert all(sqlite3.complete_statement(s) for s in statements)


def test_every_reference_leads_to_a_table(made: sqlite3.Connection) -> None:
    tables = {name for (name,) in made.execute("select name from sqlite_master")}
    for table in tables:
        for reference in made.execute(f"pragma foreign_key_list({table!r})"):
            assert reference[2] in tables


def test_the_columns_that_came_later_are_there(made: sqlite3.Connection) -> None:
    columns = {row[1] for row in made.execute("pragma table_info(articles)")}
    assert set(ADDED) <= columns


def test_every_earlier_version_is_led_from() -> None:
    assert [*OLDER, VERSION] == list(range(1, VERSION + 1))
