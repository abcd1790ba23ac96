"""The tokens of a day are counted for every process, and a limit holds for all of them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from retrieval.archive.opening import open_archive
from retrieval.archive.store import Archive
from retrieval.archive.usage import correct, reserve, utc_day
from retrieval.errors import ArchiveError
from support.token_usage import used_on

DAY = "2021-03-04"


@pytest.fixture
def empty(home: Path) -> Archive:
    return open_archive(home, "a model", 4, create=True)


def test_a_day_begins_with_nothing(empty: Archive) -> None:
    assert used_on(empty, utc_day()) == (0, 0)


def test_what_is_used_adds_up_by_day(empty: Archive) -> None:
    assert reserve(empty, DAY, 10, 5)
    assert reserve(empty, DAY, 1, 2)
    assert reserve(empty, "2021-03-05", 7, 0)
    assert used_on(empty, DAY) == (11, 7)
    assert used_on(empty, "2021-03-05") == (7, 0)


def test_what_would_go_past_the_limit_is_not_counted(empty: Archive) -> None:
    assert reserve(empty, DAY, 60, 40, limit=100)
    assert not reserve(empty, DAY, 1, 0, limit=100)
    assert used_on(empty, DAY) == (60, 40)
    assert reserve(empty, "2021-03-05", 60, 40, limit=100)


def test_what_was_reserved_is_put_right(empty: Archive) -> None:
    reserve(empty, DAY, 60, 40)
    correct(empty, DAY, -10, 5)
    assert used_on(empty, DAY) == (50, 45)
    correct(empty, DAY, -1000, -1000)
    assert used_on(empty, DAY) == (0, 0)


def test_those_who_ask_at_once_never_go_past_the_limit_together(empty: Archive) -> None:
    def ask(_: int) -> bool:
        with open_archive(empty.home, "a model") as another:
            return reserve(another, DAY, 20, 10, limit=100)

    with ThreadPoolExecutor(8) as pool:
        allowed = list(pool.map(ask, range(12)))
    assert sum(allowed) == 3
    assert used_on(empty, DAY) == (60, 30)


def test_an_archive_that_can_not_be_written_to_says_so(empty: Archive) -> None:
    with empty.reading() as connection:
        connection.execute("pragma query_only = on")
    with pytest.raises(ArchiveError):
        reserve(empty, DAY, 1, 1)
