"""Examining an archive; `rebuilding` mends what can be made again from the articles it holds."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from retrieval.archive.languages import advice, shares
from retrieval.archive.planning import is_missing
from retrieval.archive.probe import seen_in
from retrieval.archive.rebuilding import unfinished
from retrieval.archive.snapshot import current_path
from retrieval.archive.store import Archive, meta
from retrieval.archive.stories import story_faults


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing examined: whether it is sound, what was seen, and what mends it if not."""

    about: str
    sound: bool
    seen: str
    mend: str = ""


def examine(archive: Archive) -> Iterator[Finding]:
    """Everything that can differ between the files, SQLite and Chroma, one finding each."""
    with archive.reading() as connection:
        yield _sqlite(connection)
        yield _texts(connection)
        dimension = int(meta(connection, "dimension") or 0)
        yield _model(connection)
        yield _languages(connection)
        yield _parts(connection, dimension)
        yield _stories(connection)
        yield _files(connection)
        path = current_path(archive.home, connection)
        generation = meta(connection, "generation")
    yield _snapshot(path, dimension)
    yield Finding("generation", sound=True, seen=str(generation))


def _sqlite(connection: sqlite3.Connection) -> Finding:
    result = connection.execute("pragma quick_check").fetchone()[0]
    return Finding(
        "archive file",
        result == "ok",
        result,
        "Put back a copy, or index into a new DATELINE_HOME.",
    )


def _texts(connection: sqlite3.Connection) -> Finding:
    """Every text still has the hash under which it is cited."""
    count, wrong = 0, []
    for row in connection.execute("select id, hash, text from articles"):
        count += 1
        if hashlib.sha256(row["text"].encode()).hexdigest() != row["hash"]:
            wrong.append(row["id"])
    seen = f"{count:,} articles, {len(wrong)} differ from their hash {' '.join(wrong[:5])}".rstrip()
    return Finding("texts", not wrong, seen, "Remove these articles and index them again.")


def _model(connection: sqlite3.Connection) -> Finding:
    """Whose vectors these are, and whether changing that broke off."""
    seen = f"{meta(connection, 'model')}, {meta(connection, 'dimension')} numbers a vector"
    coming = unfinished(connection)
    if coming:
        seen += f"; a rebuild with {coming} is unfinished"
    mend = (
        f"Go on with DATELINE_EMBEDDING_MODEL set for {coming}, or as it is now: dateline rebuild"
    )
    return Finding("embedding model", coming is None, seen, mend if coming else "")


def _languages(connection: sqlite3.Connection) -> Finding:
    """In which languages the articles are, and what finds them better; never a fault."""
    told = ", ".join(f"{name} {share:.0%}" for name, share in shares(connection).items())
    return Finding("languages", sound=True, seen=advice(connection) or told or "none told")


def _parts(connection: sqlite3.Connection, dimension: int) -> Finding:
    """Each chunk has its vector, its sentences and its words, and nothing is left over."""
    chunks, vectors, sentences, words = (
        connection.execute(f"select count(*) from {table}").fetchone()[0]
        for table in ("chunks", "vectors", "sentences", "words_docsize")
    )
    damaged = connection.execute(
        "select count(*) from vectors join sentences using (chunk)"
        " where length(vector) != 4 * ?1 or length(spans) = 0"
        " or length(vectors) != length(spans) / 8 * (4 + ?1)",
        (dimension,),
    ).fetchone()[0]
    seen = (
        f"{chunks:,} chunks, {vectors:,} vectors, {sentences:,} sentence sets, {words:,} in words"
        f"{f', {damaged:,} of the wrong length' if damaged else ''}"
    )
    sound = chunks == vectors == sentences == words and not damaged
    return Finding("index", sound, seen, "Run: dateline rebuild")


def _stories(connection: sqlite3.Connection) -> Finding:
    """What is kept to tell copies of one story belongs to the articles held."""
    faults = story_faults(connection)
    seen = "sound" if not faults else f"{faults:,} faults in what is kept about copies"
    return Finding("stories", not faults, seen, "Run: dateline rebuild")


def _files(connection: sqlite3.Connection) -> Finding:
    """Files that are gone since they were indexed; a gone file is no damage, but worth saying."""
    keys = [row["file"] for row in connection.execute("select distinct file from articles")]
    # A page's key is its URL: nothing that could be looked for on the disk.
    gone = [key for key in keys if Path(key).is_absolute() and is_missing(key)]
    seen = f"{len(keys):,} files indexed, {len(gone)} of them no longer there"
    return Finding("files", not gone, seen, "Index their folder again, or remove their articles.")


def _snapshot(path: Path | None, dimension: int) -> Finding:
    if path is None:
        return Finding("vector snapshot", sound=True, seen="none yet; every vector is scanned")
    seen = seen_in(path, dimension)
    return Finding(
        "vector snapshot",
        seen is not None,
        f"{path.name}: {seen or 'it cannot be opened; every vector is scanned instead'}",
        "Run: dateline rebuild",
    )
