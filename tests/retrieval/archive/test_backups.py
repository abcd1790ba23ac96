"""Backups: whole, checked, taken beside whoever writes, and put back into an empty home."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from retrieval.archive import backups
from retrieval.archive.backups import (
    LastBackup,
    back_up,
    back_up_when_due,
    backups_beside,
    backups_in,
    is_intact,
    last_backup,
    note_backup,
)
from retrieval.archive.doctor import DoctorFinding, examine
from retrieval.archive.indexing import index
from retrieval.archive.restoring import restore
from retrieval.archive.store import Archive
from retrieval.errors import ArchiveDamaged, ArchiveError, UsageError
from support.archives import Folder, HashedWords, ids, opened
from support.integrity import assert_sound

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("probed_here")]


def told(archive: Archive) -> DoctorFinding:
    return next(finding for finding in examine(archive) if finding.about == "backup")


def test_a_backup_is_its_owners_alone_and_leaves_nothing_beside_it(
    filled: Archive, file: Path
) -> None:
    back_up(filled, file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path for path in file.parent.iterdir() if ".backup" in path.name] == [file]


def test_a_backup_holds_one_moment_while_another_process_writes(
    filled: Archive, folder: Folder, file: Path, elsewhere: Path
) -> None:
    for n in range(30):
        folder.put_story(f"c{n:03}")
    with opened(filled.home) as writer:
        work = threading.Thread(
            target=index, args=(writer, HashedWords(pause=0.01), folder.found(), folder.read)
        )
        work.start()
        back_up(filled, file)
        work.join()
    restore(elsewhere, file)
    with opened(elsewhere) as restored:
        noted = last_note(restored)
        assert noted is not None
        assert noted.file == str(file)
        assert {"aaaa", "bbbb"} <= ids(restored) <= ids(filled)
        assert_sound(restored)


def test_a_file_that_is_there_is_not_written_over(filled: Archive, file: Path) -> None:
    file.write_text("mine")
    with pytest.raises(UsageError, match="there already"):
        back_up(filled, file)
    assert file.read_text() == "mine"
    with pytest.raises(UsageError, match="no folder"):
        back_up(filled, file.parent / "nowhere" / "b")


def test_a_damaged_archive_makes_no_backup(filled: Archive, file: Path) -> None:
    filled.close()
    with sqlite3.connect(filled.path) as connection:
        root = connection.execute(
            "select rootpage from sqlite_master where name = 'vectors'"
        ).fetchone()[0]
    connection.close()
    with filled.path.open("r+b") as held:
        held.seek((root - 1) * 4096)
        held.write(b"\xff" * 4096)
    with pytest.raises(ArchiveDamaged, match="no backup was written"):
        back_up(filled, file)
    assert not file.exists()


def test_a_folder_that_may_not_be_written_is_told(unprivileged: Path) -> None:
    folder = unprivileged / "backups"
    folder.mkdir()
    folder.chmod(0o555)
    with opened(unprivileged / "home", create=True) as archive:
        with pytest.raises(ArchiveError, match="can't be written") as raised:
            back_up(archive, folder / "b")
        assert raised.value.exit_code == 5


@contextmanager
def full_disk(most: int) -> Iterator[None]:
    """No file of this process may grow beyond so many bytes, as on a disk without room."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_is_told_by_the_backups_name_and_costs_no_earlier_one(filled: Archive) -> None:
    assert back_up_when_due(filled, 1e-9, 1) > 0
    (first,) = backups_in(filled.home)
    before = last_note(filled)
    os.utime(first)
    earlier = first.rename(first.with_name("dateline-20260504T093000Z.backup"))
    with full_disk(20_000), pytest.raises(ArchiveError, match="its disk is full") as raised:
        back_up_when_due(filled, 1e-9, 1)
    assert str(filled.home / "backups") in str(raised.value)
    assert str(filled.path) not in str(raised.value)
    assert list((filled.home / "backups").iterdir()) == [earlier]
    assert is_intact(earlier)
    assert last_note(filled) == before
    back_up_when_due(filled, 1e-9, 1)
    (later,) = backups_in(filled.home)
    assert later != earlier


def test_a_folder_that_is_gone_is_made_again_and_a_file_in_its_place_is_told(
    filled: Archive,
) -> None:
    back_up_when_due(filled, 6, 2)
    shutil.rmtree(filled.home / "backups")
    back_up_when_due(filled, 6, 2)
    assert len(backups_in(filled.home)) == 1
    shutil.rmtree(filled.home / "backups")
    (filled.home / "backups").write_text("in the way")
    with pytest.raises(ArchiveError, match="can't be written to"):
        back_up_when_due(filled, 6, 2)


def test_doctor_says_when_the_bot_has_stopped_writing_backups(filled: Archive, file: Path) -> None:
    def schedule() -> list[DoctorFinding]:
        return [one for one in examine(filled, 6) if one.about == "backup schedule"]

    assert schedule() == []  # before the first one nothing is late
    with filled.noting() as connection:
        note_backup(connection, file, datetime.now(UTC) - timedelta(hours=11))
    assert [one.sound for one in schedule()] == [True]
    with filled.noting() as connection:
        note_backup(connection, file, datetime.now(UTC) - timedelta(hours=13))
    assert [one.sound for one in schedule()] == [False]
    assert all(one.about != "backup schedule" for one in examine(filled))


def last_note(archive: Archive) -> LastBackup | None:
    with archive.reading() as connection:
        return last_backup(connection)


def test_backups_are_written_when_due_and_the_oldest_go(
    filled: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    began = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)

    class Clock(datetime):
        at = began

        @classmethod
        def now(cls, tz: object = None) -> datetime:
            return cls.at

    monkeypatch.setattr(backups, "datetime", Clock)
    assert back_up_when_due(filled, 6, 2) == 6 * 3600
    Clock.at = began + timedelta(hours=5)
    assert back_up_when_due(filled, 6, 2) == 3600
    for hours in (6, 12, 18):
        Clock.at = began + timedelta(hours=hours)
        back_up_when_due(filled, 6, 2)
    names = [file.name for file in backups_in(filled.home)]
    assert names == ["dateline-20260504T213000Z.backup", "dateline-20260505T033000Z.backup"]
    assert all(is_intact(file) for file in backups_beside(filled.home))
    Clock.at = began  # the clock was wrong, and is set back
    assert back_up_when_due(filled, 6, 9) == 6 * 3600


def test_what_a_kill_left_is_cleared_away(filled: Archive) -> None:
    folder = filled.home / "backups"
    folder.mkdir()
    (folder / ".dateline-20200101T000000Z.backup.unfinished").write_text("half")
    back_up_when_due(filled, 6, 2)
    assert [file.name for file in folder.iterdir()] == [
        file.name for file in backups_in(filled.home)
    ]


def test_doctor_names_the_last_good_backup(filled: Archive, file: Path) -> None:
    assert "none yet" in told(filled).seen
    back_up(filled, file)
    assert f"the last good one is {file}, 20" in told(filled).seen
    back_up_when_due(filled, 6, 2)
    (later,) = backups_in(filled.home)
    os.truncate(later, 5000)
    finding = told(filled)
    assert not finding.sound
    assert finding.seen.startswith(f"{later} is damaged; ")
    later.unlink()
    assert f"{later}, 20" in told(filled).seen
    with filled.reading() as connection:
        noted = last_backup(connection)
    assert noted is not None
    assert noted.file == str(later)
