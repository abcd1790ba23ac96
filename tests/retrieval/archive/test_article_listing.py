"""A listing tells of an article what its row holds, and which articles came before and after it."""

from __future__ import annotations

from dataclasses import fields

from retrieval.archive.article_listing import ARTICLE_COLUMNS, LISTED, NEWEST_FIRST
from retrieval.archive.store import Archive
from retrieval.types import ArticleListing
from support.articles import article
from support.passages import MakeArchive
from support.revised_articles import FIRST, SECOND


def test_its_columns_are_the_fields_of_a_listing(archive: Archive) -> None:
    with archive.reading() as connection:
        columns = [one[0] for one in connection.execute(LISTED).description]
    assert set(columns) == {field.name for field in fields(ArticleListing)}
    assert set(ARTICLE_COLUMNS.split(", ")) < set(columns)


def test_an_article_is_listed_with_what_it_corrects_and_what_corrects_it(
    make_archive: MakeArchive,
) -> None:
    earlier, later = sorted(make_archive(FIRST, SECOND).listings(), key=lambda one: one.id)
    assert (earlier.corrected_by, earlier.corrected_title) == (SECOND.id, SECOND.title)
    assert (earlier.supersedes, earlier.supersedes_title) == (None, None)
    assert (later.supersedes, later.supersedes_title) == (FIRST.id, FIRST.title)
    assert (later.corrected_by, later.revision) == (None, "correction")


def test_the_newest_come_first_and_the_undated_last(make_archive: MakeArchive) -> None:
    days = {"old": "2020-01-01", "new": "2024-01-01", "undated": None}
    archive = make_archive(*(article(name, "Snow.", published=day) for name, day in days.items()))
    with archive.reading() as connection:
        rows = connection.execute(f"select id from articles{NEWEST_FIRST}").fetchall()
    assert [row["id"] for row in rows] == ["new", "old", "undated"]
