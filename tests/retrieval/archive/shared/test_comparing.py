"""Tests of retrieval.archive.shared.comparing."""

from __future__ import annotations

import psycopg
import pytest

from retrieval.archive.shared.comparing import differences, examine_copy
from retrieval.archive.subscriptions import subscribe
from support.machines import Machine, Machines

pytestmark = pytest.mark.slow

FEED = "https://news.example/feed"


def altered(machine: Machine, statement: str) -> list[tuple[str, str]]:
    """The rows that differ once the copy alone was changed so."""
    with machine.archive.applying() as connection:
        connection.execute(statement)
    with machine.archive.reading() as connection, psycopg.connect(machine.url) as server:
        return sorted(differences(connection, server, 99))


def test_rows_that_are_altered_lost_or_left_over_are_named(machines: Machines) -> None:
    one = machines.new(create=True)
    one.index("a", "b")
    subscribe(one.archive, [FEED])
    article, feed = ("articles", "[1]"), ("feeds", f'["{FEED}"]')
    assert altered(one, "update feeds set title = title") == []
    assert altered(one, "update sentences set vectors = zeroblob(2) where chunk = 1") == [article]
    assert altered(one, "delete from feeds") == [article, feed]
    left = altered(one, "insert into feeds (url, added) values ('left over', '2026-01-01')")
    assert left == [article, feed, ("feeds", '["left over"]')]


def test_doctor_counts_all_and_names_a_few(machines: Machines) -> None:
    one = machines.new(create=True)
    one.index("a", "b", "c", "d")
    with one.archive.applying() as connection:
        connection.execute("update articles set title = 'Altered'")
    sound, seen, mend = examine_copy(one.archive)
    assert not sound
    assert seen.endswith("4 rows differ from the log's: articles [1], articles [2], articles [3]")
    assert "Move archive.sqlite" in mend


def test_what_came_to_the_log_since_is_no_difference(machines: Machines) -> None:
    one, two = machines.new(create=True), machines.new(create=True)
    one.index("a")
    assert two.ids() == {"a"}
    with two.archive.reading() as connection:
        one.remove("a")
        one.index("b")
        with psycopg.connect(machines.url) as server:
            assert list(differences(connection, server, 1)) == []


def test_an_archive_without_its_server_is_told(machines: Machines) -> None:
    one = machines.new(create=True)
    one.index("a")
    with psycopg.connect(machines.url) as server:
        server.execute("alter table dateline_archive rename to moved")
    sound, seen, mend = examine_copy(one.archive)
    assert not sound
    assert "the copy is at commit" in seen
    assert "may be behind" in seen
    assert "server runs" in mend
