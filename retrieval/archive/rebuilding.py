"""Making everything that is derived from the articles anew, under the model in use.

What is made lies in a table of its own, group by group, until all of it is there; then one
transaction takes it into use. Askers see the old index until that moment and the new one
after it. A kill leaves the old one, and the next rebuild with the same model carries on.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from retrieval.archive.article_writing import (
    EmbeddedChunk,
    embed_new,
    insert_chunk,
    pack_spans,
    stored_vectors,
    unpack_spans,
    with_vectors,
)
from retrieval.archive.chroma.uploading import bring_up_to_date
from retrieval.archive.chunking import Chunk, chunks
from retrieval.archive.quantization import PackedVectors
from retrieval.archive.revisions import renew_revisions
from retrieval.archive.schema import OUTDATED_VECTORS
from retrieval.archive.snapshot import write_snapshot
from retrieval.archive.store import Archive, as_article, meta
from retrieval.archive.stories import renew_stories
from retrieval.types import Article, Progress

if TYPE_CHECKING:
    from retrieval.embedding import Embedder

Part = tuple[int, Article, list[Chunk]]
"""An article's row number, the article, and its chunks."""

GROUP_CHUNKS = 64
"""Chunks embedded before they are kept: few, so that a kill loses little work."""


def rebuild(
    archive: Archive,
    embedder: Embedder,
    progress: Progress = lambda done, total, source: None,
) -> int:
    """Split, embed and index every article anew; the number of articles.

    Vectors of the same model that are whole are kept, the others embedded again, and so are all
    of an archive from before version 5. The archive is the embedder's model's afterwards, whatever
    it was before.

    Raises:
        ArchiveLocked: Another process is writing.
        VectorServerError: The archive is rebuilt, and its Chroma server can't be used.
    """
    with archive.write_lock("dateline rebuild"):
        _begin(archive, embedder.name)
        for group, done, total in _groups(archive, embedder):
            _keep(archive, embedder, group)
            progress(done, total, group[-1][1].source)
        with archive.writing() as connection:
            count = _take_into_use(connection, embedder)
        # From here on this archive's transactions ask for the new model; who has the old is
        # refused.
        archive.model = embedder.name
        if archive.server is not None:
            bring_up_to_date(archive, archive.server, progress)
        else:
            write_snapshot(archive)
    return count


def unfinished(connection: sqlite3.Connection) -> str | None:
    """The model of a rebuild that broke off, or None."""
    name = meta(connection, "renewing")
    return None if name is None else str(name)


def _begin(archive: Archive, model: str) -> None:
    """What a rebuild with another model left over is of no use."""
    with archive.noting() as connection:
        if meta(connection, "renewing") != model:
            connection.execute("delete from renewed")
            connection.execute("insert or replace into meta values ('renewing', ?)", (model,))


def _groups(archive: Archive, embedder: Embedder) -> Iterator[tuple[list[Part], int, int]]:
    """Articles not made anew yet, some chunks at a time, and how far that is of how many."""
    with archive.reading() as connection:
        # A transaction for each step, and none for all: the longer one reads, the more SQLite's log
        # grows.
        total = connection.execute("select count(*) from articles").fetchone()[0]
        numbers = connection.execute(
            "select n from articles where n not in (select article from renewed) order by n"
        ).fetchall()
    # An article without a sentence leaves no row in `renewed`, and is among them each time.
    done = total - len(numbers)
    group: list[Part] = []
    for row in numbers:
        group.append(_part(archive, row["n"], embedder))
        done += 1
        if sum(len(made) for _, _, made in group) >= GROUP_CHUNKS:
            yield group, done, total
            group = []
    if group:
        yield group, done, total


def _part(archive: Archive, number: int, embedder: Embedder) -> Part:
    with archive.reading() as connection:
        article = _article(connection, number)
    made = chunks(
        article.text, article.furniture, embedder.count_tokens, size=embedder.chunk_tokens
    )
    return number, article, made


def _article(connection: sqlite3.Connection, number: int) -> Article:
    return as_article(
        connection.execute("select * from articles where n = ?", (number,)).fetchone()
    )


def _keep(archive: Archive, embedder: Embedder, group: Sequence[Part]) -> None:
    """Embed what is new in the group at once, and put it by."""
    known = _known(archive, embedder.name, group)
    parts = [(article, made) for _, article, made in group]
    vectors = embed_new(parts, known, embedder)
    rows = [
        (
            number,
            place,
            pack_spans(embedded.chunk),
            embedded.vector,
            embedded.sentences,
        )
        for number, article, made in group
        for place, embedded in enumerate(with_vectors(article, made, vectors))
    ]
    # A note, no change: what askers see is the same, so no process has to refresh anything.
    with archive.noting() as connection:
        connection.executemany("insert into renewed values (?, ?, ?, ?, ?)", rows)


def _known(archive: Archive, model: str, group: Sequence[Part]) -> PackedVectors:
    """The whole vectors held of these articles; none if they were made otherwise."""
    known: PackedVectors = {}
    with archive.reading() as connection:
        if meta(connection, "model") == model and not meta(connection, OUTDATED_VECTORS):
            for _, article, _ in group:
                known |= stored_vectors(connection, article.id)
    return known


def _take_into_use(connection: sqlite3.Connection, embedder: Embedder) -> int:
    """Put what was made in the place of what there was; the number of articles."""
    # The index keeps no text: to delete row by row takes the very words that each was put in with.
    connection.execute("insert into words (words) values ('delete-all')")
    for table in ("vectors", "sentences", "chunks"):
        connection.execute(f"delete from {table}")
    numbers = [row["n"] for row in connection.execute("select n from articles order by n")]
    # Under new ids (`autoincrement`): a snapshot of before leads to none of them.
    for number in numbers:
        article = _article(connection, number)
        for row in connection.execute(
            "select * from renewed where article = ? order by number", (number,)
        ).fetchall():
            chunk = Chunk(unpack_spans(row["spans"]))
            embedded = EmbeddedChunk(chunk, row["vector"], row["vectors"])
            insert_chunk(connection, number, article, embedded)
    renew_stories(connection)
    # After the chunks: it looks in the full-text index, and compares vectors.
    renew_revisions(connection)
    connection.execute("delete from renewed")
    connection.execute("delete from meta where key in ('renewing', ?)", (OUTDATED_VECTORS,))
    facts = {"model": embedder.name, "dimension": embedder.dimension}
    connection.executemany("insert or replace into meta values (?, ?)", facts.items())
    # The snapshot in use is of chunks that are gone: until the next, every vector is scanned.
    connection.execute("update meta set value = value + 1 where key = 'snapshot'")
    return len(numbers)
