"""One writer at a time: a file lock that names its holder.

The lock is the operating system's and dies with its process, so a kill never leaves it
behind; the holder's name lies in a file beside it, for the message alone.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from retrieval.errors import ArchiveError, ArchiveLocked
from retrieval.private_files import FILE_MODE, FOLDER_MODE, write_private

FILE = "index.lock"
HOLDER = "index.holder"

PATIENCE_SECONDS = 5.0
"""How long whoever changes something waits: an indexing run gives the lock back after each group of
articles, which takes far less."""


@contextmanager
def write_lock(home: Path, doing: str, seconds: float = 0.0) -> Iterator[None]:
    """Hold the archive's write lock for the block.

    Args:
        home: The archive's folder.
        doing: What the holder is doing, for the one who has to wait (`dateline index`).
        seconds: How long another process's work is waited for.

    Raises:
        ArchiveLocked: Another process holds it still; the message names it.
    """
    # filelock leaves the file there when it lets go: if it took it away, two processes could lock
    # two files of this name.
    lock = FileLock(home / FILE, timeout=seconds, mode=FILE_MODE)
    try:
        # The lock lies in the folder, so whoever writes first makes it; two may do so at once.
        home.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise ArchiveLocked(
            f"The archive in {home} is being written by {_holder(home)}. "
            "Wait for it to finish, or stop it, and run this again."
        ) from None
    except OSError as error:
        raise ArchiveError(
            f"The archive's folder {home} can't be written to: {error.strerror}. "
            "Set DATELINE_HOME to a folder that you may write to."
        ) from error
    try:
        # Outside the `try` above: what fails in the block is no fault of the lock's folder.
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        # On a full disk the lock goes without its holder's name.
        with suppress(OSError):
            write_private(
                home / HOLDER,
                f"{doing}, process {os.getpid()} on {socket.gethostname()}, since {now}",
            )
        yield
    finally:
        # The holder's name stays: nobody reads it while the lock is free.
        lock.release()


def _holder(home: Path) -> str:
    try:
        return (home / HOLDER).read_text("utf-8", "replace").strip() or "another process"
    except OSError:
        return "another process"
