"""Receipts go when their time is up, with what was kept for them, unless they are pinned."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from retrieval.archive.reader_feedback import save_report
from retrieval.archive.retention import expire_receipts, pin_receipts
from retrieval.archive.store import Archive
from retrieval.errors import UsageError
from retrieval.types import Article
from support.archives import Folder, Run
from support.receipts import answered


@pytest.fixture
def cited(folder: Folder, run: Run) -> Article:
    one = folder.put_story("aaaa")
    run()
    return one


def aged(archive: Archive, receipt: str, days: float) -> str:
    """The receipt, made to be so many days old."""
    created = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds")
    with archive.noting() as connection:
        connection.execute("update receipts set created = ? where id = ?", (created, receipt))
    return receipt


def held(archive: Archive, table: str = "receipts", column: str = "id") -> set[str]:
    with archive.reading() as connection:
        return {row[0] for row in connection.execute(f"select {column} from {table}")}


def test_a_receipt_goes_when_its_days_are_over(archive: Archive, cited: Article) -> None:
    aged(archive, answered(archive, cited), 11)
    young = aged(archive, answered(archive, cited), 9)
    assert expire_receipts(archive, 10) == 1
    assert held(archive) == {young}
    assert expire_receipts(archive, 10) == 0


def test_without_a_lifetime_all_are_kept(archive: Archive, cited: Article) -> None:
    old = aged(archive, answered(archive, cited), 30_000)
    assert expire_receipts(archive, 0) == 0
    assert held(archive) == {old}


def test_a_pinned_receipt_stays_until_it_is_unpinned(archive: Archive, cited: Article) -> None:
    old = aged(archive, answered(archive, cited), 99)
    pin_receipts(archive, [old, old])
    assert expire_receipts(archive, 10) == 0
    pin_receipts(archive, [old], pinned=False)
    assert expire_receipts(archive, 10) == 1
    assert held(archive, "pinned", "receipt") == set()


def test_all_are_pinned_or_none(archive: Archive, cited: Article) -> None:
    receipt = answered(archive, cited)
    with pytest.raises(UsageError, match="no receipt 'nope'"):
        pin_receipts(archive, [receipt, "nope"])
    assert expire_receipts(archive, 1) == 0
    assert held(archive, "pinned", "receipt") == set()


def test_what_was_kept_for_a_receipt_goes_with_it(
    archive: Archive, folder: Folder, cited: Article, run: Run
) -> None:
    old = answered(archive, cited)
    save_report(archive, old, "wrong", "reader", "a remark")
    later = folder.put_story("aaaa", seed="later")
    run()
    young = answered(archive, later)
    folder.put_story("aaaa", seed="latest")
    run()
    assert held(archive, "versions", "hash") == {cited.hash, later.hash}
    aged(archive, old, 11)
    expire_receipts(archive, 10)
    assert held(archive) == {young}
    assert held(archive, "versions", "hash") == {later.hash}
    assert held(archive, "remarks", "text") == held(archive, "feedback", "kind") == set()


def test_a_refusals_nearest_articles_count_as_cited(archive: Archive, cited: Article) -> None:
    aged(archive, answered(archive, cited), 11)
    answered(archive, cited, found=False)
    expire_receipts(archive, 10)
    assert held(archive, "cited", "hash") == {cited.hash}
