"""Whether a copy holds what its shared archive's log holds, and how far it is behind."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from retrieval.archive.shared import log_tables, rows
from retrieval.archive.shared.position import position_of
from retrieval.errors import ArchiveError

if TYPE_CHECKING:
    from retrieval.archive.store import Archive

SHOWN = 3
"""Differing rows that are named."""

WAIT = "See whether the shared archive's server runs, and what its own log says."
AGAIN = "Move archive.sqlite in DATELINE_HOME away; the next question fills a new copy."


def examine_copy(archive: Archive) -> tuple[bool, str, str]:
    """Whether the copy is as the log is, what was seen, and what mends it if not."""
    with archive.reading() as connection:
        commit, why = position_of(connection).commit, archive.behind
        if why is not None or archive.log is None:
            return False, f"the copy is at commit {commit:,}. {why}", WAIT
        try:
            with archive.log.server.connection() as server:
                head = log_tables.facts(server).head.commit
                differing = list(differences(connection, server, commit))
        except ArchiveError as error:
            return False, f"the copy is at commit {commit:,}. {error}", WAIT
    seen = f"the copy is at commit {commit:,} of {head:,}"
    if not differing:
        return True, f"{seen}, and holds what the log holds", ""
    first = ", ".join(f"{kind} {key}" for kind, key in differing[:SHOWN])
    return False, f"{seen}; {len(differing):,} rows differ from the log's: {first}", AGAIN


def differences(
    connection: sqlite3.Connection, server: Any, commit: int
) -> Iterator[tuple[str, str]]:
    """The rows, by kind and key, that the copy does not hold as the log has them.

    What has changed there since `commit`, up to which the copy is, is left out.
    """
    mine = set(rows.held(connection))
    for kind, key, changed, digest in log_tables.digests(server):
        mine.discard((kind, key))
        if changed <= commit and rows.change(connection, kind, key).digest != digest:
            yield kind, key
    yield from mine
