"""A damaged archive keeps a name, and the new one gets its own, at every moment."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from retrieval.archive.setting_aside import (
    DAMAGED,
    delete_with_log,
    salvaged_from,
    set_aside,
    take_its_place,
)
from retrieval.archive.store import FILE
from retrieval.errors import ArchiveError


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    path = tmp_path / FILE
    path.write_text("damaged")
    Path(f"{path}-wal").write_text("its log")
    Path(f"{path}-shm").write_text("its index")
    return path


@pytest.fixture
def made(tmp_path: Path) -> Path:
    path = tmp_path / f"{FILE}.salvaged"
    path.write_text("new")
    return path


def names(home: Path) -> set[str]:
    return {path.name for path in home.iterdir()}


def test_the_new_one_takes_its_place_without_the_old_ones_log(damaged: Path, made: Path) -> None:
    home = damaged.parent
    set_aside(damaged)
    assert damaged.read_text() == (home / DAMAGED).read_text() == "damaged"
    take_its_place(made)
    assert names(home) == {FILE, DAMAGED, f"{DAMAGED}-wal"}
    assert damaged.read_text() == "new"
    assert (home / f"{DAMAGED}-wal").read_text() == "its log"


def test_what_was_set_aside_is_read_again_as_long_as_the_old_one_has_its_name(
    damaged: Path, made: Path
) -> None:
    home = damaged.parent
    assert salvaged_from(home) == damaged
    set_aside(damaged)
    assert salvaged_from(home) == home / DAMAGED
    set_aside(home / DAMAGED)  # which it is
    take_its_place(made)
    with pytest.raises(ArchiveError, match="from an earlier time; move it away first"):
        salvaged_from(home)
    damaged.unlink()
    assert salvaged_from(home) == home / DAMAGED


def test_a_copy_is_known_as_well_as_a_link(damaged: Path) -> None:
    aside = damaged.with_name(DAMAGED)
    aside.write_text("damaged")
    assert salvaged_from(damaged.parent) == aside


def test_on_a_disk_without_links_it_is_copied_for_its_owner(
    damaged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    set_aside(damaged)
    aside = damaged.with_name(DAMAGED)
    assert (aside.read_text(), aside.stat().st_mode & 0o777) == ("damaged", 0o600)
    assert Path(f"{aside}-wal").read_text() == "its log"
    assert not any(name.endswith(".part") for name in names(damaged.parent))


def test_a_log_that_a_kill_left_alone_is_written_over(damaged: Path) -> None:
    alone = damaged.with_name(f"{DAMAGED}-wal")
    alone.write_text("of something else")
    set_aside(damaged)
    assert alone.read_text() == "its log"


def test_a_file_is_deleted_with_what_lies_beside_it(damaged: Path) -> None:
    delete_with_log(damaged)
    delete_with_log(damaged)
    assert names(damaged.parent) == set()
