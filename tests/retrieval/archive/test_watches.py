"""Saved watches in the archive."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from retrieval.archive.opening import open_archive
from retrieval.archive.watches import (
    LONGEST,
    MOST_OF_GUILD,
    MOST_OF_PERSON,
    WatchLimits,
    add_watch,
    note_look,
    remove_watch,
    watches,
)
from retrieval.errors import UsageError


@pytest.fixture
def archive(tmp_path):
    with open_archive(tmp_path, "model", 384, create=True) as archive:
        yield archive


def test_a_watch_is_kept_for_its_server_until_it_is_removed(archive):
    saved = add_watch(archive, 1, 2, 3, "  the new   bridge ")
    other = add_watch(archive, 9, 2, 3, "the new bridge")
    assert saved.question == "the new bridge"
    assert watches(archive, 1) == (saved,)
    assert watches(archive) == (saved, other)
    assert not remove_watch(archive, 9, saved.id)
    assert remove_watch(archive, 1, saved.id)
    assert not remove_watch(archive, 1, saved.id)
    assert watches(archive) == (other,)


def test_a_watch_has_the_limits_that_it_was_saved_with(archive):
    limits = WatchLimits(outlet="TASS", until="2016-01-01")
    every = add_watch(archive, 1, 2, 3, "bridges")
    some = add_watch(archive, 1, 2, 3, "bridges", limits)
    assert watches(archive) == (every, some)
    assert some.limits == limits
    with pytest.raises(UsageError, match="already"):
        add_watch(archive, 1, 2, 4, "Bridges", limits)
    assert remove_watch(archive, 1, some.id)
    assert watches(archive) == (every,)


@pytest.mark.parametrize("text", ["", "  ", "x" * (LONGEST + 1)])
def test_nothing_and_too_much_are_no_watch(archive, text):
    with pytest.raises(UsageError, match="1 to"):
        add_watch(archive, 1, 2, 3, text)


def test_the_same_is_watched_for_once_in_a_channel(archive):
    add_watch(archive, 1, 2, 3, "Bridges")
    with pytest.raises(UsageError, match="already"):
        add_watch(archive, 1, 2, 4, "bridges")
    assert add_watch(archive, 1, 5, 4, "bridges")


def test_of_two_that_save_the_same_at_once_one_is_told(archive):
    with ThreadPoolExecutor(1) as other:
        with archive.noting() as connection:
            saving = other.submit(add_watch, archive, 1, 2, 4, "bridges")
            # It looks at what is there, or waits for this transaction to end.
            time.sleep(0.2)
            connection.execute(
                "insert into watches (guild, channel, person, question, created, looked)"
                " values (1, 2, 3, 'Bridges', '2026', 0)"
            )
        with pytest.raises(UsageError, match="already"):
            saving.result()


def test_a_server_has_only_so_many(archive):
    for number in range(MOST_OF_GUILD):
        add_watch(archive, 1, 2, 100 + number, f"topic {number}")
    with pytest.raises(UsageError, match="Remove one first"):
        add_watch(archive, 1, 2, 3, "one more")
    assert add_watch(archive, 2, 2, 3, "one more")


def test_a_person_has_only_so_many_in_a_server(archive):
    for number in range(MOST_OF_PERSON):
        add_watch(archive, 1, 2, 3, f"topic {number}")
    with pytest.raises(UsageError, match="Remove one first"):
        add_watch(archive, 1, 2, 3, "one more")
    assert add_watch(archive, 1, 2, 4, "another person's")


def test_a_look_for_a_watch_that_was_removed_meanwhile_notes_nothing(archive):
    saved = add_watch(archive, 1, 2, 3, "bridges")
    remove_watch(archive, 1, saved.id)
    note_look(archive, saved, 7, [("a", "h")])
    with archive.reading() as connection:
        assert connection.execute("select count(*) from watched").fetchone()[0] == 0


@pytest.mark.slow
def test_saving_a_watch_changes_nothing_that_a_search_sees(archive):
    with archive.reading() as connection:
        before = connection.execute("select value from meta where key = 'generation'").fetchone()[0]
    add_watch(archive, 1, 2, 3, "bridges")
    with archive.reading() as connection:
        after = connection.execute("select value from meta where key = 'generation'").fetchone()[0]
    assert before == after
