from __future__ import annotations

from pathlib import Path

from retrieval.archive.backups import write_backup
from retrieval.archive.own_id import given_id, own_id
from retrieval.archive.restoring import restore
from retrieval.archive.shared.position import NOWHERE, note_position
from retrieval.archive.store import Archive
from support.archives import opened


def id_of(archive: Archive) -> str | None:
    with archive.reading() as connection:
        return own_id(connection)


def test_an_archive_is_given_one_id_for_good(archive: Archive) -> None:
    assert id_of(archive) is None
    first = given_id(archive)
    assert given_id(archive) == id_of(archive) == first


def test_copies_of_a_shared_archive_have_its_logs(archive: Archive) -> None:
    given_id(archive)
    with archive.noting() as connection:
        note_position(connection, "a-log", NOWHERE)
    assert given_id(archive) == id_of(archive) == "a-log"


def test_what_is_restored_is_another_archive(archive: Archive, file: Path, elsewhere: Path) -> None:
    first = given_id(archive)
    write_backup(archive.path, file)
    restore(elsewhere, file)
    with opened(elsewhere) as other:
        assert id_of(other) is None
        assert given_id(other) != first
