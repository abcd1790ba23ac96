"""Modes of the archive's own files, and of nothing else."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from retrieval.private_files import make_private, make_private_below, write_private

pytestmark = pytest.mark.skipif(os.name != "posix", reason="no such modes")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def open_to_all(path: Path) -> bool:
    return bool(mode(path) & 0o077)


def test_a_written_file_is_its_owners_alone_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        write_private(tmp_path / "aliases.toml", "Ǫ")
    finally:
        os.umask(before)
    assert mode(tmp_path / "aliases.toml") == 0o600
    assert (tmp_path / "aliases.toml").read_text("utf-8") == "Ǫ"


def test_what_is_not_datelines_keeps_its_modes(home: Path) -> None:
    (home / "bot").mkdir(parents=True)
    for name in ("script.sh", "bot/cli.py", "archive.sqlite", "bot-health.json"):
        (home / name).write_text("")
        (home / name).chmod(0o755)
    (home / "history").symlink_to("script.sh")
    make_private(home)
    left = {path.name for path in home.rglob("*") if open_to_all(path) and path.name != "history"}
    assert left == {"script.sh", "bot", "cli.py"}


def test_a_folder_that_everybody_writes_to_is_not_closed(home: Path) -> None:
    home.mkdir()
    home.chmod(0o1777)
    make_private(home)
    assert mode(home) == 0o1777


def test_rights_are_only_ever_taken(home: Path) -> None:
    home.mkdir()
    (home / "archive.sqlite").write_text("")
    (home / "archive.sqlite").chmod(0o444)
    make_private(home)
    assert mode(home / "archive.sqlite") == 0o400


def test_below_a_folder_of_datelines_own_everything_is_closed_but_what_a_link_leads_to(
    home: Path, tmp_path: Path
) -> None:
    (home / "vectors" / "1").mkdir(parents=True)
    inside, outside = home / "vectors" / "1" / "manifest.json", tmp_path / "elsewhere.txt"
    for path in (inside, outside):
        path.write_text("")
        path.chmod(0o644)
    (home / "vectors" / "link").symlink_to(outside)
    make_private_below(home / "vectors")
    assert not open_to_all(inside)
    assert not open_to_all(inside.parent)
    assert open_to_all(outside)
