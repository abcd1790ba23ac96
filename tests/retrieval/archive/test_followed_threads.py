"""Threads that go on without a mention, in the archive."""

from __future__ import annotations

import pytest

from retrieval.archive.followed_threads import follow_thread, last_in_thread
from retrieval.archive.store import Archive
from support.archives import Folder, Run, opened
from support.receipts import answered

THREAD = 2**62  # about as long as Discord's ids


@pytest.fixture
def receipts(archive: Archive, folder: Folder, run: Run) -> tuple[str, str]:
    one = folder.put_story("one")
    run()
    return answered(archive, one), answered(archive, one)


def test_a_thread_has_the_last_answer_given_in_it(
    archive: Archive, receipts: tuple[str, str]
) -> None:
    assert last_in_thread(archive, THREAD) is None
    for receipt in receipts:
        follow_thread(archive, THREAD, receipt)
        assert last_in_thread(archive, THREAD) == receipt
    assert last_in_thread(archive, 1) is None


def test_so_it_has_once_the_archive_is_opened_again(
    archive: Archive, receipts: tuple[str, str]
) -> None:
    follow_thread(archive, THREAD, receipts[0])
    with opened(archive.home) as again:
        assert last_in_thread(again, THREAD) == receipts[0]


def test_it_goes_with_the_receipt(archive: Archive, receipts: tuple[str, str]) -> None:
    follow_thread(archive, THREAD, receipts[0])
    with archive.noting() as connection:
        connection.execute("delete from receipts where id = ?", (receipts[0],))
    assert last_in_thread(archive, THREAD) is None


def test_of_an_answer_without_a_receipt_nothing_is_kept(
    archive: Archive, receipts: tuple[str, str]
) -> None:
    follow_thread(archive, THREAD, receipts[0])
    follow_thread(archive, THREAD, "abcd2345")
    assert last_in_thread(archive, THREAD) == receipts[0]
