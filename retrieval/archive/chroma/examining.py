"""What `doctor` says of the Chroma server: reached or not, and where it differs from SQLite."""

from __future__ import annotations

import sqlite3

from retrieval.archive.chroma.chroma_server import ChromaServer
from retrieval.archive.chroma.collection import collection_facts, find_collection
from retrieval.archive.chroma.uploading import (
    UPLOAD_SECONDS,
    compared,
    differing,
    last_id,
    live_ids,
    server_ids,
)
from retrieval.errors import VectorServerError
from retrieval.messages import gettext, gettext_noop, number_words

MEND = gettext_noop("Run: dateline doctor --sync")


def seen_at(server: ChromaServer, connection: sqlite3.Connection) -> tuple[bool, str]:
    """Whether the server holds exactly the archive's vectors, and what was seen."""
    try:
        # As patient as an upload: no question waits for this.
        with server.session(UPLOAD_SECONDS) as client:
            facts = collection_facts(connection)
            collection = find_collection(server, client, facts)[0] if facts else None
            if collection is None:
                return False, _nothing_at(server)
            held = server_ids(collection)
            # Ids tell what is missing and what is left over. What was altered only the vectors
            # tell: a sample of them is compared.
            lost, dead = compared(live_ids(connection), held, last_id(connection))
            faults = [
                form.format(count=number_words(count))
                for count, form in (
                    (len(lost), gettext("{count} are missing")),
                    (len(dead), gettext("{count} are of chunks that are gone")),
                    (
                        differing(connection, collection),
                        gettext("{count} of those looked at differ"),
                    ),
                )
                if count
            ]
    except VectorServerError as error:
        return False, gettext("{error}; vectors are compared on this machine").format(error=error)
    seen = gettext("{count} vectors at {address}, {collection}: {faults}").format(
        count=number_words(len(held)),
        address=server.address.shown,
        collection=server.address.collection,
        faults=", ".join(faults) or gettext("as in the archive"),
    )
    return not faults, seen


def _nothing_at(server: ChromaServer) -> str:
    return gettext(
        "The Chroma server at {address} holds no vectors of this archive yet; vectors are compared "
        "on this machine"
    ).format(address=server.address.shown)
