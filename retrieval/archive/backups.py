"""Backups of the archive."""

from __future__ import annotations

from pathlib import Path

FOLDER = "backups"


def backups_beside(home: Path) -> list[Path]:
    """All backups that lie with the archive."""
    return sorted((home / FOLDER).glob("*.backup"))
