"""The archive's own records: counts, lists and spans within limits."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.archive.indexing import index
from retrieval.archive.records import (
    ArticleFilter,
    acronyms_by_use,
    article_totals,
    articles_with_words,
    count_by,
    last_day_indexed,
    records,
    row_numbers,
)
from retrieval.archive.store import Archive
from retrieval.types import Coverage
from support.archives import Folder, HashedWords, opened
from support.articles import article

pytestmark = pytest.mark.slow

NEWS = (
    article("a", "Title of it\nThe first real sentence stands here. Then another one follows it.",
            title="Title of it", outlet="One", author="Ann", published="2020-01-02"),
    article("b", "Ships came into the bay today. They left.", outlet="One", published="2021-05-06"),
    article("c", "Short.\nShips are not mentioned in this text, or are they?", outlet="Two",
            author="Ann", acronyms=(("XY", "Xeno Yard"),)),
)  # fmt: skip


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    folder, archive = Folder(tmp_path / "in"), opened(tmp_path / "home", create=True)
    for one in NEWS:
        folder.put(one.id, one)
    index(archive, HashedWords(), folder.found(), folder.read)
    return archive


@pytest.mark.parametrize(
    ("within", "coverage"),
    [
        (ArticleFilter(), Coverage(3, "2020-01-02", "2021-05-06", 1)),
        (ArticleFilter(outlets=("One",)), Coverage(2, "2020-01-02", "2021-05-06", 0)),
        (ArticleFilter(authors=("Ann",)), Coverage(2, "2020-01-02", "2020-01-02", 1)),
        (ArticleFilter(since="2021-01-01"), Coverage(1, "2021-05-06", "2021-05-06", 0)),
        (ArticleFilter(until="2021-01-01"), Coverage(1, "2020-01-02", "2020-01-02", 0)),
        (ArticleFilter(undated=True), Coverage(1, None, None, 1)),
        (ArticleFilter(ids=("a", "c", "gone")), Coverage(2, "2020-01-02", "2020-01-02", 1)),
        (ArticleFilter(rows=()), Coverage(0)),
        (ArticleFilter(indexed=("1990-01-01", "1990-12-31")), Coverage(0)),
        (
            ArticleFilter(indexed=("1990-01-01", "9999-12-31"), outlets=("Two",)),
            Coverage(1, undated=1),
        ),
    ],
)
def test_what_is_held_within_limits(
    archive: Archive, within: ArticleFilter, coverage: Coverage
) -> None:
    with archive.reading() as connection:
        assert article_totals(connection, within) == coverage


@pytest.mark.parametrize(("order", "ids"), [("newest", "bac"), ("oldest", "abc")])
def test_the_undated_come_last_in_either_order(archive: Archive, order: str, ids: str) -> None:
    with archive.reading() as connection:
        found = records(connection, ArticleFilter(), order, 5)  # type: ignore[arg-type]
    assert "".join(one.listing.id for one in found) == ids


def test_a_record_opens_with_its_first_real_sentence(archive: Archive) -> None:
    with archive.reading() as connection:
        found = {
            one.listing.id: one for one in records(connection, ArticleFilter(), "newest", 5, 2)
        }
    assert [text for _, text in found["a"].opening] == [
        "The first real sentence stands here.",
        "Then another one follows it.",
    ]
    assert found["c"].opening[0][1].startswith("Ships are not")
    for one in NEWS:
        for (start, end), text in found[one.id].opening:
            assert one.text[start:end] == text


def test_outlets_and_bylines_are_counted_the_most_first(archive: Archive) -> None:
    with archive.reading() as connection:
        assert count_by(connection, ArticleFilter(), "outlet") == [("One", 2), ("Two", 1)]
        assert count_by(connection, ArticleFilter(), "author") == [("Ann", 2), (None, 1)]


def test_words_find_articles(archive: Archive) -> None:
    with archive.reading() as connection:
        rows = row_numbers(connection, ("a", "b", "c"))
        assert articles_with_words(connection, '"ships"') == {rows["b"], rows["c"]}
        assert articles_with_words(connection, 'title : "title"') == {rows["a"]}


def test_acronyms_and_the_last_arrival(archive: Archive) -> None:
    with archive.reading() as connection:
        assert acronyms_by_use(connection) == [("XY", 1)]
        assert last_day_indexed(connection, ArticleFilter(outlets=("Nobody",))) is None


@pytest.fixture
def in_almaty(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine whose clock is five hours before UTC's."""
    monkeypatch.setenv("TZ", "UTC-5")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("in_almaty")
@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2024-05-03T18:59:59+00:00", "2024-05-03"),
        ("2024-05-03T19:00:00+00:00", "2024-05-04"),
        ("2024-05-04T18:59:59+00:00", "2024-05-04"),
        ("2024-05-04T19:00:00+00:00", "2024-05-05"),
    ],
)
def test_a_day_of_indexing_is_one_of_this_machines_clock(
    archive: Archive, moment: str, day: str
) -> None:
    with archive.writing() as connection:
        connection.execute("update articles set indexed = ?", (moment,))
    with archive.reading() as connection:
        assert last_day_indexed(connection, ArticleFilter()) == day
        of_day = article_totals(connection, ArticleFilter(indexed=(day, day)))
        before = article_totals(connection, ArticleFilter(indexed=("0001-01-01", "2024-05-02")))
        assert (of_day.articles, before.articles) == (3, 0)
        others = ArticleFilter(indexed=("2024-05-04", "2024-05-04"))
        assert bool(article_totals(connection, others).articles) == (day == "2024-05-04")
