"""Looking through the archive: pages of articles, and suggestions while typing."""

from __future__ import annotations

import pytest

from retrieval.archive.browsing import (
    arrived_since,
    found_by,
    last_indexed,
    listing,
    listing_page,
    suggested,
)
from retrieval.archive.store import Archive
from support.archives import Folder, Run


@pytest.fixture
def shelf(archive: Archive, folder: Folder, run: Run) -> Archive:
    folder.put_story("old", title="Ferry sinks", outlet="Coast Daily", published="2014-12-11")
    folder.put_story("new", title="Ferry raised", outlet="Coast Daily", published="2016-11-03")
    folder.put_story("bare", title="Harbour closed")
    run()
    return archive


def test_pages_follow_one_another_in_the_order_of_the_whole_list(shelf: Archive) -> None:
    pages = [listing_page(shelf, first, 2) for first in (0, 2, 4)]
    assert [count for count, _ in pages] == [3, 3, 3]
    assert [line for _, lines in pages for line in lines] == list(shelf.listings())


def test_only_articles_of_the_named_outlets_are_counted_and_given(shelf: Archive) -> None:
    count, lines = listing_page(shelf, 0, 1, ["Coast Daily"])
    assert (count, [line.id for line in lines]) == (2, ["new"])
    assert listing_page(shelf, 0, 9, []) == (0, ())


def test_what_arrived_since_a_time_is_given_newest_first(shelf: Archive) -> None:
    assert arrived_since(shelf, "2000-01-01T00:00:00+00:00") == tuple(shelf.listings())
    assert arrived_since(shelf, "2999-01-01T00:00:00+02:00") == ()


def test_one_article_is_found_by_its_id_or_its_source(shelf: Archive) -> None:
    by_id = listing(shelf, "old")
    assert by_id
    assert listing(shelf, by_id.source) == by_id
    assert listing(shelf, "none") is None


@pytest.mark.parametrize(("typed", "ids"), [
    ("ferry", ["new", "old"]), ("FERRY 2014", ["old"]), ("coast", ["new", "old"]),
    ("bare", ["bare"]), ("", ["new", "old", "bare"]), ("%", []),
])  # fmt: skip
def test_what_holds_every_word_typed_is_suggested(
    shelf: Archive, typed: str, ids: list[str]
) -> None:
    assert [line.id for line in suggested(shelf, typed, 9)] == ids
    assert [line.id for line in suggested(shelf, typed, 1)] == ids[:1]
    total, second = found_by(shelf, typed, 1, 1)
    assert (total, [line.id for line in second]) == (len(ids), ids[1:2])


def test_the_last_reading_is_told_and_none_of_an_empty_archive(
    archive: Archive, folder: Folder, run: Run
) -> None:
    assert last_indexed(archive) is None
    folder.put_story("one")
    run()
    assert last_indexed(archive) == archive.listings()[0].indexed
