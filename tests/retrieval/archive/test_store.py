from __future__ import annotations

import multiprocessing
import sqlite3
import threading
import time
from pathlib import Path

import pytest

from retrieval.archive import connecting
from retrieval.archive.connecting import is_frozen, told_plainly
from retrieval.archive.indexing import index
from retrieval.archive.opening import open_archive
from retrieval.archive.quoting import page_at, read_back
from retrieval.archive.store import FILE, Archive, meta
from retrieval.errors import (
    ArchiveDamaged,
    ArchiveError,
    ArchiveMissing,
    ConfigurationError,
    ModelMismatch,
)
from retrieval.types import Article, Coverage
from support.archives import DIMENSION, Folder, HashedWords, ids, opened
from support.articles import article, story
from support.killed_process import deed

TEXT = "Élan 🙂🙂 — “quoted” 他说 𝕏.\nA second line."


def put(archive: Archive, folder: Folder, *articles: Article) -> None:
    for one in articles:
        folder.put(one.id, one)
    index(archive, HashedWords(), folder.found(), folder.read)


def generation(archive: Archive) -> int:
    with archive.reading() as connection:
        return int(meta(connection, "generation") or 0)


def test_a_missing_archive_says_how_to_make_one(home: Path) -> None:
    with pytest.raises(ArchiveMissing, match="dateline index") as told:
        opened(home)
    assert told.value.exit_code == 5
    assert not home.exists()


def test_an_archive_made_is_there_the_next_time(home: Path) -> None:
    opened(home, create=True).close()
    opened(home, create=True).close()
    with opened(home) as archive:
        assert archive.coverage() == Coverage(articles=0)


def test_opening_it_once_more_leaves_an_open_archive_its_locks(
    archive: Archive, folder: Folder
) -> None:
    put(archive, folder, article("aaaa", story(1)))
    opened(archive.home, create=True).close()
    folder.put_story("bbbb")
    # Another process that writes and leaves would take the log away if it thought itself alone.
    process = multiprocessing.get_context("forkserver").Process(
        target=deed, args=(archive.home, folder.path, "index")
    )
    process.start()
    process.join()
    assert process.exitcode == 0
    assert archive.path.with_name(f"{FILE}-wal").exists()
    assert ids(archive) == {"aaaa", "bbbb"}


def test_an_archive_killed_while_it_was_made_is_missing_and_can_be_made(home: Path) -> None:
    home.mkdir()
    (home / FILE).touch()
    with pytest.raises(ArchiveMissing):
        opened(home)
    opened(home, create=True).close()
    with opened(home) as archive:
        assert archive.coverage().articles == 0


@pytest.mark.parametrize("create", [False, True])
def test_a_file_that_is_no_database_is_told_in_a_sentence(home: Path, create: bool) -> None:
    home.mkdir()
    (home / FILE).write_text("No database at all. " * 300)
    with pytest.raises(ArchiveDamaged, match=r"can't be read.*move it away"):
        opened(home, create=create)
    assert (home / FILE).read_text().startswith("No database")


@pytest.mark.parametrize("create", [False, True])
def test_another_programs_database_is_refused_and_left_alone(home: Path, create: bool) -> None:
    home.mkdir()
    other = sqlite3.connect(home / FILE)
    other.execute("create table recipes (name text)")
    other.close()
    before = (home / FILE).read_bytes()
    with pytest.raises(ArchiveDamaged, match="another program"):
        opened(home, create=create)
    assert (home / FILE).read_bytes() == before


def test_a_truncated_archive_is_told_as_damaged(archive: Archive, folder: Folder) -> None:
    put(archive, folder, *(article(f"a{i:02}", story(i, 200)) for i in range(5)))
    archive.close()
    whole = archive.path.read_bytes()
    archive.path.write_bytes(whole[: len(whole) // 3 // 4096 * 4096])
    with pytest.raises(ArchiveDamaged), opened(archive.home) as cut:
        cut.listings()


def test_another_models_archive_is_refused_and_both_models_are_named(archive: Archive) -> None:
    for create in (False, True):
        with pytest.raises(ModelMismatch, match=r"hashed-words.* newer") as told:
            open_archive(archive.home, "newer", DIMENSION, create=create)
    assert told.value.exit_code == 5


def test_another_version_is_refused(archive: Archive) -> None:
    with archive.noting() as connection:
        connection.execute("update meta set value = 99 where key = 'version'")
    with pytest.raises(ArchiveDamaged, match="version is 99"):
        opened(archive.home)


def test_a_folder_that_may_not_be_written_is_told_in_a_sentence(unprivileged: Path) -> None:
    unprivileged.chmod(0o555)
    with pytest.raises(ArchiveError, match="DATELINE_HOME") as told:
        opened(unprivileged / "home", create=True)
    assert told.value.exit_code == 5
    with pytest.raises(ArchiveError, match="permissions"):
        opened(unprivileged, create=True)


def test_an_archive_on_a_disk_that_is_read_only_is_read(unprivileged: Path) -> None:
    folder = Folder(unprivileged / "articles")
    with opened(unprivileged, create=True) as archive:
        put(archive, folder, article("aaaa", story(1)))
    unprivileged.chmod(0o555)
    with opened(unprivileged) as archive:
        assert [one.id for one in archive.listings()] == ["aaaa"]
        with pytest.raises(ArchiveError, match="permissions"), archive.noting() as connection:
            connection.execute("delete from articles")
        unprivileged.chmod(0o755)
        put(archive, folder, article("bbbb", story(2)))
        assert ids(archive) == {"aaaa", "bbbb"}


def test_a_file_in_the_place_of_the_folder_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for home in (tmp_path / "file", tmp_path / "file" / "below"):
        for create in (False, True):
            with pytest.raises(ConfigurationError, match="no folder") as told:
                opened(home, create=create)
            assert told.value.exit_code == 78


@pytest.mark.parametrize("create", [False, True])
def test_a_folder_whose_name_is_too_long_is_told_in_a_sentence(
    tmp_path: Path, create: bool
) -> None:
    with pytest.raises(ConfigurationError, match=r"too long. Shorten it") as told:
        opened(tmp_path / ("x" * 300), create=create)
    assert told.value.exit_code == 78


@pytest.mark.parametrize("create", [False, True])
def test_a_folder_that_may_not_be_looked_into_is_told_in_a_sentence(
    unprivileged: Path, create: bool
) -> None:
    home = unprivileged / "closed"
    home.mkdir()
    home.chmod(0)
    with pytest.raises(ArchiveError, match="Check its permissions") as told:
        opened(home, create=create)
    home.chmod(0o700)
    assert told.value.exit_code == 5


def test_coverage_counts_articles_and_spans_their_dates(archive: Archive, folder: Folder) -> None:
    put(
        archive,
        folder,
        article("aaaa", story(1), published="2014-12-11"),
        article("bbbb", story(2), published="2016-11-03"),
        article("cccc", story(3)),
    )
    assert archive.coverage() == Coverage(3, "2014-12-11", "2016-11-03", undated=1)


def test_listings_are_newest_first_and_the_undated_last(archive: Archive, folder: Folder) -> None:
    put(
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


def test_an_article_is_found_by_id_by_source_and_by_the_start_of_its_id(
    archive: Archive, folder: Folder
) -> None:
    one = article("abcdef123456", TEXT, title="T", furniture=((0, 4),), url="http://x/")
    put(archive, folder, one, article("abcdee000000", story(1)))
    assert archive.article("abcdef123456") == one
    assert archive.article("abcdef123456.json") == one
    assert archive.article("abcdef") == one


@pytest.mark.parametrize("name", ["abcde", "abc", "", "*", "abcd*", "????????", "[a-z]*", "ABCDEF"])
def test_a_name_that_fits_two_articles_or_is_a_pattern_finds_none(
    archive: Archive, folder: Folder, name: str
) -> None:
    put(archive, folder, article("abcdef123456", TEXT), article("abcdee000000", story(1)))
    assert archive.article(name) is None


def test_the_only_article_is_not_found_by_a_pattern(archive: Archive, folder: Folder) -> None:
    put(archive, folder, article("abcdef123456", TEXT))
    assert archive.article("abcd") is not None
    assert archive.article("abcd*") is archive.article("????") is None


@pytest.mark.parametrize(("start", "end"), [(0, 4), (5, 7), (10, 18), (19, 23), (0, len(TEXT))])
def test_a_quote_is_read_back_to_the_character(
    archive: Archive, folder: Folder, start: int, end: int
) -> None:
    one = article("abcd", TEXT)
    put(archive, folder, one)
    with archive.reading() as connection:
        assert read_back(connection, "abcd", one.hash, start, end) == TEXT[start:end]


def test_a_place_in_an_article_with_pages_is_told_by_its_page(
    archive: Archive, folder: Folder
) -> None:
    put(archive, folder, article("abcd", TEXT, pages=(0, 4, 9)), article("dcba", TEXT))
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
    put(archive, folder, one)
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
    put(archive, folder, broken, sound)
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
    put(archive, folder, article("aaaa", story(1)))
    with archive.reading() as connection:
        count = "select count(*) from articles"
        assert connection.execute(count).fetchone()[0] == 1
        with opened(archive.home) as other:
            put(other, folder, article("bbbb", story(2)))
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


def test_a_full_disk_is_told_in_a_sentence_and_the_archive_stands(
    archive: Archive, folder: Folder
) -> None:
    put(archive, folder, article("aaaa", story(1)))
    with archive.reading() as connection:
        pages = connection.execute("pragma page_count").fetchone()[0]
        connection.execute(f"pragma max_page_count = {pages}")
    with pytest.raises(ArchiveError, match="full"):
        put(archive, folder, article("bbbb", story(2, 3000)))
    assert ids(archive) == {"aaaa"}


def test_an_archive_on_a_full_disk_is_read(
    archive: Archive, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(archive, folder, article("aaaa", story(1)))
    monkeypatch.setattr(connecting, "ROOM", 2**62)
    assert not is_frozen(archive.path)  # what was written may stand in its log alone
    archive.close()
    assert is_frozen(archive.path)
    with opened(archive.home) as full:
        assert ids(full) == {"aaaa"}
        assert not archive.path.with_name(f"{FILE}-shm").exists()


@pytest.mark.parametrize("code", [sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_WRITE])
def test_what_can_not_be_written_is_not_told_as_damage(tmp_path: Path, code: int) -> None:
    failed = sqlite3.OperationalError("disk I/O error")
    failed.sqlite_errorcode = code
    with pytest.raises(ArchiveError, match="free some space") as told, told_plainly(tmp_path):
        raise failed
    assert not isinstance(told.value, ArchiveDamaged)


def test_a_faulty_statement_of_our_own_is_not_told_as_the_users_fault(archive: Archive) -> None:
    with pytest.raises(sqlite3.OperationalError), archive.reading() as connection:
        connection.execute("select nothing from nowhere")


def test_a_text_is_stored_to_the_character(archive: Archive, folder: Folder) -> None:
    text = " \n\tA line.  \n\nAnother\u00a0one, e\u0301 and \U00010348.\n \n"
    put(archive, folder, article("abcd", text))
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
