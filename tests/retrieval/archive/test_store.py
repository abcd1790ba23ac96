from __future__ import annotations

import threading
import time

import pytest

from retrieval.archive.quoting import page_at, read_back
from retrieval.archive.store import Archive, meta
from retrieval.types import Coverage
from support.archives import Folder, commit_articles, ids, opened
from support.articles import article, story

TEXT = "Élan 🙂🙂 — “quoted” 他说 𝕏.\nA second line."


def generation(archive: Archive) -> int:
    with archive.reading() as connection:
        return int(meta(connection, "generation") or 0)


def test_coverage_counts_articles_and_spans_their_dates(archive: Archive, folder: Folder) -> None:
    commit_articles(
        archive,
        folder,
        article("aaaa", story(1), published="2014-12-11"),
        article("bbbb", story(2), published="2016-11-03"),
        article("cccc", story(3)),
    )
    assert archive.coverage() == Coverage(3, "2014-12-11", "2016-11-03", undated=1)


def test_listings_are_newest_first_and_the_undated_last(archive: Archive, folder: Folder) -> None:
    commit_articles(
        archive,
        folder,
        article("none", story(1)),
        article("older", story(2), published="2014-12-11", outlet="B", title="T", author="A"),
        article("newer", story(3, 100), published="2016-11-03", outlet="A"),
    )
    newer, older, _ = listings = archive.listings()
    assert [one.id for one in listings] == ["newer", "older", "none"]
    assert (older.title, older.author, older.source) == ("T", "A", "older.json")
    assert (newer.characters, newer.chunks) == (len(story(3, 100)), 5)
    assert archive.outlets() == ("A", "B")


def test_an_article_is_found_by_id_by_source_by_file_and_by_the_start_of_its_id(
    archive: Archive, folder: Folder
) -> None:
    one = article("abcdef123456", TEXT, title="T", furniture=((0, 4),), url="http://x/")
    commit_articles(archive, folder, one, article("abcdee000000", story(1)))
    assert archive.article("abcdef123456") == one
    assert archive.article("abcdef123456.json") == one
    assert archive.article("abcdef") == one
    [file] = [file for file in folder.found().files if file.source == "abcdef123456.json"]
    assert archive.article(file.key) == one


@pytest.mark.parametrize("name", ["abcde", "abc", "", "*", "abcd*", "????????", "[a-z]*", "ABCDEF"])
def test_a_name_that_fits_two_articles_or_is_a_pattern_finds_none(
    archive: Archive, folder: Folder, name: str
) -> None:
    commit_articles(
        archive, folder, article("abcdef123456", TEXT), article("abcdee000000", story(1))
    )
    assert archive.article(name) is None


def test_the_only_article_is_not_found_by_a_pattern(archive: Archive, folder: Folder) -> None:
    commit_articles(archive, folder, article("abcdef123456", TEXT))
    assert archive.article("abcd") is not None
    assert archive.article("abcd*") is archive.article("????") is None


@pytest.mark.parametrize(("start", "end"), [(0, 4), (5, 7), (10, 18), (19, 23), (0, len(TEXT))])
def test_a_quote_is_read_back_to_the_character(
    archive: Archive, folder: Folder, start: int, end: int
) -> None:
    one = article("abcd", TEXT)
    commit_articles(archive, folder, one)
    with archive.reading() as connection:
        assert read_back(connection, "abcd", one.hash, start, end) == TEXT[start:end]


def test_a_place_in_an_article_with_pages_is_told_by_its_page(
    archive: Archive, folder: Folder
) -> None:
    commit_articles(archive, folder, article("abcd", TEXT, pages=(0, 4, 9)), article("dcba", TEXT))
    with archive.reading() as connection:
        assert [page_at(connection, "abcd", at) for at in (0, 3, 4, 8, 9)] == [1, 1, 2, 2, 3]
        assert page_at(connection, "dcba", 4) is None
        assert page_at(connection, "gone", 4) is None
    stored = archive.article("abcd")
    assert stored is not None
    assert stored.pages == (0, 4, 9)


def test_nothing_is_read_back_from_an_article_changed_gone_or_damaged(
    archive: Archive, folder: Folder
) -> None:
    one = article("abcd", TEXT)
    commit_articles(archive, folder, one)
    with archive.reading() as connection:
        assert read_back(connection, "abcd", "0" * 64, 0, 4) is None
        assert read_back(connection, "dcba", one.hash, 0, 4) is None
    with archive.noting() as connection:
        connection.execute("update articles set text = replace(text, 'second', 'third')")
    with archive.reading() as connection:
        assert read_back(connection, "abcd", one.hash, 0, 4) is None


def test_a_byte_that_is_no_text_any_more_spoils_only_its_article(
    archive: Archive, folder: Folder
) -> None:
    broken, sound = article("aaaa", story(1)), article("bbbb", story(2))
    commit_articles(archive, folder, broken, sound)
    with archive.noting() as connection:
        connection.execute(
            "update articles set text = cast(x'ff' || cast(text as blob) as text) where id = 'aaaa'"
        )
    assert {one.id for one in archive.listings()} == {"aaaa", "bbbb"}
    assert archive.article("bbbb") == sound
    with archive.reading() as connection:
        assert read_back(connection, "aaaa", broken.hash, 0, 9) is None
        assert read_back(connection, "bbbb", sound.hash, 0, 9) == sound.text[:9]


def test_a_reader_sees_one_moment_while_another_commits(archive: Archive, folder: Folder) -> None:
    commit_articles(archive, folder, article("aaaa", story(1)))
    with archive.reading() as connection:
        count = "select count(*) from articles"
        assert connection.execute(count).fetchone()[0] == 1
        with opened(archive.home) as other:
            commit_articles(other, folder, article("bbbb", story(2)))
            assert ids(other) == {"aaaa", "bbbb"}
        assert connection.execute(count).fetchone()[0] == 1
    assert ids(archive) == {"aaaa", "bbbb"}


def test_a_commit_bumps_the_generation_and_a_note_does_not(archive: Archive) -> None:
    before = generation(archive)
    with archive.noting() as connection:
        connection.execute("insert into receipts values ('r', 'now', '{}')")
    assert generation(archive) == before
    with archive.writing() as connection:
        connection.execute("delete from receipts")
    assert generation(archive) == before + 1


def test_a_transaction_that_fails_leaves_nothing_behind(archive: Archive) -> None:
    before = generation(archive)

    def broken_off() -> None:
        with archive.writing() as connection:
            connection.execute("insert into receipts values ('r', 'now', '{}')")
            raise RuntimeError("midway")

    with pytest.raises(RuntimeError, match="midway"):
        broken_off()
    assert generation(archive) == before
    with archive.reading() as connection:
        assert connection.execute("select count(*) from receipts").fetchone()[0] == 0


def test_a_text_is_stored_to_the_character(archive: Archive, folder: Folder) -> None:
    text = " \n\tA line.  \n\nAnother\u00a0one, e\u0301 and \U00010348.\n \n"
    commit_articles(archive, folder, article("abcd", text))
    stored = archive.article("abcd")
    assert stored is not None
    assert stored.text == text


def test_a_note_waits_for_a_writer_that_takes_its_time(archive: Archive) -> None:
    begun = threading.Event()

    def write() -> None:
        with archive.writing() as connection:
            connection.execute("insert into meta values ('slow', 1)")
            begun.set()
            time.sleep(1.5)

    writer = threading.Thread(target=write)
    writer.start()
    begun.wait()
    with archive.noting() as connection:
        connection.execute("insert into receipts values ('r', 'now', '{}')")
        assert meta(connection, "slow") == 1
    writer.join()
