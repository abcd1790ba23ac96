"""Files to articles: the table of formats, the limits. What lies under a path `finding` tells.

A later format is one line in `_WHOLE_FILE`, and one in that of `finding`.
"""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from retrieval.errors import UnreadableArticle
from retrieval.reading.file_discovery import (
    FEEDS,
    LINES,
    SUFFIXES,
    ZIP,
    is_url,
    reader_version,
    unknown_type,
)
from retrieval.reading.formats.docx import read_docx
from retrieval.reading.formats.eml import read_eml
from retrieval.reading.formats.epub import read_epub
from retrieval.reading.formats.html.page import read_html
from retrieval.reading.formats.jsonl import read_jsonl
from retrieval.reading.formats.markdown import read_markdown
from retrieval.reading.formats.odt import read_odt
from retrieval.reading.formats.pdf.document import read_pdf
from retrieval.reading.formats.plain_text import read_plain
from retrieval.reading.formats.rtf import read_rtf
from retrieval.reading.formats.saved_pages import read_mhtml, read_webarchive
from retrieval.reading.formats.zip_articles import read_zip
from retrieval.reading.web.crawler import Web
from retrieval.reading.web.news_feeds import feed_articles
from retrieval.types import Article, Failure, Reading, SourceFile

LONGEST_ARTICLE = 20_000_000
"""The most bytes that one article may have: a file, one in a zip, or a line of JSON lines."""

_WHOLE_FILE: dict[str, Callable[[bytes, str, str], Article]] = {
    ".txt": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".mht": read_mhtml,
    ".mhtml": read_mhtml,
    ".webarchive": read_webarchive,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".rtf": read_rtf,
    ".odt": read_odt,
    ".epub": read_epub,
    ".eml": read_eml,
}


def read(
    file: SourceFile, allowed_hosts: frozenset[str] = frozenset(), web: Web | None = None
) -> Reading:
    """The articles in a file, or what lies at a web address.

    Whatever is wrong becomes a failure, never an exception.

    Args:
        file: What to read.
        allowed_hosts: Hosts that may lie in a private network.
        web: The web as the run sees it; without it, nothing is known of earlier runs.
    """
    if is_url(file.key):
        return (web or Web(allowed_hosts, reader_version())).read(file)
    try:
        return _read(file)
    except FileNotFoundError:
        reason = "It disappeared after it was found; index again."
    except OSError as error:
        why = error.strerror or type(error).__name__
        reason = f"It can't be read ({why}); check it and its permissions."
    except UnreadableArticle as error:
        reason = str(error)
    except (MemoryError, RecursionError):
        reason = "It is too large or too deeply nested to be read; split it."
    return Reading(failures=(Failure(file.source, reason),))


def _read(file: SourceFile) -> Reading:
    suffix = Path(file.key).suffix.lower()
    with _opened(file.key) as opened:
        # Line by line, however long it is; a zip by its members, all else whole, up to a limit.
        if suffix == LINES:
            return read_jsonl(opened, file.source, file.key, LONGEST_ARTICLE)
        if suffix == ZIP:
            members = (*_WHOLE_FILE, *FEEDS, LINES)
            return read_zip(opened, file.source, file.key, _read_bytes, members, LONGEST_ARTICLE)
        if suffix not in SUFFIXES:
            raise UnreadableArticle(unknown_type())
        return _read_bytes(_limited(opened), file.source, file.key)


def _read_bytes(raw: bytes, source: str, key: str) -> Reading:
    """The articles in the bytes of a file of a known type, `key` ending as its name does."""
    suffix = Path(key).suffix.lower()
    if suffix == LINES:
        return read_jsonl(io.BytesIO(raw), source, key, LONGEST_ARTICLE)
    if suffix in FEEDS:
        return feed_articles(raw, source, key)
    return Reading(articles=(_WHOLE_FILE[suffix](raw, source, key),))


def _opened(path: str) -> BinaryIO:
    """The file opened without waiting, as a pipe that took its place would make us do."""
    descriptor = os.open(
        path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise UnreadableArticle("It is no file that holds text; name a file.")
    return os.fdopen(descriptor, "rb")


def _limited(opened: BinaryIO) -> bytes:
    size = os.fstat(opened.fileno()).st_size
    raw = opened.read(LONGEST_ARTICLE + 1) if size <= LONGEST_ARTICLE else b""
    size = max(size, len(raw))
    if size > LONGEST_ARTICLE:
        raise UnreadableArticle(
            f"It has {size / 1e6:.0f} MB, and one article may have "
            f"{LONGEST_ARTICLE // 1_000_000} MB; split it."
        )
    return raw
