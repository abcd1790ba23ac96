"""Reading: bytes and files to articles. Nothing here knows of the archive or of search."""

from __future__ import annotations

from retrieval.reading.article import article_id
from retrieval.reading.files import SUFFIXES, find, read

__all__ = ["SUFFIXES", "article_id", "find", "read"]
