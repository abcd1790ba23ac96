"""The feeds that the team follows, and what is remembered of the web."""

import pytest

from retrieval.archive.fetch_history import read_history, save_history
from retrieval.archive.store import Archive
from retrieval.archive.subscriptions import (
    note_reading,
    subscribe,
    subscriptions,
    unsubscribe,
)
from retrieval.errors import UsageError
from retrieval.types import FetchRecord

ONE, TWO = "https://a.example/feed", "https://b.example/feed"


def followed(archive: Archive) -> list[str]:
    return [feed.url for feed in subscriptions(archive)]


def test_feeds_are_followed_once_and_listed_in_order(archive: Archive) -> None:
    assert subscribe(archive, [TWO, TWO]) == (TWO,)
    assert subscribe(archive, [ONE, TWO]) == (ONE,)
    assert followed(archive) == [TWO, ONE]
    assert subscriptions(archive)[0].checked is None


def test_feeds_are_left_all_or_none(archive: Archive) -> None:
    subscribe(archive, [ONE, TWO])
    with pytest.raises(UsageError, match="dateline feeds list"):
        unsubscribe(archive, [ONE, "https://c.example/"])
    assert followed(archive) == [ONE, TWO]
    unsubscribe(archive, [ONE])
    assert followed(archive) == [TWO]


def test_the_last_reading_is_noted_and_a_failure_clears_no_title(archive: Archive) -> None:
    subscribe(archive, [ONE, TWO])
    note_reading(archive, {ONE: None}, {ONE: "Coast Daily"})
    note_reading(archive, {ONE: "It is gone."}, {})
    one, two = subscriptions(archive)
    assert (one.title, one.failure) == ("Coast Daily", "It is gone.")
    assert one.checked is not None
    assert two.checked is None


def test_a_feed_that_is_added_again_is_read_from_the_start(archive: Archive) -> None:
    subscribe(archive, [ONE])
    save_history(archive, [FetchRecord(ONE, '"1"'), FetchRecord(TWO, '"2"')], "r")
    unsubscribe(archive, [ONE])
    assert set(read_history(archive, "r").visits) == {TWO}


def test_a_visit_is_remembered_for_the_reader_that_made_it(archive: Archive) -> None:
    save_history(archive, [FetchRecord(ONE, '"1"', "Mon, 02 Nov 2015 10:00:00 GMT", "abc")], "r1")
    save_history(archive, [], "r1")
    visit = read_history(archive, "r1").visits[ONE]
    assert (visit.etag, visit.modified, visit.article) == (
        '"1"',
        "Mon, 02 Nov 2015 10:00:00 GMT",
        "abc",
    )
    assert not read_history(archive, "r2").visits
    save_history(archive, [FetchRecord(ONE)], "r1")
    assert read_history(archive, "r1").visits[ONE].etag is None
