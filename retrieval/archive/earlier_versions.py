"""Earlier versions of articles that have changed since they were cited.

They are there for receipts alone. No search reads them, no answer cites them, and they go when
their article is removed. Only a version that a kept answer cites is kept: so every receipt can
be told in full, and a page that changes by the hour does not fill the disk.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from retrieval.types import Citation


@dataclass(frozen=True, slots=True)
class Version:
    """An article's text as it was before.

    Attributes:
        indexed: When this text was read into the archive, ISO with time.
        replaced: When another text took its place.
    """

    article: str
    hash: str
    title: str | None
    outlet: str | None
    published: str | None
    date_note: str | None
    indexed: str
    replaced: str
    text: str


def note_cited(connection: sqlite3.Connection, citations: Iterable[Citation]) -> None:
    """Remember which texts a kept answer cites, so that they are kept when they change."""
    connection.executemany(
        "insert or ignore into cited values (?, ?)",
        ((citation.article, citation.hash) for citation in citations),
    )


def keep_version(connection: sqlite3.Connection, article_id: str, new_hash: str) -> None:
    """Keep the text held of an article, if an answer cites it and `new_hash` is another's.

    Call before the article is replaced, in the same transaction.
    """
    connection.execute(
        # A change of the title alone has the same hash, and makes no version.
        "insert or replace into versions"
        " select id, hash, title, outlet, published, date_note, indexed, ?, text from articles"
        " where id = ? and hash <> ? and (id, hash) in (select article, hash from cited)",
        (datetime.now(UTC).isoformat(timespec="seconds"), article_id, new_hash),
    )
    # A text that comes back is no earlier one.
    connection.execute(
        "delete from versions where article = ? and hash = ?", (article_id, new_hash)
    )


def drop_versions(connection: sqlite3.Connection, article_id: str) -> None:
    """Forget every earlier text of an article: it is being removed."""
    connection.execute("delete from versions where article = ?", (article_id,))


def earlier_versions(
    connection: sqlite3.Connection, article_id: str, prefix: str = ""
) -> tuple[Version, ...]:
    """The earlier texts kept of an article whose hash begins with `prefix`, the latest first."""
    rows = connection.execute(
        "select * from versions where article = ? order by replaced desc, indexed desc, hash",
        (article_id,),
    )
    held = (Version(**row) for row in map(dict, rows))
    # Hashes are kept in small letters, however a face was given one.
    return tuple(version for version in held if version.hash.startswith(prefix.lower()))
