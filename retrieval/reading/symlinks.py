"""Links in a folder: those that lead out of it are not followed."""

from __future__ import annotations

import os
from pathlib import Path, PurePath

OUTWARD = (
    "It is a link that leads out of the folder, or to what is hidden there, so it is not followed; "
    "index what it leads to by its own path."
)


def leads_out(entry: os.DirEntry[str], folder: str) -> bool:
    """Whether an entry is a link to something that a walk of the folder would not come to.

    Whoever may put a link there need not be allowed to read what it leads to, and we are.

    Args:
        entry: What was found in the folder, or below it.
        folder: The folder that was named, without links in its path.
    """
    # A link to nothing is no way out: opening it fails, and that is reported.
    if not entry.is_symlink() or not Path(entry.path).exists():
        return False
    return not is_seen_below(Path(os.path.realpath(entry.path)), Path(folder))


def is_seen_below(path: PurePath, folder: PurePath) -> bool:
    """Whether a path lies in a folder, and nothing on the way to it is hidden."""
    return path.is_relative_to(folder) and not any(
        part.startswith(".") for part in path.relative_to(folder).parts
    )
