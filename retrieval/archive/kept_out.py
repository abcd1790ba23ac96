"""Articles that were removed by name, and stay out until their text changes or one is named.

A row of `files` for each, beside the stamps: so every copy, backup and export has them, and an
archive from before this was noted needs nothing. What is kept is a hash of the text, and no
word of it.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from retrieval.types import Article, FoundFiles

if TYPE_CHECKING:
    from retrieval.archive.store import Archive

_MARK = "removed:"
"""What the keys of these rows begin with, before the article's id; a path begins otherwise."""


def keep_out(connection: sqlite3.Connection, article: Article) -> None:
    """Note that an article is removed by name; call inside `writing()`, while it is held."""
    row = connection.execute("select file from articles where id = ?", (article.id,)).fetchone()
    file = row["file"] if row else ""
    # Whoever names a file of many articles means the file, and not the one that was removed.
    whole = PurePath(article.source).name == PurePath(file).name
    connection.execute(
        "insert or replace into files values (?, ?)",
        (f"{_MARK}{article.id}", json.dumps([article.hash, file if whole else None])),
    )


def let_in(connection: sqlite3.Connection, article_id: str) -> None:
    """Forget that an article was removed; call inside `writing()`."""
    connection.execute("delete from files where key = ?", (f"{_MARK}{article_id}",))


def hashes_kept_out(
    connection: sqlite3.Connection, names: Sequence[str] | None = None
) -> dict[str, str]:
    """The ids of the articles that stay out, of all or of these, each with its text's hash."""
    return {name: text for name, (text, _) in _noted(connection, names).items()}


def stays_out(article: Article, kept: Mapping[str, str]) -> bool:
    """Whether an article that was read is one that was removed, with the same text."""
    return kept.get(article.id) == article.hash


def named_again(connection: sqlite3.Connection, found: FoundFiles) -> dict[str, str]:
    """The removed articles, with their files, whose files were named themselves this time."""
    # All are real paths, as `find_files` gives them: below a folder they begin as it does.
    below = tuple(os.path.join(folder, "") for folder in found.folders)  # noqa: PTH118
    named = {file.key for file in found.files if not file.key.startswith(below)}
    noted = _noted(connection, None) if named else {}
    return {name: file for name, (_, file) in noted.items() if file in named}


def let_in_named(archive: Archive, found: FoundFiles) -> None:
    """Forget of articles whose files were named themselves that they were removed."""
    with archive.reading() as connection:
        named = named_again(connection, found)
    # Where nobody had removed anything, nothing is written.
    if not named:
        return
    with archive.writing() as connection:
        for name, file in named.items():
            let_in(connection, name)
            # Or the file would count as unchanged.
            connection.execute("delete from files where key = ?", (file,))


def _noted(
    connection: sqlite3.Connection, names: Iterable[str] | None
) -> dict[str, tuple[str, str | None]]:
    query = "select key, stamp from files where key "
    if names is None:
        # All that begin so: ";" is the character behind ":".
        rows = connection.execute(f"{query} >= ? and key < ?", (_MARK, _MARK[:-1] + ";"))
    else:
        keys = json.dumps([_MARK + name for name in names])
        rows = connection.execute(f"{query} in (select value from json_each(?))", (keys,))
    return {row["key"].removeprefix(_MARK): tuple(json.loads(row["stamp"])) for row in rows}
