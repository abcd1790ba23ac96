"""Opening an archive or making one: what is no archive of ours is refused in a sentence."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from retrieval.archive.opening import open_archive
from retrieval.archive.store import FILE, Archive
from retrieval.errors import (
    ArchiveDamaged,
    ArchiveError,
    ArchiveMissing,
    ConfigurationError,
    ModelMismatch,
)
from retrieval.types import Coverage
from support.archives import DIMENSION, Folder, commit_articles, ids, opened
from support.articles import article, story
from support.forking import forked
from support.killed_process import deed


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
    commit_articles(archive, folder, article("aaaa", story(1)))
    opened(archive.home, create=True).close()
    folder.put_story("bbbb")
    # Another process that writes and leaves would take the log away if it thought itself alone.
    process = forked().Process(target=deed, args=(archive.home, folder.path, "index"))
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
    commit_articles(archive, folder, *(article(f"a{i:02}", story(i, 200)) for i in range(5)))
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


def test_an_earlier_releases_model_is_told_with_the_one_way_out(archive: Archive) -> None:
    with archive.noting() as connection:
        connection.execute("update meta set value = 'all-MiniLM-L6-v2-int8' where key = 'model'")
    with pytest.raises(ModelMismatch, match=r"earlier Dateline.*dateline rebuild") as told:
        open_archive(archive.home, "newer", DIMENSION)
    assert "DATELINE_EMBEDDING_MODEL" not in str(told.value)


def test_another_version_is_refused(archive: Archive) -> None:
    with archive.noting() as connection:
        connection.execute("update meta set value = 99 where key = 'version'")
    with pytest.raises(ArchiveDamaged, match="version is 99"):
        opened(archive.home)


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
