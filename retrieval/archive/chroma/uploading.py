"""Bringing a Chroma server up to date with the archive, which holds the vectors too.

What is new is uploaded in order of its id, and how far that is noted in the collection, so that
a run that breaks off carries on. Only where the counts then differ are the ids compared one by
one. Everything may be done twice: a vector goes under its chunk's id, which never means another.
"""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np

from retrieval.archive.chroma.chroma_server import ChromaServer
from retrieval.archive.chroma.collection import (
    CollectionFacts,
    find_collection,
    identified,
    make_collection,
)
from retrieval.archive.chroma.retrying import with_retries
from retrieval.archive.quantization import unpack_vectors
from retrieval.archive.snapshot import drop_snapshots
from retrieval.archive.store import Archive
from retrieval.types import VECTORS, Progress

UPLOAD_SECONDS = 120.0
"""How long one request of an upload may take, and a failing one be tried again. Chroma takes what
it is sent into its index, and that to disk, before it answers: seconds on a busy machine."""

BATCH = 300
"""What a hosted Chroma takes or gives at most in one request; on `chroma run` as fast as 1,000."""

NOTED_EVERY = 20
"""Batches after which it is noted how far the upload is."""

SAMPLE = 100
"""Vectors that are compared with those in SQLite."""

SAME = 0.999
"""The least cosine of a vector with itself, after a server has stored it."""


def bring_up_to_date(
    archive: Archive,
    server: ChromaServer,
    progress: Progress = lambda done, total, what: None,
    *,
    thorough: bool = False,
) -> None:
    """Upload what the server lacks, delete what is no longer alive. Hold the write lock.

    Args:
        archive: The archive, whose snapshots go: the server takes their place.
        server: The server.
        progress: Called after each batch.
        thorough: Compare every id, and a sample of the vectors, whatever the counts say.

    Raises:
        VectorServerError: The server can't be used; what was done stays done.
    """
    facts = identified(archive)
    with server.session(UPLOAD_SECONDS) as client, archive.reading() as connection:
        upload = _Upload(connection, server, client, facts, progress)
        upload.run(thorough=thorough)
    # Last: where the upload fails, they are still there for whoever unsets CHROMA_URL.
    drop_snapshots(archive)


class _Upload:
    """One run, with what it works on."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        server: ChromaServer,
        client: Any,
        facts: CollectionFacts,
        progress: Progress,
    ) -> None:
        self._connection, self._server, self._client = connection, server, client
        self._facts, self._progress = facts, progress
        self._collection, self._through = find_collection(server, client, facts)

    def run(self, *, thorough: bool) -> None:
        live = live_ids(self._connection)
        if self._collection is None or self._is_of_no_use(live, thorough=thorough):
            self._collection = make_collection(self._server, self._client, self._facts)
            self._through = 0
        # In order, so that after any batch `through` may be noted.
        self._put([key for key in live if key > self._through], noting=True)
        # To count is one request; to compare the ids takes one for each few hundred of them.
        if thorough or _ask(self._collection.count) != len(live):
            self._reconcile(live)

    def _is_of_no_use(self, live: Sequence[int], *, thorough: bool) -> bool:
        """Whether less than half of it stands, as after a rebuild, or vectors differ."""
        if thorough and differing(self._connection, self._collection):
            return True
        # Live ids up to `through`: what of the upload still stands.
        standing = bisect_right(live, self._through)
        ahead = self._through > last_id(self._connection)
        # Another machine of a shared archive has uploaded more than this one knows of: that stays.
        return not ahead and bool(_ask(self._collection.count) > 2 * standing)

    def _reconcile(self, live: Sequence[int]) -> None:
        held = server_ids(self._collection)
        lost, dead = compared(live, held, last_id(self._connection))
        self._put(lost)
        for batch in _batches(dead):
            _ask(self._collection.delete, ids=batch)

    def _put(self, keys: Sequence[int], *, noting: bool = False) -> None:
        """Upload these chunks' vectors; note how far that is if they are all that is new."""
        done = 0
        for number, batch in enumerate(_batches(keys), start=1):
            vectors = _vectors(self._connection, batch)
            _ask(self._collection.upsert, ids=list(map(str, batch)), embeddings=vectors)
            done += len(batch)
            # After the batches it speaks of: a kill has some uploaded twice, and none left out.
            if noting and (number % NOTED_EVERY == 0 or done == len(keys)):
                _ask(self._collection.modify, metadata=self._facts.metadata(batch[-1]))
            self._progress(done, len(keys), VECTORS)


def live_ids(connection: sqlite3.Connection) -> list[int]:
    """The ids of the chunks that have vectors, in order."""
    return [row["chunk"] for row in connection.execute("select chunk from vectors order by chunk")]


def last_id(connection: sqlite3.Connection) -> int:
    """The highest chunk id that this archive has given out, as far as it knows."""
    # Not the highest id that stands: the last chunks may have been removed.
    query = "select seq from sqlite_sequence where name = 'chunks'"
    row = connection.execute(query).fetchone()
    return int(row["seq"]) if row else 0


def server_ids(collection: Any) -> list[str]:
    """Every id that a collection holds."""
    found: list[str] = []
    # Page by page, up to one on which nothing is.
    while page := _ask(collection.get, include=[], limit=BATCH, offset=len(found))["ids"]:
        found += page
    return found


def compared(live: Iterable[int], held: Iterable[str], last: int) -> tuple[list[int], list[str]]:
    """Which chunks the server lacks, and which ids it holds of none.

    What is beyond the `last` id is not dead: another machine's archive may be ahead.
    """
    # As texts: Chroma's ids are texts, and one that is no number is none of ours.
    alive, there = set(map(str, live)), set(held)
    lost = sorted(int(key) for key in alive - there)
    dead = [key for key in there - alive if not key.isdecimal() or int(key) <= last]
    return lost, sorted(dead)


def differing(connection: sqlite3.Connection, collection: Any) -> int:
    """How many of a sample of the server's vectors are not those of their chunks."""
    rows = connection.execute(
        "select chunk from vectors order by random() limit ?", (SAMPLE,)
    ).fetchall()
    wanted = [str(row["chunk"]) for row in rows]
    found = _ask(collection.get, ids=wanted, include=["embeddings"])
    keys = [int(key) for key in found["ids"]]
    # None of the sample is there: `compared` tells them as lost.
    if not keys:
        return 0
    theirs = np.array(found["embeddings"], dtype=np.float32)
    ours = _vectors(connection, keys)
    if theirs.shape != ours.shape:
        return len(keys)
    # Ours are unit vectors. Theirs may be of any length, and of none.
    cosines = (theirs * ours).sum(axis=1) / np.maximum(np.linalg.norm(theirs, axis=1), 1e-9)
    return int((cosines < SAME).sum())


def _vectors(connection: sqlite3.Connection, keys: Sequence[int]) -> Any:
    """The vectors of these chunks, in this order, shape (keys, dimension)."""
    rows = connection.execute(
        "select chunk, vector from vectors where chunk in (select value from json_each(?))",
        (json.dumps(keys),),
    )
    # SQLite gives the rows in an order of its own, not in that of the keys.
    held = {row["chunk"]: row["vector"] for row in rows}
    return unpack_vectors([held[key] for key in keys])


def _ask(request: Callable[..., Any], **arguments: Any) -> Any:
    return with_retries(request, UPLOAD_SECONDS, **arguments)


def _batches(keys: Sequence[Any]) -> Iterator[list[Any]]:
    rest = iter(keys)
    while batch := list(islice(rest, BATCH)):
        yield batch
