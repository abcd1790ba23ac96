"""Saved watches: questions or topics that are looked for in whatever articles arrive."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from retrieval.archive.store import Archive
from retrieval.errors import UsageError

MOST_OF_GUILD = 25  # each is a search whenever articles arrive
MOST_OF_PERSON = 10  # so that one person can't take all of them
LONGEST = 300  # characters; a question or a topic


@dataclass(frozen=True, slots=True)
class Watch:
    """A watch as it is kept.

    Attributes:
        id: Its number, never used again.
        guild: The server it belongs to.
        channel: Where what it finds is posted.
        person: Who saved it.
        question: What is looked for.
        created: When, ISO.
        looked: The articles up to this number were looked at; numbers only grow.
    """

    id: int
    guild: int
    channel: int
    person: int
    question: str
    created: str
    looked: int


def watches(archive: Archive, guild: int | None = None) -> tuple[Watch, ...]:
    """Every watch, or those of one server, in the order in which they were saved."""
    with archive.reading() as connection:
        return _watches(connection, guild)


def add_watch(archive: Archive, guild: int, channel: int, person: int, question: str) -> Watch:
    """Save a watch; it finds what is indexed from now on.

    Raises:
        UsageError: The question is empty or too long, saved for this channel already, or the
            server, or this person in it, has as many watches as it may.
    """
    text = " ".join(question.split())
    if not text or len(text) > LONGEST:
        raise UsageError(f"Write what to watch for in 1 to {LONGEST} characters.")
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with archive.noting() as connection:
        # In this transaction: nothing is saved or indexed between the look and the saving.
        _require_room(_watches(connection, guild), channel, person, text)
        last = _last(connection)
        cursor = connection.execute(
            "insert into watches (guild, channel, person, question, created, looked)"
            " values (?, ?, ?, ?, ?, ?)",
            (guild, channel, person, text, now, last),
        )
    return Watch(cursor.lastrowid or 0, guild, channel, person, text, now, last)


def _require_room(held: Sequence[Watch], channel: int, person: int, text: str) -> None:
    """Raise a UsageError where a server's watches leave no room for another."""
    if any(one.channel == channel and one.question.casefold() == text.casefold() for one in held):
        raise UsageError("This is watched for in this channel already.")
    if len(held) >= MOST_OF_GUILD:
        raise UsageError(
            f"This server has {len(held)} watches, and no more is allowed. Remove one first."
        )
    if sum(one.person == person for one in held) >= MOST_OF_PERSON:
        raise UsageError(
            f"You have {MOST_OF_PERSON} watches in this server, the most allowed for one person. "
            "Remove one first."
        )


def remove_watch(archive: Archive, guild: int, number: int) -> bool:
    """Forget a watch of a server; whether there was one."""
    with archive.noting() as connection:
        done = connection.execute("delete from watches where id = ? and guild = ?", (number, guild))
        return done.rowcount > 0


def arrived(archive: Archive, watch: Watch) -> tuple[tuple[str, ...], int]:
    """What came since the watch looked last, but for texts that it has posted already.

    Returns:
        The articles' ids, and the number up to which this is all.
    """
    with archive.reading() as connection:
        rows = connection.execute(
            # An article that is written anew has a new number; by its text it was posted already.
            "select id from articles where n > ? and not exists (select 1 from watched"
            " where watch = ? and article = articles.id and watched.hash = articles.hash)"
            " order by n",
            (watch.looked, watch.id),
        )
        return tuple(row["id"] for row in rows), max(watch.looked, _last(connection))


def note_look(
    archive: Archive, watch: Watch, looked: int, posted: Iterable[tuple[str, str]] = ()
) -> None:
    """Note up to when a watch has looked, and which articles (id, hash) it has posted."""
    with archive.noting() as connection:
        connection.execute("update watches set looked = ? where id = ?", (looked, watch.id))
        connection.executemany(
            "insert or ignore into watched select ?, ?, ?"
            # The watch may have been removed while it looked.
            " where exists (select 1 from watches where id = ?1)",
            [(watch.id, article, text_hash) for article, text_hash in posted],
        )


def _watches(connection: sqlite3.Connection, guild: int | None) -> tuple[Watch, ...]:
    query = "select * from watches where ?1 is null or guild = ?1 order by id"
    return tuple(Watch(**dict(row)) for row in connection.execute(query, (guild,)))


def _last(connection: sqlite3.Connection) -> int:
    """The highest number an article has."""
    return int(connection.execute("select coalesce(max(n), 0) from articles").fetchone()[0])
