"""The archive's folder is its owner's alone, whatever the umask was when its files were made."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

FOLDER_MODE = 0o700  # nobody but the owner
FILE_MODE = 0o600  # nobody but the owner

# archive.sqlite-wal, dateline.log.1, bot-health.json, .aliases.toml.x1y2; docs/deploy.md has them.
# DATELINE_HOME may be a folder with other things in it (`.`), whose modes are no matter of ours.
_OWN_FILE = re.compile(
    r"\.?(?:archive\.sqlite|index\.|aliases\.toml|history|dateline\.log|audit\.jsonl|bot[-.]"
    r"|discord-commands\.).*"
)
_OWN_FOLDERS = ("vectors", "articles", "backups")


def for_owner(path: str, flags: int) -> int:
    """An `opener` for `open`: a file that is made is its owner's alone."""
    return os.open(path, flags, FILE_MODE)


def write_private(path: Path, text: str) -> None:
    """Write a text file that is its owner's alone.

    Raises:
        OSError: It can't be written.
    """
    with open(path, "w", encoding="utf-8", opener=for_owner) as file:
        file.write(text)


def make_private(home: Path) -> None:
    """Take the rights of all others from the archive's folder and from Dateline's files in it.

    What is another user's, or can't be changed (a read-only disk), stays as it is.
    """
    if not hasattr(os, "geteuid"):  # Windows, where modes say nothing
        return
    with suppress(OSError):
        if _is_ours_alone(home):
            _restrict(home, home.lstat())
        for path in _own(home):
            _restrict(path, path.lstat())


def make_private_below(folder: Path) -> None:
    """The same for a folder that is Dateline's with everything in it."""
    with suppress(OSError):
        for path in (folder, *folder.rglob("*")):
            _restrict(path, path.lstat())


def _is_ours_alone(home: Path) -> bool:
    """Whether the folder is made for the archive: /tmp or the user's home folder is not."""
    others = {Path("/"), Path("~").expanduser().resolve()}
    return home.resolve() not in others and not home.stat().st_mode & stat.S_ISVTX


def _own(home: Path) -> Iterator[Path]:
    """Dateline's files and folders in its home."""
    for path in home.iterdir():
        if path.name in _OWN_FOLDERS and path.is_dir() and not path.is_symlink():
            yield path
            yield from path.rglob("*")
        elif _OWN_FILE.fullmatch(path.name) and path.is_file():
            yield path


def _restrict(path: Path, status: os.stat_result) -> None:
    """Take the rights of group and others from what is this user's, and no link; grant none."""
    mode = stat.S_IMODE(status.st_mode)
    kept = mode & (FOLDER_MODE if stat.S_ISDIR(status.st_mode) else FILE_MODE)
    regular = stat.S_ISDIR(status.st_mode) or stat.S_ISREG(status.st_mode)
    if regular and status.st_uid == os.geteuid() and kept != mode:
        path.chmod(kept)
