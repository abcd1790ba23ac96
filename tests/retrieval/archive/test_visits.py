"""What is remembered of web addresses, for the reader that saw them."""

from __future__ import annotations

from retrieval.archive.store import Archive, meta
from retrieval.archive.visits import remember, remembered
from retrieval.types import Visit
from support.archives import Folder, Run

PAGE = Visit("https://courier.test/a", etag='"1"', modified=None, article="a")
FEED = Visit("https://courier.test/feed")


def test_visits_are_told_to_the_reader_that_made_them_alone(archive: Archive) -> None:
    remember(archive, [PAGE, FEED], "reader 1")
    assert remembered(archive, "reader 1").visits == {PAGE.url: PAGE, FEED.url: FEED}
    assert remembered(archive, "reader 2").visits == {}


def test_a_later_visit_takes_the_place_of_the_earlier(archive: Archive) -> None:
    remember(archive, [PAGE], "reader 1")
    later = Visit(PAGE.url, etag='"2"', article="a")
    remember(archive, [later], "reader 2")
    assert remembered(archive, "reader 2").visits == {PAGE.url: later}
    assert remembered(archive, "reader 1").visits == {}


def generation(archive: Archive) -> object:
    with archive.reading() as connection:
        return meta(connection, "generation")


def test_a_visit_is_a_note_and_changes_no_answer(archive: Archive) -> None:
    before = generation(archive)
    remember(archive, [PAGE], "reader 1")
    remember(archive, [], "reader 1")
    assert generation(archive) == before


def test_the_articles_held_are_told_and_of_files_only_addresses(
    archive: Archive, folder: Folder, run: Run
) -> None:
    folder.put_story("a")
    run()
    with archive.writing() as connection:
        connection.execute("insert into files values ('https://courier.test/a', 'stamp')")
    held = remembered(archive, "reader 1")
    assert held.articles == {"a"}
    assert held.stamps == {"https://courier.test/a": "stamp"}
