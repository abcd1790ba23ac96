"""Putting a backup back: all that there was, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.archive.backups import (
    back_up,
    is_intact,
)
from retrieval.archive.doctor import examine
from retrieval.archive.indexing import mend_index
from retrieval.archive.restoring import restore
from retrieval.archive.store import Archive
from retrieval.errors import ArchiveDamaged, UsageError
from retrieval.receipts.receipts import find_receipt
from support.archives import ids, opened
from support.integrity import assert_sound
from support.receipts import answered

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("probed_here")]


def test_what_is_put_back_is_what_there_was(filled: Archive, file: Path, elsewhere: Path) -> None:
    one = filled.article("aaaa")
    assert one is not None
    receipt = answered(filled, one)
    (filled.home / "aliases.toml").write_text("names = []\n")
    back_up(filled, file)
    restore(elsewhere, file)
    assert (elsewhere / "aliases.toml").read_text() == "names = []\n"
    with opened(elsewhere) as restored:
        assert restored.listings() == filled.listings()
        assert find_receipt(restored, receipt) == find_receipt(filled, receipt)
        mend_index(restored)
        assert_sound(restored)
        assert all(finding.sound for finding in examine(restored))
    held = {path.name for path in elsewhere.iterdir()}
    assert held <= {
        "archive.sqlite", "aliases.toml", "index.lock", "index.holder", "vectors",
        "archive.sqlite-wal", "archive.sqlite-shm",
    }  # fmt: skip


@pytest.mark.parametrize("at", [0, 5000, -200, -1])
def test_a_changed_byte_anywhere_is_found_and_nothing_put_back(
    filled: Archive, file: Path, elsewhere: Path, at: int
) -> None:
    back_up(filled, file)
    assert is_intact(file)
    held = bytearray(file.read_bytes())
    held[at] ^= 1
    file.write_bytes(held)
    assert not is_intact(file)
    with pytest.raises(ArchiveDamaged, match="no whole backup") as raised:
        restore(elsewhere, file)
    assert raised.value.exit_code == 5
    assert not (elsewhere / "archive.sqlite").exists()


@pytest.mark.parametrize("size", [0, 10, 4096])
def test_a_cut_off_backup_is_refused(
    filled: Archive, file: Path, elsewhere: Path, size: int
) -> None:
    back_up(filled, file)
    file.write_bytes(file.read_bytes()[:size])
    with pytest.raises(ArchiveDamaged):
        restore(elsewhere, file)


def test_a_backup_of_a_newer_dateline_is_refused(
    filled: Archive, file: Path, elsewhere: Path
) -> None:
    with filled.noting() as connection:
        connection.execute("update meta set value = 99 where key = 'version'")
    back_up(filled, file)
    with pytest.raises(ArchiveDamaged, match="newer Dateline") as raised:
        restore(elsewhere, file)
    assert raised.value.exit_code == 5
    assert not [path for path in elsewhere.iterdir() if "archive" in path.name]


def test_a_home_that_holds_an_archive_is_left_as_it_is(filled: Archive, file: Path) -> None:
    back_up(filled, file)
    with pytest.raises(UsageError, match="empty home only"):
        restore(filled.home, file)
    assert ids(filled) == {"aaaa", "bbbb"}
