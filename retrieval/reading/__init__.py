"""Reading: bytes and files to articles. Nothing here knows of the archive or of search."""

from __future__ import annotations

from retrieval.reading.article import article_id
from retrieval.reading.files import SUFFIXES, find_files, read, reader_version
from retrieval.reading.sandbox.read_ahead import ReadAhead, processes_for
from retrieval.reading.sandbox.worker_pool import Workers
from retrieval.reading.web.crawler import Web
from retrieval.reading.web.fetched_page import is_url

__all__ = [
    "SUFFIXES", "ReadAhead", "Web", "Workers", "article_id", "find_files", "is_url",
    "processes_for", "read", "reader_version",
]  # fmt: skip
