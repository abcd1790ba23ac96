"""Nearest chunks by cosine: the Chroma snapshot for what it covers, an exact scan for the rest.

With a Chroma server its collection takes the snapshot's place, as long as it is of any use.
Both sides agree on chunk ids, which are never used again, so whatever has died since falls
out by looking the ids up in SQLite: nothing that was removed can come back.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Collection
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from retrieval.archive.archive_id import find_archive_id
from retrieval.archive.chroma.index import ServerIndex, open_index
from retrieval.archive.generation_cache import GenerationCache, count_chunks
from retrieval.archive.quantization import unpack_vectors
from retrieval.archive.snapshot import Snapshot, current_path, open_snapshot
from retrieval.archive.store import Archive, meta

if TYPE_CHECKING:
    from numpy.typing import NDArray

Index: TypeAlias = Snapshot | ServerIndex

DEAD_MARGIN = 500
"""At first this many more are asked of an index to make up for its dead ids."""


class Vectors:
    """The vectors of an archive as this process holds them; refreshed when the archive changes.

    Args:
        archive: The archive.
        exact_up_to: Up to this many chunks the snapshot is not opened and every vector is
            read and scanned instead. That takes about 10 microseconds a vector, importing Chroma
            about a second: a process that answers one question does not earn it back.
    """

    def __init__(self, archive: Archive, exact_up_to: int = 0) -> None:
        self._archive = archive
        self._exact_up_to = exact_up_to
        self._lock = threading.Lock()
        self._generation: int | None = None
        self._index: Index | None = None
        self._without_server = False
        # Shapes (n,) and (n, dimension): row i of the matrix is the vector of the chunk keys[i].
        self._keys: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self._matrix: NDArray[np.float32] = np.empty((0, 0), dtype=np.float32)

    def nearest(
        self, connection: sqlite3.Connection, vector: NDArray[np.float32], n: int
    ) -> dict[int, float]:
        """The `n` nearest live chunks, best first, as {chunk id: cosine}.

        Args:
            connection: The question's own transaction on the archive.
            vector: The question's unit vector, shape (dimension,).
            n: How many.
        """
        # What is held is only replaced, never changed: taken here at one moment, index and vectors
        # go together, and the search itself needs no lock.
        with self._lock:
            self._refresh(connection)
            index, keys, matrix = self._index, self._keys, self._matrix
        near = _from_index(index, connection, vector, n) if index else {}
        if near is None:
            near = {}
            keys, matrix = self._without_index(connection)
        found = near | _scan(keys, matrix, vector, n)
        best = sorted(found.items(), key=lambda item: -item[1])
        return dict(best[:n])

    def _without_index(
        self, connection: sqlite3.Connection
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Every vector, to be scanned until the archive changes, or the server is asked again."""
        with self._lock:
            self._index = None
            self._without_server = self._archive.server is not None
            self._load(connection, 0)
            self._generation = int(meta(connection, "generation") or 0)
            return self._keys, self._matrix

    def _refresh(self, connection: sqlite3.Connection) -> None:
        """Take in what changed since the last question, as this transaction sees it."""
        generation = meta(connection, "generation")
        server = self._archive.server
        due = self._without_server and server is not None and not server.is_resting
        # Not "newer": a question that began before another's may see the older archive, and gets
        # it.
        if generation == self._generation and not due:
            return
        self._without_server = False
        self._index = self._opened(connection)
        self._load(connection, self._index.through if self._index else 0)
        self._generation = int(generation or 0)

    def _opened(self, connection: sqlite3.Connection) -> Index | None:
        """The index as it serves this moment of the archive, or None."""
        if count_chunks(connection) <= self._exact_up_to:
            return None
        if self._archive.server is not None:
            opened = open_index(self._archive.server, connection)
            self._without_server = opened is None
            return opened
        path = current_path(self._archive.home, connection)
        held = self._index
        if path is None or (isinstance(held, Snapshot) and held.path == path):
            return held if path else None
        return open_snapshot(path, find_archive_id(connection))

    def _load(self, connection: sqlite3.Connection, after: int) -> None:
        """Hold the vectors of the live chunks after `after`, reading only those not held yet."""
        alive = np.array(
            [row[0] for row in connection.execute("select id from chunks where id > ?", (after,))],
            dtype=np.int64,
        )
        kept = np.isin(self._keys, alive)
        newest = int(self._keys[kept].max(initial=after))
        # Some that live are older than the newest held and are not held: the transaction sees
        # another time's archive, or another index covers less. Then all are read anew.
        if kept.sum() + (alive > newest).sum() != len(alive):
            kept, newest = np.zeros(len(self._keys), dtype=bool), after
        rows = connection.execute(
            "select chunk, vector from vectors where chunk > ? order by chunk", (newest,)
        ).fetchall()
        # Without rows none, but as wide as the others, to be joined with them.
        matrix = unpack_vectors([row["vector"] for row in rows]) if rows else self._matrix[:0]
        self._keys = np.concatenate([self._keys[kept], [row["chunk"] for row in rows]]).astype(
            np.int64
        )
        self._matrix = np.concatenate([self._matrix[kept], matrix]) if kept.any() else matrix


_covered: GenerationCache[int] = GenerationCache(8)  # a process reads one archive or two


def _count(connection: sqlite3.Connection, index: Index) -> int:
    """How many of the chunks that the index covers are alive."""
    query = "select count(*) from chunks where id <= ?"
    return int(connection.execute(query, (index.through,)).fetchone()[0])


def _from_index(
    index: Index, connection: sqlite3.Connection, vector: NDArray[np.float32], n: int
) -> dict[int, float] | None:
    """The `n` nearest of the index's live chunks, or None if it is of no use for this."""
    covered = _covered.of(connection, index.through, lambda: _count(connection, index))
    dead = index.count - covered
    most = min(n + dead, index.most)
    # Where few are given at once, a third of those is enough: a filter then looks further itself.
    enough = min(n, covered, index.most // 3)
    asked = min(n + min(dead, DEAD_MARGIN), most)
    while (found := index.nearest(vector, asked)) is not None:
        alive = _alive(index, connection, found, vector, dead)
        # The dead may be the nearest of all: an outlet that was removed, asked about again.
        if len(alive) >= enough or asked >= n + dead:
            return alive
        if asked >= most:
            return None
        asked = min(4 * asked, most)
    return None


def _alive(
    index: Index,
    connection: sqlite3.Connection,
    found: dict[int, float],
    vector: NDArray[np.float32],
    dead: int,
) -> dict[int, float]:
    """What of the found stands, with its cosine."""
    if not index.exact:
        return cosines(connection, found, vector)
    standing = live(connection, found) if dead else set(found)
    return {key: cosine for key, cosine in found.items() if key in standing}


def _scan(
    keys: NDArray[np.int64], matrix: NDArray[np.float32], vector: NDArray[np.float32], n: int
) -> dict[int, float]:
    if not len(keys):
        return {}
    cosines = matrix @ vector
    # Not in order yet: whoever joins them with the index's sorts both together.
    best = np.argpartition(-cosines, n)[:n] if n < len(keys) else np.arange(len(keys))
    return {int(keys[i]): float(cosines[i]) for i in best}


def cosines(
    connection: sqlite3.Connection, keys: Collection[int], vector: NDArray[np.float32]
) -> dict[int, float]:
    """The exact cosines of these chunks, read from SQLite; dead ones are left out."""
    rows = connection.execute(
        # One parameter however many there are: SQLite limits how many a statement may have.
        "select chunk, vector from vectors where chunk in (select value from json_each(?))",
        (_json(keys),),
    ).fetchall()
    if not rows:
        return {}
    matrix = unpack_vectors([row["vector"] for row in rows])
    return {row["chunk"]: float(c) for row, c in zip(rows, matrix @ vector, strict=True)}


def live(connection: sqlite3.Connection, keys: Collection[int]) -> set[int]:
    """Those of the chunk ids that still stand."""
    rows = connection.execute(
        "select id from chunks where id in (select value from json_each(?))", (_json(keys),)
    )
    return {row["id"] for row in rows}


def _json(keys: Collection[int]) -> str:
    return f"[{','.join(map(str, keys))}]"
