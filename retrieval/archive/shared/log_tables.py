"""The tables of a shared archive's log in PostgreSQL, and the statements on them.

The log is a compacted one: of each row it keeps how it stands since the commit that changed it
last, or that it is gone. So what was removed leaves it with the removal, and it grows no larger
than the archive.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import socket
import time
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import Any

from retrieval.archive.schema import VERSION
from retrieval.archive.shared.position import NOWHERE, Position
from retrieval.archive.shared.rows import KINDS, RowChange

# `storage external`: values are compressed already (`rows.row_change`), so PostgreSQL need not try.
# No remark in it may have a semicolon, by which `make_log_tables` tells the statements.
TABLES = """
create table dateline_archive (
    id text primary key,
    version integer not null,        -- of the archive's tables, as the writers have them
    model text not null, dimension integer not null,
    head bigint not null,            -- the last commit
    mark text not null,              -- the same in the copy that made it: no other's
    sequences text not null          -- JSON: the highest numbers given out, by table
);
create table dateline_commits (
    number bigint primary key,
    mark text not null,
    made timestamptz not null default now(),
    writer text not null,
    erased boolean not null          -- whether copies are to overwrite what they have removed
);
create table dateline_rows (
    kind text not null,
    id bytea not null,               -- a digest of the key, which may be long
    key text not null,
    commit bigint not null,
    digest bytea,
    value bytea,                     -- null: it is gone
    primary key (kind, id)
);
alter table dateline_rows alter column value set storage external;
create index dateline_rows_by_commit on dateline_rows (commit);
"""

# PostgreSQL names advisory locks by 64 bits: here those of the eight letters.
WRITERS = int.from_bytes(b"dateline", "big")
"""The advisory lock that one writer at a time holds."""

MAKERS = WRITERS + 1
"""The advisory lock under which the tables are made."""

AGAIN_SECONDS = 0.2  # between two tries at it

KEPT_DAYS, KEPT_COMMITS = 90, 1000
"""A commit that is older, and further behind the head, is forgotten, and so is what it took out;
a copy that has seen none since is filled anew."""

AT_ONCE = 200
"""Rows sent or fetched together."""

HEAD = "select head, mark from dateline_archive"
_FACTS = "select id, version, model, dimension, head, mark, sequences from dateline_archive"
# `pg_locks` shows a lock of 64 bits as two halves, `classid` and `objid`, with `objsubid` 1.
_HOLDER = (
    "select application_name from pg_stat_activity join pg_locks using (pid)"
    " where locktype = 'advisory' and granted and objsubid = 1"
    " and (classid::bigint << 32 | objid::bigint) = %s"
)
_PUT = (
    "insert into dateline_rows values (%s, %s, %s, %s, %s, %s) on conflict (kind, id) do update"
    " set commit = excluded.commit, digest = excluded.digest, value = excluded.value"
)


@dataclass(frozen=True, slots=True)
class LogFacts:
    """What the log says of itself."""

    id: str
    version: int
    model: str
    dimension: int
    head: Position
    sequences: dict[str, int]


def make_log_tables(server: Any, model: str, dimension: int) -> None:
    """Make the log's tables, for an archive in which nothing is."""
    for statement in TABLES.split(";"):
        if statement.strip():
            server.execute(statement)
    server.execute(
        "insert into dateline_archive values (%s, %s, %s, %s, 0, '', '{}')",
        (str(uuid.uuid4()), VERSION, model, dimension),
    )


def has_tables(server: Any) -> bool:
    """Whether this database holds a log."""
    # `to_regclass` may answer from what this session knew before it waited for a lock.
    query = "select 1 from pg_class where relname = 'dateline_archive' and pg_table_is_visible(oid)"
    return server.execute(query).fetchone() is not None


def log_facts(server: Any, *, lock: bool = False) -> LogFacts:
    """What the log says of itself; with `lock` nobody else commits until the transaction ends."""
    row = server.execute(f"{_FACTS}{' for update' if lock else ''}").fetchone()
    log_id, version, model, dimension, head, mark, sequences = row
    return LogFacts(log_id, version, model, dimension, Position(head, mark), json.loads(sequences))


def take_lock(server: Any, seconds: float = 0.0) -> bool:
    """Take the writers' lock for this session, unless another one has it for so long."""
    until = time.monotonic() + seconds
    while not (taken := _try_lock(server)) and time.monotonic() < until:
        server.commit()  # no transaction stays open while it waits
        time.sleep(AGAIN_SECONDS)
    return taken


def _try_lock(server: Any) -> bool:
    return bool(server.execute("select pg_try_advisory_lock(%s)", (WRITERS,)).fetchone()[0])


def give_lock(server: Any) -> None:
    """Give the writers' lock back."""
    server.execute("select pg_advisory_unlock(%s)", (WRITERS,))


def holder(server: Any) -> str:
    """Who holds the writers' lock, by the name of its connection."""
    row = server.execute(_HOLDER, (WRITERS,)).fetchone()
    return row[0] if row and row[0] else "another machine"


def has_commit(server: Any, position: Position) -> bool:
    """Whether the log has this very commit: one that was put back from a backup may not."""
    query = "select 1 from dateline_commits where number = %s and mark = %s"
    found = server.execute(query, (position.commit, position.mark)).fetchone()
    # Before the first commit there is none to be known.
    return position == NOWHERE or found is not None


def count_since(server: Any, commit: int) -> int:
    """How many rows have changed since a commit."""
    query = "select count(*) from dateline_rows where commit > %s"
    return int(server.execute(query, (commit,)).fetchone()[0])


def rows_since(server: Any, commit: int) -> Iterator[tuple[str, str, bytes | None]]:
    """Kind, key and value of the rows that have changed since: the gone first, then by `KINDS`."""
    # A cursor with a name lies on the server, and sends `itersize` rows at a time: an archive need
    # not fit into memory.
    with server.cursor(name="dateline_rows_since") as cursor:
        cursor.itersize = AT_ONCE
        cursor.execute(
            "select kind, key, value from dateline_rows where commit > %s"
            # False sorts before true: what is gone is first, and makes room for what has its `id`.
            # Then each kind after those that it refers to, for foreign keys hold at every step.
            " order by value is not null, array_position(%s, kind), commit, key",
            (commit, list(KINDS)),
        )
        yield from cursor


def digests(server: Any) -> Iterator[tuple[str, str, int, bytes | None]]:
    """Kind, key, last commit and digest of every row; what is gone has no digest."""
    with server.cursor(name="dateline_digests") as cursor:
        cursor.itersize = 1000
        cursor.execute("select kind, key, commit, digest from dateline_rows")
        yield from cursor


def must_erase(server: Any, commit: int) -> bool:
    """Whether something was erased since a commit."""
    query = "select 1 from dateline_commits where number > %s and erased limit 1"
    return server.execute(query, (commit,)).fetchone() is not None


def append_commit(
    server: Any,
    before: LogFacts,
    changes: Iterable[RowChange],
    sequences: dict[str, int],
    model: tuple[str, int],
    *,
    erased: bool,
) -> Position:
    """Write the next commit, and lead the head to it; where it stands."""
    # A log that was put back from a backup counts the same numbers again, and never the same marks.
    made = Position(before.head.commit + 1, secrets.token_hex(8))
    waiting = iter(changes)
    while some := list(islice(waiting, AT_ONCE)):
        with server.cursor() as cursor:
            cursor.executemany(_PUT, [_values(change, made.commit) for change in some])
    server.execute(
        "insert into dateline_commits (number, mark, writer, erased) values (%s, %s, %s, %s)",
        (made.commit, made.mark, socket.gethostname(), erased),
    )
    server.execute(
        "update dateline_archive set head = %s, mark = %s, sequences = %s, model = %s,"
        # A log that a newer Dateline has written to stays one of its version.
        " dimension = %s, version = greatest(version, %s)",
        (made.commit, made.mark, json.dumps(sequences), *model, VERSION),
    )
    # Only now and then, for it goes through rows and commits.
    if made.commit % KEPT_COMMITS == 0:
        forget_commits(server, made.commit - KEPT_COMMITS)
    return made


def forget_commits(server: Any, commit: int) -> None:
    """Forget the commits up to this one that are old enough, and that rows went with them."""
    query = "select max(number) from dateline_commits where number <= %s and made < now() - %s"
    # Where none is old enough it is null, and no number is less than that.
    row = server.execute(query, (commit, timedelta(days=KEPT_DAYS))).fetchone()
    server.execute("delete from dateline_rows where value is null and commit <= %s", row)
    server.execute("delete from dateline_commits where number <= %s", row)


def _values(change: RowChange, commit: int) -> tuple[Any, ...]:
    # 128 bits are enough to tell keys apart, and keep the index short.
    named = hashlib.sha256(change.key.encode()).digest()[:16]
    return change.kind, named, change.key, commit, change.digest, change.value
