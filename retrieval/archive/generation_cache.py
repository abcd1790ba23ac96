"""What was worked out of an archive, remembered until the archive changes."""

from __future__ import annotations

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from retrieval.archive.store import meta

Value = TypeVar("Value")


class GenerationCache(Generic[Value]):
    """Values by key, each true of one archive at one generation; for any thread.

    Only for transactions of `Archive.reading`: what a writer has not committed yet is of no
    generation.

    Args:
        most: How many values are remembered; the one that was used longest ago goes first.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._values: OrderedDict[Hashable, Value] = OrderedDict()

    def find(self, connection: sqlite3.Connection, key: Hashable) -> Value | None:
        """What is remembered for a key, or None."""
        whole = (*_moment(connection), key)
        with self._lock:
            if whole in self._values:
                self._values.move_to_end(whole)
            return self._values.get(whole)

    def keep(self, connection: sqlite3.Connection, key: Hashable, value: Value) -> None:
        """Remember a value; not of an archive that lies in no file."""
        file, generation = _moment(connection)
        # Two archives in memory have the same empty name, and would be taken for one.
        if file:
            with self._lock:
                self._values[file, generation, key] = value
                if len(self._values) > self._most:
                    self._values.popitem(last=False)

    def of(
        self, connection: sqlite3.Connection, key: Hashable, work_out: Callable[[], Value]
    ) -> Value:
        """What is remembered for a key, or else is worked out now."""
        found = self.find(connection, key)
        # Outside the lock: two threads may work out the same thing, but none waits for another's.
        if found is None:
            found = work_out()
            self.keep(connection, key, found)
        return found


def _moment(connection: sqlite3.Connection) -> tuple[str, object]:
    """The archive's file ("" in memory) and its generation."""
    # The first row is the main database: its place, its name, its file.
    file = connection.execute("pragma database_list").fetchone()[2]
    return file, meta(connection, "generation")


_counts: GenerationCache[int] = GenerationCache(8)  # a process reads one archive or two


def count_chunks(connection: sqlite3.Connection) -> int:
    """How many chunks are held; counting takes them all, so it is done once a generation."""

    def count() -> int:
        return int(connection.execute("select count(*) from chunks").fetchone()[0])

    return _counts.of(connection, "chunks", count)
