"""The Chroma snapshot: a nearest-neighbour index of the stored vectors, written once, then read.

A folder of Chroma files that a process was killed over can crash the next one that opens it
natively, past any `except`. So a snapshot is written under another name, closed, sealed with
a manifest and only then renamed; we never write to it again; and one whose files aren't those
of its manifest any more, by their digests, is never opened, nor is another archive's.
"""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
import sqlite3
import sys
import weakref
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from retrieval.archive.archive_id import ensure_archive_id, find_archive_id
from retrieval.archive.quantization import unpack_vectors
from retrieval.archive.store import Archive, meta
from retrieval.private_files import FOLDER_MODE, make_private_below
from retrieval.telemetry import disable_telemetry

if TYPE_CHECKING:
    from numpy.typing import NDArray

FOLDER = "vectors"
COLLECTION = "chunks"
MANIFEST = "manifest.json"
DATABASE = "chroma.sqlite3"
ROWS, LENGTHS = "data_level0.bin", "length.bin"
LENGTH = 4  # bytes; each row's length, of a row or of room for one
BATCH = 1000  # vectors; 1.5 MB at a time
AT_ONCE = {"sync_threshold": 1, "batch_size": 1}
"""Each batch is written to the index files at once. By default Chroma leaves up to a thousand
vectors in its database, and whoever opens it writes index files of what lies in its own memory."""
EF_SEARCH = 400
"""Measured with jittered real vectors (`python -m benchmarks.speed search`): recall@50 .98 at 200
and .996 at 400 among 10,000, 1.0 at 200 among 100,000; a query takes a few milliseconds."""

STALE_SHARE = 0.1
"""What is stale is scanned exactly, or asked for in vain: at 5,000 chunks a tenth is half a
millisecond, where to write the snapshot anew takes seconds."""

log = logging.getLogger(__name__)


class Snapshot:
    """An open snapshot. It covers the chunk ids up to `through`, `count` of them.

    Chroma keeps what it opened, files and memory, until it is told to close: that is when the
    last question that uses this snapshot has let go of it.

    `exact`: its cosines are those of the vectors in SQLite. `most`: how many ids it gives at most.
    """

    exact = True
    most = sys.maxsize

    def __init__(self, path: Path, client: Any, through: int, count: int) -> None:
        self.path = path
        self.through = through
        self.count = count
        weakref.finalize(self, client.close).atexit = False
        self._collection = client.get_collection(COLLECTION, embedding_function=None)

    def nearest(self, vector: NDArray[np.float32], n: int) -> dict[int, float] | None:
        """The `n` nearest chunk ids with their cosines; ids may have died since.

        None if the snapshot turns out not to be readable.
        """
        if not self.count:
            return {}
        try:
            # The vector in shape (1, dimension): Chroma takes several questions at once.
            found = self._collection.query(
                query_embeddings=vector[None], n_results=min(n, self.count), include=["distances"]
            )
        except Exception:  # Chroma raises its own many kinds, and search goes on without it
            log.warning(
                "The vector snapshot %s can't be read; searching without it.",
                self.path,
                exc_info=True,
            )
            return None
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return {int(key): 1.0 - float(distance) for key, distance in pairs}


def open_snapshot(path: Path, archive_id: str | None) -> Snapshot | None:
    """This archive's snapshot in this folder, or None if there is none that may be opened."""
    try:
        manifest = _manifest(path, archive_id)
        if manifest is None:
            log.warning(
                "The vector snapshot %s is not whole, or another's; searching without it.", path
            )
            return None
        return Snapshot(path, _client(path), manifest["through"], manifest["count"])
    except Exception:  # Chroma raises its own many kinds, and search goes on without it
        log.warning(
            "The vector snapshot %s can't be opened; searching without it.", path, exc_info=True
        )
        return None


def current_path(home: Path, connection: sqlite3.Connection) -> Path | None:
    """The folder of the snapshot in use, or None if none was written yet."""
    number = meta(connection, "snapshot")
    return None if number is None else home / FOLDER / str(number)


def is_stale(archive: Archive) -> bool:
    """Whether the snapshot is due to be written anew: too much of it is new or dead."""
    with archive.reading() as connection:
        live = connection.execute("select count(*) from chunks").fetchone()[0]
        path = current_path(archive.home, connection)
        manifest = _manifest(path, find_archive_id(connection)) if path else None
        if manifest is None:
            # None that may be opened: due unless there is nothing to put in.
            return bool(live)
        covered = connection.execute(
            "select count(*) from chunks where id <= ?", (manifest["through"],)
        ).fetchone()[0]
    # What came after it and is scanned, and what died in it and is asked for in vain.
    stale = (live - covered) + (manifest["count"] - covered)
    return bool(stale > STALE_SHARE * live)


def is_whole_snapshot(path: Path, archive_id: str | None) -> bool:
    """Whether the files in this folder are those of its manifest, and that this archive's."""
    return _manifest(path, archive_id) is not None


def _manifest(path: Path, archive_id: str | None) -> dict[str, Any] | None:
    """The manifest of a whole snapshot of this archive, else None."""
    try:
        manifest: Any = json.loads((path / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(manifest, dict) or manifest.get("archive") != archive_id:
        return None
    return manifest if _is_whole(path, manifest) else None


def _is_whole(path: Path, manifest: dict[str, Any]) -> bool:
    """Whether the files are the manifest's; Chroma's database is written to, but never shrinks."""
    database = path / DATABASE
    size = database.stat().st_size if database.is_file() else -1
    return manifest.get("seals") == _seals(path) and size >= manifest.get("database", size + 1)


def write_snapshot(archive: Archive) -> None:
    """Write a snapshot of all stored vectors beside the old one, and take it into use.

    Hold the write lock. Nothing is embedded again. An unfinished one is thrown away.
    """
    folder = archive.home / FOLDER
    folder.mkdir(mode=FOLDER_MODE, exist_ok=True)
    archive_id = ensure_archive_id(archive)
    with archive.reading() as connection:
        number = int(meta(connection, "snapshot") or 0) + 1
        unfinished = folder / f"{number}.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        # Whole, but never taken into use: its process was killed between the renaming and that.
        shutil.rmtree(folder / str(number), ignore_errors=True)
        try:
            _fill(unfinished, connection, archive_id)
        except BaseException:
            # On a full disk the archive needs what this one takes up.
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
    # Chroma makes its files as the umask has it.
    make_private_below(unfinished)
    unfinished.rename(folder / str(number))
    with archive.writing() as connection:
        connection.execute("insert or replace into meta values ('snapshot', ?)", (number,))
    # The one before stays until the next: another process may be opening it this moment.
    _clear(folder, keep={str(number), str(number - 1)})


def _fill(path: Path, connection: sqlite3.Connection, archive_id: str) -> None:
    through = count = 0
    with closing(_client(path)) as client:
        collection = client.create_collection(
            COLLECTION,
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine", "ef_search": EF_SEARCH, **AT_ONCE}},
        )
        for keys, vectors in _stored(connection):
            collection.add(ids=[str(key) for key in keys], embeddings=vectors)
            through, count = keys[-1], count + len(keys)
    # Only once Chroma has closed the files, and before their digests are taken.
    _blank_room(path, count)
    manifest = {
        "archive": archive_id,
        "through": through,
        "count": count,
        "seals": _seals(path),
        "database": (path / DATABASE).stat().st_size,
    }
    (path / MANIFEST).write_text(json.dumps(manifest), "utf-8")


def _stored(connection: sqlite3.Connection) -> Iterator[tuple[list[int], NDArray[np.float32]]]:
    # By their ids, so that the last one is what the snapshot covers.
    rows = connection.execute("select chunk, vector from vectors order by chunk")
    while batch := rows.fetchmany(BATCH):
        yield [row["chunk"] for row in batch], unpack_vectors([row["vector"] for row in batch])


def _blank_room(path: Path, count: int) -> None:
    """Overwrite what the index files hold beyond their `count` rows.

    Chroma makes room for a hundred, and writes it out as it found it in memory: with pieces of
    articles and answers, of removed ones too, and of keys.
    """
    for lengths in path.glob(f"*/{LENGTHS}"):
        rows = lengths.stat().st_size // LENGTH
        for file in (lengths, lengths.with_name(ROWS)):
            size = file.stat().st_size
            used = size // rows * count
            with file.open("r+b") as opened:
                opened.seek(used)
                opened.write(bytes(size - used))


def _seals(path: Path) -> dict[str, str]:
    """The digest of each index file."""
    # The index files lie in folders; the database above them is written to by whoever opens it.
    found = [file for file in sorted(path.glob("*/*")) if file.is_file()]
    return {str(file.relative_to(path)): _digest(file) for file in found}


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def drop_snapshots(archive: Archive, *, keep_current: bool = False) -> None:
    """Delete all snapshots, or all but the one in use; search scans every vector without one.

    Hold the write lock.
    """
    with archive.reading() as connection:
        current = current_path(archive.home, connection)
    folder = archive.home / FOLDER
    if folder.is_dir():
        _clear(folder, {current.name} if keep_current and current else set())


def _clear(folder: Path, keep: set[str]) -> None:
    for old in folder.iterdir():
        if old.name not in keep:
            shutil.rmtree(old, ignore_errors=True)


def _client(path: Path) -> Any:
    disable_telemetry()
    import chromadb

    # Chroma writes the folder into what it is given.
    return chromadb.PersistentClient(path=str(path), settings=_settings().model_copy())


@cache  # to look the environment through for each of them takes as long as to open a folder
def _settings() -> Any:
    from chromadb.config import Settings

    # Chroma would take its settings, an address for traces among them, from a `.env` as well.
    return Settings(
        _env_file=None,  # type: ignore[call-arg]  # its own words on itself are older
        anonymized_telemetry=False,
        chroma_otel_granularity="none",
    )
