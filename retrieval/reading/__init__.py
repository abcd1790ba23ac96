"""Reading: bytes and files to articles. Nothing here knows of the archive or of search."""

from __future__ import annotations

from retrieval.reading.article import article_id
from retrieval.reading.files import SUFFIXES, find, read, reader_version
from retrieval.reading.parallel import ReadAhead, processes_for
from retrieval.reading.web import Web
from retrieval.reading.webpage import is_url
from retrieval.reading.workers import Workers

__all__ = [
    "SUFFIXES", "ReadAhead", "Web", "Workers", "article_id", "find", "is_url", "processes_for",
    "read", "reader_version",
]  # fmt: skip
