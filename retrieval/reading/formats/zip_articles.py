"""A zip of articles: each member of a readable type is read as if it lay there as a file."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import PurePosixPath
from typing import BinaryIO
from zipfile import ZipFile, ZipInfo

from retrieval.errors import UnreadableArticle
from retrieval.reading.formats.safe_zip import (
    checked_members,
    is_encrypted,
    opened_zip,
    read_member,
)
from retrieval.types import Article, Failure, Reading

ReadBytes = Callable[[bytes, str, str], Reading]


def read_zip(
    file: BinaryIO, source: str, key: str, read: ReadBytes, suffixes: Collection[str], limit: int
) -> Reading:
    """The articles in a zip, and a failure for each member that should have been one.

    A member's source is `SOURCE/member` and its key `KEY!member`; its name is never used as
    a path. Members of other types and hidden ones are left out, as in a folder.

    Args:
        file: The open zip.
        source: The zip as the user named it.
        key: Its absolute path.
        read: Reads a member's bytes, given its source and key.
        suffixes: The endings of members that can be read.
        limit: The most bytes a member may have.

    Raises:
        UnreadableArticle: It is no zip, past the limits, encrypted, or holds nothing to read.
    """
    with opened_zip(file) as zipped:
        members = [m for m in checked_members(zipped) if _is_wanted(m, suffixes)]
        if not members:
            raise UnreadableArticle(
                f"It holds no file that can be read; these can: {' '.join(sorted(suffixes))}."
            )
        if all(map(is_encrypted, members)):
            raise UnreadableArticle("It is encrypted; save it without a password.")
        articles: list[Article] = []
        failures: list[Failure] = []
        seen: set[str] = set()
        for member in members:
            found = _member(zipped, member, source, key, read, seen, limit)
            articles += found.articles
            failures += found.failures
    return Reading(tuple(articles), tuple(failures))


def _is_wanted(member: ZipInfo, suffixes: Collection[str]) -> bool:
    path = PurePosixPath(member.filename)
    # ".." is no hidden folder; where it leads does not matter, as nothing is written.
    hidden = any(part.startswith(".") and part.strip(".") for part in path.parts)
    # A zip inside is taken along only for the report to say that it is not read.
    return not hidden and _suffix(member) in {*suffixes, ".zip"}


def _suffix(member: ZipInfo) -> str:
    return PurePosixPath(member.filename).suffix.lower()


def _member(
    zipped: ZipFile,
    member: ZipInfo,
    source: str,
    key: str,
    read: ReadBytes,
    seen: set[str],
    limit: int,
) -> Reading:
    """What one member holds; whatever is wrong with it is a failure of its own."""
    name = member.filename
    shown = f"{source}/{name}"
    try:
        _require_new(name, seen)
        return read(read_member(zipped, member, limit), shown, f"{key}!{name}")
    except UnreadableArticle as error:
        reason = str(error)
    except (MemoryError, RecursionError):
        reason = "It is too large or too deeply nested to be read; split it."
    return Reading(failures=(Failure(shown, reason),))


def _require_new(name: str, seen: set[str]) -> None:
    """Raise an UnreadableArticle for a zip in the zip and for a name that came before."""
    if name.lower().endswith(".zip"):
        raise UnreadableArticle("It is a zip inside a zip; take it out and index it by itself.")
    if name in seen:
        raise UnreadableArticle("The zip holds two files of this name; rename one.")
    seen.add(name)
