"""An environment without the settings of whoever runs the tests."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

SETTINGS = ("DATELINE_", "DISCORD_", "LANGSMITH", "LANGCHAIN", "OPENAI_")
"""How the names of those variables begin that a developer's machine may have set."""


MEMORY = Path("/dev/shm")
"""Where Linux has a file system in memory."""

ROOM = 4 * 2**30
"""Bytes that must be free there: what all tests leave until they end is a quarter of it, and a
container has 64 MB."""


def holds_temporary_files(folder: Path) -> bool:
    """Whether the tests' files find room in a folder, programs among them."""
    if not os.access(folder, os.W_OK):
        return False
    runs = not os.statvfs(folder).f_flag & os.ST_NOEXEC
    return runs and shutil.disk_usage(folder).free >= ROOM


def at_home_in(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    """Work in `folder`, the archive's home in it, and no other setting made; the home."""
    for name in list(os.environ):
        if name.startswith(SETTINGS):
            patch.delenv(name)
    patch.setenv("DATELINE_HOME", str(folder / "home"))
    patch.chdir(folder)
    return folder / "home"
