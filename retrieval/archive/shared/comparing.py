"""Whether a copy holds what its shared archive's log holds, and how far it is behind."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from retrieval.archive.shared import log_tables, rows
from retrieval.archive.shared.position import position_of
from retrieval.errors import ArchiveError
from retrieval.messages import gettext, gettext_noop, number_words

if TYPE_CHECKING:
    from retrieval.archive.store import Archive

SHOWN = 3
"""Differing rows that are named."""

WAIT = gettext_noop("See whether the shared archive's server runs, and what its own log says.")
AGAIN = gettext_noop(
    "Move archive.sqlite in DATELINE_HOME away; the next question fills a new copy."
)


def examine_copy(archive: Archive) -> tuple[bool, str, str]:
    """Whether the copy is as the log is, what was seen, and what mends it if not."""
    with archive.reading() as connection:
        # `reading` has tried to catch up; where it could not, `behind` says why.
        commit, why = position_of(connection).commit, archive.behind
        if why is not None or archive.log is None:
            return False, _behind(commit, why), gettext(WAIT)
        try:
            with archive.log.server.connection() as server:
                head = log_tables.log_facts(server).head.commit
                differing = list(differences(connection, server, commit))
        except ArchiveError as error:
            return False, _behind(commit, error), gettext(WAIT)
    counts = {"commit": number_words(commit), "head": number_words(head)}
    if not differing:
        form = gettext("the copy is at commit {commit} of {head}, and holds what the log holds")
        return True, form.format(**counts), ""
    form = gettext(
        "the copy is at commit {commit} of {head}; {count} rows differ from the log's: {rows}"
    )
    first = ", ".join(f"{kind} {key}" for kind, key in differing[:SHOWN])
    seen = form.format(**counts, count=number_words(len(differing)), rows=first)
    return False, seen, gettext(AGAIN)


def _behind(commit: int, why: object) -> str:
    form = gettext("the copy is at commit {commit}. {why}")
    return form.format(commit=number_words(commit), why=why)


def differences(
    connection: sqlite3.Connection, server: Any, commit: int
) -> Iterator[tuple[str, str]]:
    """The rows, by kind and key, that the copy does not hold as the log has them.

    What has changed there since `commit`, up to which the copy is, is left out.
    """
    mine = set(rows.all_rows(connection))
    # Row by row: neither side is held in memory whole, only the copy's keys.
    for kind, key, changed, digest in log_tables.digests(server):
        mine.discard((kind, key))
        # Of what is gone there the digest is None, as of what the copy does not hold.
        if changed <= commit and rows.row_change(connection, kind, key).digest != digest:
            yield kind, key
    # What is left over: the log has never heard of it.
    yield from mine
