"""What SQLite says when a file can't be read or written, in plain words."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from retrieval.archive import connecting
from retrieval.archive.connecting import explain_sqlite, is_frozen
from retrieval.archive.store import FILE, Archive
from retrieval.errors import (
    ArchiveDamaged,
    ArchiveError,
)
from support.archives import Folder, commit_articles, ids, opened
from support.articles import article, story


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
        commit_articles(archive, folder, article("aaaa", story(1)))
    unprivileged.chmod(0o555)
    with opened(unprivileged) as archive:
        assert [one.id for one in archive.listings()] == ["aaaa"]
        with pytest.raises(ArchiveError, match="permissions"), archive.noting() as connection:
            connection.execute("delete from articles")
        unprivileged.chmod(0o755)
        commit_articles(archive, folder, article("bbbb", story(2)))
        assert ids(archive) == {"aaaa", "bbbb"}


def test_a_full_disk_is_told_in_a_sentence_and_the_archive_stands(
    archive: Archive, folder: Folder
) -> None:
    commit_articles(archive, folder, article("aaaa", story(1)))
    with archive.reading() as connection:
        pages = connection.execute("pragma page_count").fetchone()[0]
        connection.execute(f"pragma max_page_count = {pages}")
    with pytest.raises(ArchiveError, match="full"):
        commit_articles(archive, folder, article("bbbb", story(2, 3000)))
    assert ids(archive) == {"aaaa"}


def test_an_archive_on_a_full_disk_is_read(
    archive: Archive, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit_articles(archive, folder, article("aaaa", story(1)))
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
    with (
        pytest.raises(ArchiveError, match="free some space") as told,
        explain_sqlite(tmp_path),
    ):
        raise failed
    assert not isinstance(told.value, ArchiveDamaged)


def test_a_faulty_statement_of_our_own_is_not_told_as_the_users_fault(archive: Archive) -> None:
    with pytest.raises(sqlite3.OperationalError), archive.reading() as connection:
        connection.execute("select nothing from nowhere")
