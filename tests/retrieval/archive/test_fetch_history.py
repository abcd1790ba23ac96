"""What is remembered of web addresses, for the reader that saw them."""

from __future__ import annotations

from retrieval.archive.fetch_history import read_history, save_history
from retrieval.archive.store import Archive, meta
from retrieval.types import FetchRecord
from support.archives import Folder, Run

PAGE = FetchRecord("https://courier.test/a", etag='"1"', modified=None, article="a")
FEED = FetchRecord("https://courier.test/feed")


def test_visits_are_told_to_the_reader_that_made_them_alone(archive: Archive) -> None:
    save_history(archive, [PAGE, FEED], "reader 1")
    assert read_history(archive, "reader 1").visits == {PAGE.url: PAGE, FEED.url: FEED}
    assert read_history(archive, "reader 2").visits == {}


def test_a_later_visit_takes_the_place_of_the_earlier(archive: Archive) -> None:
    save_history(archive, [PAGE], "reader 1")
    later = FetchRecord(PAGE.url, etag='"2"', article="a")
    save_history(archive, [later], "reader 2")
    assert read_history(archive, "reader 2").visits == {PAGE.url: later}
    assert read_history(archive, "reader 1").visits == {}


def generation(archive: Archive) -> object:
    with archive.reading() as connection:
        return meta(connection, "generation")


def test_a_visit_is_a_note_and_changes_no_answer(archive: Archive) -> None:
    before = generation(archive)
    save_history(archive, [PAGE], "reader 1")
    save_history(archive, [], "reader 1")
    assert generation(archive) == before


def test_the_articles_held_are_told_and_of_files_only_addresses(
    archive: Archive, folder: Folder, run: Run
) -> None:
    folder.put_story("a")
    run()
    with archive.writing() as connection:
        connection.execute("insert into files values ('https://courier.test/a', 'stamp')")
    held = read_history(archive, "reader 1")
    assert held.articles == {"a"}
    assert held.stamps == {"https://courier.test/a": "stamp"}
