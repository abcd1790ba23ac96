"""What `doctor` says of the Chroma server: reached or not, and where it differs from SQLite."""

from __future__ import annotations

import sqlite3

from retrieval.archive.chroma.chroma_server import ChromaServer
from retrieval.archive.chroma.collection import facts_of, find_collection
from retrieval.archive.chroma.uploading import (
    UPLOAD_SECONDS,
    compared,
    differing,
    last_id,
    live_ids,
    server_ids,
)
from retrieval.errors import VectorServerError

MEND = "Run: dateline doctor --sync"


def seen_at(server: ChromaServer, connection: sqlite3.Connection) -> tuple[bool, str]:
    """Whether the server holds exactly the archive's vectors, and what was seen."""
    try:
        with server.session(UPLOAD_SECONDS) as client:
            facts = facts_of(connection)
            collection = find_collection(server, client, facts)[0] if facts else None
            if collection is None:
                raise server.error("holds no vectors of this archive yet")
            held = server_ids(collection)
            lost, dead = compared(live_ids(connection), held, last_id(connection))
            faults = [
                f"{count:,} {what}"
                for count, what in (
                    (len(lost), "are missing"),
                    (len(dead), "are of chunks that are gone"),
                    (differing(connection, collection), "of those looked at differ"),
                )
                if count
            ]
    except VectorServerError as error:
        return False, f"{error}; vectors are compared on this machine"
    where = f"{len(held):,} vectors at {server.address.shown}, {server.address.collection}"
    return not faults, f"{where}: {', '.join(faults) or 'as in the archive'}"
