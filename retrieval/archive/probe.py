"""A child process: `python -m retrieval.archive.probe SNAPSHOT ARCHIVE DIMENSION`, of `doctor`.

Damaged Chroma files can crash whoever opens them. It writes what it saw, or nothing.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np

from retrieval.archive.snapshot import open_snapshot
from retrieval.child_processes import child_command, child_environment

SECONDS = 120  # a child that takes longer hangs over a damaged file
SAMPLE = 50  # enough to walk the graph of neighbours
EVEN = 0.05  # each component of the vector looked for, which is near to nothing in particular


def seen_in(snapshot: Path, archive_id: str | None, dimension: int) -> tuple[int, int] | None:
    """How many vectors a process of its own sees in a snapshot, and up to which chunk.

    None if it can't be opened and searched.
    """
    try:
        done = subprocess.run(  # noqa: S603 - our own module, and no shell
            child_command(__name__, str(snapshot.absolute()), archive_id or "", str(dimension)),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=child_environment(),
            # Chroma looks for a `.env` in the current folder, which may be anybody's.
            cwd=snapshot.parent,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    match done.stdout.split():
        case [count, through]:
            return int(count), int(through)
        case _:
            return None


def look_into(snapshot: Path, archive_id: str | None, dimension: int) -> tuple[int, int] | None:
    """Open a snapshot and search it: how many vectors, up to which chunk; None if it can't be."""
    opened = open_snapshot(snapshot, archive_id)
    if opened is None:
        return None
    near = opened.nearest(np.full(dimension, EVEN, dtype=np.float32), SAMPLE)
    if near is None or len(near) != min(SAMPLE, opened.count):
        return None
    return opened.count, opened.through


if __name__ == "__main__":
    seen = look_into(Path(sys.argv[1]), sys.argv[2] or None, int(sys.argv[3]))
    sys.stdout.write(f"{seen[0]} {seen[1]}" if seen else "")
