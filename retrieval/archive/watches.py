"""Saved watches: questions or topics that are looked for in whatever articles arrive."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import UTC, datetime

from retrieval.archive.store import Archive
from retrieval.errors import UsageError
from retrieval.messages import gettext

MOST_OF_GUILD = 25  # each is a search whenever articles arrive
MOST_OF_PERSON = 10  # so that one person can't take all of them
LONGEST = 2000  # characters; a topic, or a question, of which none is longer

# In archives made before watches had limits, the first one that has some brings the table.
LIMITS = """
create table if not exists watch_limits (  -- what a watch heeds of the articles that arrive
    watch integer primary key references watches (id) on delete cascade,
    outlet text, since text, until text, as_of text
)
"""


@dataclass(frozen=True, slots=True)
class WatchLimits:
    """Of which articles a watch tells: the fields of a question of the same names."""

    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    as_of: str | None = None


ALL = WatchLimits()


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
        limits: Of which articles alone it tells.
    """

    id: int
    guild: int
    channel: int
    person: int
    question: str
    created: str
    looked: int
    limits: WatchLimits = ALL


def watches(archive: Archive, guild: int | None = None) -> tuple[Watch, ...]:
    """Every watch, or those of one server, in the order in which they were saved."""
    with archive.reading() as connection:
        return _watches(connection, guild)


def add_watch(
    archive: Archive,
    guild: int,
    channel: int,
    person: int,
    question: str,
    limits: WatchLimits = ALL,
) -> Watch:
    """Save a watch; it finds what is indexed from now on.

    Raises:
        UsageError: The question is empty or too long, saved for this channel already, or the
            server, or this person in it, has as many watches as it may.
    """
    text = " ".join(question.split())
    if not text or len(text) > LONGEST:
        form = gettext("Write what to watch for in 1 to {most} characters.")
        raise UsageError(form.format(most=LONGEST))
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with archive.noting() as connection:
        # In this transaction: nothing is saved or indexed between the look and the saving.
        _require_room(_watches(connection, guild), channel, person, (text.casefold(), limits))
        last = _last(connection)
        cursor = connection.execute(
            "insert into watches (guild, channel, person, question, created, looked)"
            " values (?, ?, ?, ?, ?, ?)",
            (guild, channel, person, text, now, last),
        )
        number = cursor.lastrowid or 0
        if limits != ALL:
            connection.execute(LIMITS)
            row = (number, *astuple(limits))
            connection.execute("insert into watch_limits values (?, ?, ?, ?, ?)", row)
    return Watch(number, guild, channel, person, text, now, last, limits)


def _require_room(
    held: Sequence[Watch], channel: int, person: int, wanted: tuple[str, WatchLimits]
) -> None:
    """Raise a UsageError where a server's watches leave no room for another."""
    here = [(one.question.casefold(), one.limits) for one in held if one.channel == channel]
    if wanted in here:
        raise UsageError(gettext("This is watched for in this channel already."))
    if len(held) >= MOST_OF_GUILD:
        form = gettext("This server has {count} watches, and no more is allowed. Remove one first.")
        raise UsageError(form.format(count=len(held)))
    if sum(one.person == person for one in held) >= MOST_OF_PERSON:
        form = gettext(
            "You have {count} watches in this server, the most allowed for one person. "
            "Remove one first."
        )
        raise UsageError(form.format(count=MOST_OF_PERSON))


def remove_watch(archive: Archive, guild: int, number: int) -> bool:
    """Forget a watch of a server; whether there was one."""
    with archive.noting() as connection:
        done = connection.execute("delete from watches where id = ? and guild = ?", (number, guild))
        return done.rowcount > 0


def new_for_watch(archive: Archive, watch: Watch) -> tuple[tuple[str, ...], int]:
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
    limits = _limits(connection)
    rows = connection.execute(query, (guild,)).fetchall()
    return tuple(Watch(**dict(row), limits=limits.get(row["id"], ALL)) for row in rows)


def _limits(connection: sqlite3.Connection) -> dict[int, WatchLimits]:
    """The limits of those watches that have some, by number."""
    # It comes with the first of them.
    held = "select 1 from sqlite_master where name = 'watch_limits'"
    if connection.execute(held).fetchone() is None:
        return {}
    rows = connection.execute("select watch, outlet, since, until, as_of from watch_limits")
    return {row["watch"]: WatchLimits(*tuple(row)[1:]) for row in rows}


def _last(connection: sqlite3.Connection) -> int:
    """The highest number an article has."""
    return int(connection.execute("select coalesce(max(n), 0) from articles").fetchone()[0])
