"""An environment without the settings of whoever runs the tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SETTINGS = ("DATELINE_", "DISCORD_", "LANGSMITH", "LANGCHAIN", "OPENAI_")
"""How the names of those variables begin that a developer's machine may have set."""


def at_home_in(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    """Work in `folder`, the archive's home in it, and no other setting made; the home."""
    for name in list(os.environ):
        if name.startswith(SETTINGS):
            patch.delenv(name)
    patch.setenv("DATELINE_HOME", str(folder / "home"))
    patch.chdir(folder)
    return folder / "home"
