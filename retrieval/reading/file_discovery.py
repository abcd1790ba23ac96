"""Paths to the files that can be read: the walk of folders, and what a file's stamp is.

Nothing here reads a file or imports what does: where none has changed, nothing else is needed.
"""

from __future__ import annotations

import os
import stat
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from retrieval.errors import UsageError
from retrieval.reading.press.known_outlets import table_version
from retrieval.reading.sidecar import NAME, with_sidecars
from retrieval.reading.symlinks import OUTWARD, leads_out
from retrieval.reading.web.url_safety import without_tracking
from retrieval.types import Failure, FoundFiles, SourceFile

READER_VERSION = "11"
"""Counted up when files are read differently, so that unchanged files are read anew."""

WHOLE_FILE = (
    ".txt", ".md", ".markdown", ".html", ".htm", ".mht", ".mhtml", ".webarchive", ".pdf", ".docx",
    ".rtf", ".odt", ".epub", ".eml",
)  # fmt: skip
"""The endings of files that hold one article; `files` has what reads each."""
FEEDS, LINES, ZIP = (".xml", ".rss", ".atom"), ".jsonl", ".zip"
SUFFIXES = (*WHOLE_FILE, *FEEDS, LINES, ZIP)
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


def is_url(path: str) -> bool:
    """Whether what was given is a page's address rather than a path."""
    return path.lower().startswith(("http://", "https://"))


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
        # Once a folder: its files' places differ in their names alone.
        here, parent = Path(current), os.path.realpath(os.path.abspath(current))  # noqa: PTH100
        below = []
        for entry in _entries(walk, current):
            path = here / entry.name
            is_folder, is_read = _is_folder(entry), path.suffix.lower() in SUFFIXES
            if (is_folder or is_read) and leads_out(entry, root):
                walk.failures.append(Failure(_shown(str(path)), OUTWARD))
                walk.outward.append(str(path))
            elif is_folder:
                below.append(str(path))
            elif is_read:
                _add(walk, str(path), path, os.path.join(parent, entry.name))  # noqa: PTH118
            else:
                walk.others[_shown(path.suffix.lower())] += 1
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
        walk.failures.append(Failure(_shown(path), unknown_type()))
        return
    whole = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow the file's own link
    key = Path(os.path.realpath(whole.parent)) / whole.name
    _add(walk, path, Path(path), str(key))


def _mode(path: str) -> int:
    try:
        return Path(path).stat().st_mode
    except OSError:
        return 0


def unknown_type() -> str:
    """Why a file of another type can't be read."""
    return f"Files of this type can't be read; these can: {' '.join(sorted(SUFFIXES))}."


def _add(walk: _Walk, source: str, path: Path, key: str) -> None:
    """Add a file, or why it can't be read.

    Args:
        walk: What has been found.
        source: The file as it was named or come to.
        path: The same, to be looked at.
        key: Its real place, a link of its own not followed.
    """
    reason, stamp = _stamp(source, path, key)
    if reason:
        walk.failures.append(Failure(_shown(source), reason))
    elif key not in walk.files:
        walk.files[key] = SourceFile(source, key, stamp)


def _stamp(source: str, path: Path, key: str) -> tuple[str | None, str]:
    """Why a file can't be read, or None and its stamp."""
    if not (_is_text(source) and _is_text(key)):
        return "Its name is no text; rename it.", ""
    try:
        status = path.stat()
    except OSError as error:
        if path.is_symlink():
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
