"""Reading: bytes and files to articles. Nothing here knows of the archive or of search.

A name is imported when it is first asked for: a child process that only takes a document's text
out imports one module below this one, and starts in half the time without all the others.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from retrieval.reading.article import article_id
    from retrieval.reading.file_discovery import SUFFIXES, find_files, is_url, reader_version
    from retrieval.reading.files import read
    from retrieval.reading.sandbox.read_ahead import ReadAhead, processes_for
    from retrieval.reading.sandbox.worker_pool import Workers
    from retrieval.reading.web.crawler import Web

__all__ = [
    "SUFFIXES", "ReadAhead", "Web", "Workers", "article_id", "find_files", "is_url",
    "processes_for", "read", "reader_version",
]  # fmt: skip

_MODULES = {
    "SUFFIXES": "file_discovery", "ReadAhead": "sandbox.read_ahead", "Web": "web.crawler",
    "Workers": "sandbox.worker_pool", "article_id": "article", "find_files": "file_discovery",
    "is_url": "file_discovery", "processes_for": "sandbox.read_ahead", "read": "files",
    "reader_version": "file_discovery",
}  # fmt: skip
"""Where each of them is."""


def __getattr__(name: str) -> Any:
    """What is asked of this module for the first time (PEP 562)."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = found
    return found
