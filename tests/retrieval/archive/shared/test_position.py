"""Tests of retrieval.archive.shared.position."""

from __future__ import annotations

from retrieval.archive.shared.position import (
    NOWHERE,
    Position,
    followed_log,
    leave_log,
    note_position,
    position_of,
)
from retrieval.archive.store import Archive


def test_an_archive_of_its_own_follows_nothing(archive: Archive) -> None:
    with archive.reading() as connection:
        assert followed_log(connection) is None
        assert position_of(connection) == NOWHERE


def test_the_last_noted_position_is_the_one_that_counts(archive: Archive) -> None:
    with archive.applying() as connection:
        note_position(connection, "a-log", Position(3, "mark"))
        note_position(connection, "a-log", Position(4, "later"))
    with archive.reading() as connection:
        assert followed_log(connection) == "a-log"
        assert position_of(connection) == Position(4, "later")


def test_who_left_its_log_follows_nothing(archive: Archive) -> None:
    with archive.applying() as connection:
        note_position(connection, "a-log", Position(3, "mark"))
        leave_log(connection)
        leave_log(connection)
        assert followed_log(connection) is None
        assert position_of(connection) == NOWHERE
