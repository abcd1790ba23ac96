"""The server's collection as a nearest-neighbour index for questions, in the snapshot's place."""

from __future__ import annotations

import logging
import sqlite3
from typing import TYPE_CHECKING, Any

from retrieval.archive.chroma.chroma_server import ChromaServer
from retrieval.archive.chroma.collection import collection_facts, find_collection
from retrieval.errors import VectorServerError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_RESULTS = 300
"""What a hosted Chroma gives at most for one query."""

log = logging.getLogger(__name__)


class ServerIndex:
    """A collection that holds the archive's vectors up to `through`, `count` of them in all.

    Of those `living` are of chunks that stand, as long as the archive has not changed; the others
    may be deleted there at any moment, by another machine.

    Its ids are a choice and nothing more: whoever asks compares with the vectors in SQLite, so
    what somebody else wrote there can't pass for near.
    """

    # Its distances are the server's word: `vectors` computes each cosine anew.
    exact = False
    most = MOST_RESULTS

    def __init__(
        self, server: ChromaServer, collection: Any, through: int, count: int, living: int
    ) -> None:
        self.through = through
        self.count = count
        self._living = living
        self._server = server
        self._collection = collection

    def nearest(self, vector: NDArray[np.float32], n: int) -> dict[int, float] | None:
        """The `n` nearest chunk ids with their cosines; ids may have died since.

        None if the server fails, or gives fewer than there are living ones.
        """
        wanted = min(n, self.count)
        if not wanted:
            return {}
        try:
            with self._server.session(self._server.address.seconds):
                # Shape (1, dimension): Chroma takes several questions at once.
                found = self._collection.query(
                    query_embeddings=vector[None], n_results=wanted, include=["distances"]
                )
                # Vectors of chunks that stand are gone there; only words would find those chunks.
                if len(found["ids"][0]) < min(n, self._living):
                    raise self._server.error("has lost vectors of this archive")
        except VectorServerError as error:
            log.warning("%s.", error)
            return None
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        # Somebody else may have put vectors there under ids that are no numbers.
        return {int(key): 1.0 - float(distance) for key, distance in pairs if key.isdecimal()}


def open_index(server: ChromaServer, connection: sqlite3.Connection) -> ServerIndex | None:
    """The server's collection as it serves this moment of the archive, or None in any trouble."""
    if server.is_resting:
        return None
    try:
        with server.session(server.address.seconds) as client:
            facts = collection_facts(connection)
            collection, through = find_collection(server, client, facts) if facts else (None, 0)
            # Raised within the session, which keeps it as `trouble`: each answer then tells of it.
            if collection is None:
                raise server.error("holds no vectors of this archive yet")
            count, living = collection.count(), _living(connection, through)
            if count < living:
                raise server.error("has lost vectors of this archive")
            return ServerIndex(server, collection, through, count, living)
    except VectorServerError as error:
        log.warning("%s.", error)
        return None


def _living(connection: sqlite3.Connection, through: int) -> int:
    query = "select count(*) from chunks where id <= ?"
    return int(connection.execute(query, (through,)).fetchone()[0])
