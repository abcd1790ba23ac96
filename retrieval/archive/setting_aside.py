"""Putting a new archive in the place of a damaged one, which stays beside it.

At every moment an archive lies under its name, so that a kill leaves the old one or the new one.
"""

from __future__ import annotations

import os
from contextlib import suppress
from filecmp import cmp
from pathlib import Path
from shutil import copyfileobj

from retrieval.archive.store import FILE
from retrieval.errors import ArchiveError
from retrieval.private_files import for_owner

DAMAGED = f"{FILE}.damaged"
BESIDE = ("-wal", "-shm")
"""What SQLite puts beside a file: the log, which may hold the newest articles, and its index."""


def salvaged_from(home: Path) -> Path:
    """The damaged file: the archive, or what a salvage that was killed has set aside of it.

    Raises:
        ArchiveError: A damaged file of an earlier time lies there.
    """
    path, aside = home / FILE, home / DAMAGED
    if not aside.exists():
        return path
    # The log may be gone from the archive's side by then, and is whole at the other.
    if not path.exists() or aside.samefile(path) or cmp(aside, path, shallow=False):
        return aside
    raise ArchiveError(f"{aside} is there already, from an earlier time; move it away first.")


def set_aside(source: Path) -> None:
    """Keep the damaged archive, with its log, under another name too."""
    aside = source.with_name(DAMAGED)
    if source == aside:
        return
    # A log that a kill left alone here is no log of this file.
    _delete_beside(aside)
    # The log first: where the file has its second name, both are whole there.
    with suppress(FileNotFoundError):
        _keep(Path(f"{source}-wal"), Path(f"{aside}-wal"))
    _keep(source, aside)


def take_its_place(made: Path) -> None:
    """Give the new archive its name, once the damaged one is set aside."""
    path = made.with_name(FILE)
    # SQLite would take the old log for that of the new file.
    _delete_beside(path)
    made.replace(path)


def delete_with_log(path: Path) -> None:
    """Delete an SQLite file and what lies beside it."""
    path.unlink(missing_ok=True)
    _delete_beside(path)


def _delete_beside(path: Path) -> None:
    for ending in BESIDE:
        Path(f"{path}{ending}").unlink(missing_ok=True)


def _keep(source: Path, target: Path) -> None:
    """A file under a second name, whole from the first moment on."""
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:  # a disk without links
        part = target.with_name(f"{target.name}.part")
        with source.open("rb") as held, open(part, "wb", opener=for_owner) as copy:
            copyfileobj(held, copy)
        part.replace(target)
