"""What an article without outlet and title is called by: its address, or its file's name."""

from __future__ import annotations

from pathlib import PurePath


def source_name(source: str) -> str:
    """The address of a page; of a file its name, without the folders that it lies in.

    `/srv/archive/low-tide.txt` is `low-tide.txt`: where an archive lies is nobody's to know.
    """
    return source if "://" in source else PurePath(source).name or source
