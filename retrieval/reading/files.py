"""Paths to files, and files to articles: the walk, the table of formats, the limits.

A later format is one line in `_WHOLE_FILE`.
"""

from __future__ import annotations

import io
import os
import stat
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from retrieval.errors import UnreadableArticle, UsageError
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
from retrieval.reading.press.known_outlets import table_version
from retrieval.reading.sidecar import NAME, with_sidecars
from retrieval.reading.symlinks import OUTWARD, leads_out
from retrieval.reading.web.crawler import Web
from retrieval.reading.web.fetched_page import is_url
from retrieval.reading.web.news_feeds import feed_articles
from retrieval.reading.web.url_safety import without_tracking
from retrieval.types import Article, Failure, FoundFiles, Reading, SourceFile

READER_VERSION = "9"
"""Counted up when files are read differently, so that unchanged files are read anew."""

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
_FEEDS, _LINES, _ZIP = (".xml", ".rss", ".atom"), ".jsonl", ".zip"
SUFFIXES = (*_WHOLE_FILE, *_FEEDS, _LINES, _ZIP)
"""The endings of the files that can be read."""


@dataclass(slots=True)
class _Walk:
    """What has been found so far; a folder or a file is taken once, under its first name."""

    files: dict[str, SourceFile] = field(default_factory=dict)
    folders: dict[str, None] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    walked: set[str] = field(default_factory=set)
    others: Counter[str] = field(default_factory=Counter)
    outward: list[str] = field(default_factory=list)


def find_files(paths: Sequence[str | Path]) -> FoundFiles:
    """What lies under the given paths and URLs: what can be read, folders, and failures.

    A folder is walked in order of names; hidden files and folders are left out, and files of
    other types are counted. A file that is named itself and can't be read is a failure, and so
    is a link in a folder that leads out of it.

    Raises:
        UsageError: A path does not exist.
    """
    walk = _Walk()
    for path in map(str, paths):
        if is_url(path):
            # A page has no stamp that tells whether it changed: it is asked for at every run.
            page = without_tracking(path)
            walk.files[page] = SourceFile(page, page, f"{time.time_ns()}")
            continue
        _require(path)
        if Path(path).is_dir():
            walk.folders[os.path.realpath(path)] = None
            _walk_folder(walk, path)
        else:
            _add_named(walk, path)
    files, misunderstood = with_sidecars(walk.files.values(), walk.folders)
    failures = (*walk.failures, *misunderstood)
    return FoundFiles(files, tuple(walk.folders), failures, dict(walk.others), tuple(walk.outward))


def reader_version() -> str:
    """Changes when files and pages are read differently, so that they are read anew."""
    return f"{READER_VERSION}-{table_version()}"


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
        if suffix == _LINES:
            return read_jsonl(opened, file.source, file.key, LONGEST_ARTICLE)
        if suffix == _ZIP:
            members = (*_WHOLE_FILE, *_FEEDS, _LINES)
            return read_zip(opened, file.source, file.key, _read_bytes, members, LONGEST_ARTICLE)
        if suffix not in SUFFIXES:
            raise UnreadableArticle(_unknown_type())
        return _read_bytes(_limited(opened), file.source, file.key)


def _read_bytes(raw: bytes, source: str, key: str) -> Reading:
    """The articles in the bytes of a file of a known type, `key` ending as its name does."""
    suffix = Path(key).suffix.lower()
    if suffix == _LINES:
        return read_jsonl(io.BytesIO(raw), source, key, LONGEST_ARTICLE)
    if suffix in _FEEDS:
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


def _require(path: str) -> None:
    """Raise a UsageError for a path under which nothing lies."""
    try:
        if path:
            os.lstat(path)
            return
    except PermissionError:
        return
    except (OSError, ValueError):
        pass
    shown = _shown(path) if path else "with an empty name"
    raise UsageError(f"There is no file or folder {shown}; check the path and try again.")


def _walk_folder(walk: _Walk, folder: str) -> None:
    """Add what lies below `folder`; each real folder once, so that loops of links end."""
    waiting, root = [folder], os.path.realpath(folder)
    while waiting:
        current = waiting.pop()
        real = os.path.realpath(current)
        if real in walk.walked:
            continue
        walk.walked.add(real)
        below = []
        for entry in _entries(walk, current):
            path = str(Path(current) / entry.name)
            is_folder, is_read = _is_folder(entry), Path(entry.name).suffix.lower() in SUFFIXES
            if (is_folder or is_read) and leads_out(entry, root):
                walk.failures.append(Failure(_shown(path), OUTWARD))
                walk.outward.append(path)
            elif is_folder:
                below.append(path)
            elif is_read:
                _add(walk, path)
            else:
                walk.others[_shown(Path(entry.name).suffix.lower())] += 1
        waiting += reversed(below)


def _entries(walk: _Walk, folder: str) -> Iterator[os.DirEntry[str]]:
    """The entries of a folder by name; hidden ones, Word's locks and sidecars are left out."""
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        reason = f"This folder can't be opened ({error.strerror}); check its permissions."
        walk.failures.append(Failure(_shown(folder), reason))
        return
    kept = (entry for entry in found if not entry.name.startswith((".", "~$")))
    yield from (entry for entry in kept if entry.name != NAME)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _add_named(walk: _Walk, path: str) -> None:
    """Add a file that was named itself; one of another type is a failure."""
    if stat.S_ISREG(_mode(path)) and Path(path).suffix.lower() not in SUFFIXES:
        walk.failures.append(Failure(_shown(path), _unknown_type()))
    else:
        _add(walk, path)


def _mode(path: str) -> int:
    try:
        return Path(path).stat().st_mode
    except OSError:
        return 0


def _unknown_type() -> str:
    return f"Files of this type can't be read; these can: {' '.join(sorted(SUFFIXES))}."


def _add(walk: _Walk, path: str) -> None:
    whole = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow the file's own link
    key = str(Path(os.path.realpath(whole.parent)) / whole.name)
    reason, stamp = _stamp(path)
    if reason:
        walk.failures.append(Failure(_shown(path), reason))
    elif key not in walk.files:
        walk.files[key] = SourceFile(path, key, stamp)


def _stamp(path: str) -> tuple[str | None, str]:
    """Why a file can't be read, or None and its stamp."""
    if not _is_text(os.path.abspath(path)):  # noqa: PTH100
        return "Its name is no text; rename it.", ""
    try:
        status = Path(path).stat()
    except OSError as error:
        if Path(path).is_symlink():
            return "It is a link that leads nowhere; mend or remove it.", ""
        return f"It can't be read ({error.strerror}); check its permissions.", ""
    if not stat.S_ISREG(status.st_mode):
        return "It is a pipe, a socket or a device, no file; name a file.", ""
    return None, f"{status.st_size}-{status.st_mtime_ns}-{reader_version()}"


def _is_text(path: str) -> bool:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _shown(path: str) -> str:
    """A path as it can be printed, bytes that are no text written as escapes."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")
