from __future__ import annotations

from pathlib import Path

from retrieval.archive.archive_id import ensure_archive_id, find_archive_id
from retrieval.archive.backups import write_backup
from retrieval.archive.restoring import restore
from retrieval.archive.shared.position import NOWHERE, note_position
from retrieval.archive.store import Archive
from support.archives import opened


def id_of(archive: Archive) -> str | None:
    with archive.reading() as connection:
        return find_archive_id(connection)


def test_an_archive_is_given_one_id_for_good(archive: Archive) -> None:
    assert id_of(archive) is None
    first = ensure_archive_id(archive)
    assert ensure_archive_id(archive) == id_of(archive) == first


def test_copies_of_a_shared_archive_have_its_logs(archive: Archive) -> None:
    ensure_archive_id(archive)
    with archive.noting() as connection:
        note_position(connection, "a-log", NOWHERE)
    assert ensure_archive_id(archive) == id_of(archive) == "a-log"


def test_what_is_restored_is_another_archive(archive: Archive, file: Path, elsewhere: Path) -> None:
    first = ensure_archive_id(archive)
    write_backup(archive.path, file)
    restore(elsewhere, file)
    with opened(elsewhere) as other:
        assert id_of(other) is None
        assert ensure_archive_id(other) != first
