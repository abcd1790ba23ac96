"""The collection that holds an archive's vectors, and the facts by which it is known as its own.

Its ids are the chunks', its metadata say whose they are: the archive, the embedding model, and
`through`, up to which id every chunk that was alive has been uploaded.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from retrieval.archive.archive_id import ensure_archive_id, find_archive_id
from retrieval.archive.chroma.chroma_server import ChromaServer
from retrieval.archive.snapshot import EF_SEARCH
from retrieval.archive.store import Archive, meta

THROUGH = "through"


@dataclass(frozen=True, slots=True)
class CollectionFacts:
    """Whose vectors these are."""

    archive: str
    model: str
    dimension: int

    def metadata(self, through: int) -> dict[str, str | int]:
        """As a collection says it."""
        return {
            "archive": self.archive,
            "model": self.model,
            "dimension": self.dimension,
            THROUGH: through,
        }


def collection_facts(connection: sqlite3.Connection) -> CollectionFacts | None:
    """The archive's own facts; None if it has never had vectors at a server."""
    found = find_archive_id(connection)
    return None if found is None else _facts(connection, found)


def identified(archive: Archive) -> CollectionFacts:
    """The archive's own facts; it is given an id if it has none."""
    found = ensure_archive_id(archive)
    with archive.reading() as connection:
        return _facts(connection, found)


def _facts(connection: sqlite3.Connection, archive_id: str) -> CollectionFacts:
    dimension = int(meta(connection, "dimension") or 0)
    return CollectionFacts(archive_id, str(meta(connection, "model")), dimension)


def find_collection(server: ChromaServer, client: Any, facts: CollectionFacts) -> tuple[Any, int]:
    """This archive's collection, and up to which chunk id it is complete.

    (None, 0) if there is none, or only one of another embedding model's vectors.

    Raises:
        VectorServerError: It is another archive's.
    """
    from chromadb.errors import NotFoundError

    name = server.address.collection
    try:
        # None: it gets vectors, and is never to embed a text.
        collection = client.get_collection(name, embedding_function=None)
    except NotFoundError:
        return None, 0
    # Somebody else's collection may have none.
    said = collection.metadata or {}
    if said.get("archive") != facts.archive:
        raise server.error(
            f"holds another archive's vectors in its collection {name!r}; give this one a name "
            "of its own with CHROMA_COLLECTION"
        )
    through = said.get(THROUGH, 0)
    # Whatever else differs, the model, the dimension, its vectors are of no use for this archive.
    return (collection, int(through)) if said == facts.metadata(through) else (None, 0)


def make_collection(server: ChromaServer, client: Any, facts: CollectionFacts) -> Any:
    """An empty collection for this archive, in place of its old one (see `find_collection`)."""
    from chromadb.errors import NotFoundError

    name = server.address.collection
    with suppress(NotFoundError):
        client.delete_collection(name)
    made = client.create_collection(
        name,
        embedding_function=None,
        metadata=facts.metadata(0),
        # As in a snapshot (`snapshot._fill`), so that both find alike.
        configuration={"hnsw": {"space": "cosine", "ef_search": EF_SEARCH}},
    )
    # When `chroma run` first reads a collection, what it has not saved yet (up to a thousand
    # vectors) goes into its index once more, which the next write waits for: half a minute on a
    # busy machine. Of an empty one there is nothing.
    made.count()
    return made
