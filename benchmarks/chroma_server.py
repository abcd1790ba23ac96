"""What a Chroma server costs: uploading random vectors, and asking it beside a local snapshot.

    python -m benchmarks.chroma_server [CHUNKS]

It starts `chroma run` at 127.0.0.1 with a folder of its own, and takes both away again.
"""

from __future__ import annotations

import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np

from retrieval.archive.article_writing import put_article
from retrieval.archive.chroma.chroma_server import ChromaServer, ServerAddress
from retrieval.archive.chroma.uploading import BATCH, bring_up_to_date
from retrieval.archive.opening import open_archive
from retrieval.archive.quantization import pack_vectors
from retrieval.archive.snapshot import write_snapshot
from retrieval.archive.store import Archive
from retrieval.archive.vectors import Vectors
from retrieval.types import Article, Progress

# As the shipped model's; what lies in the vectors is chance, so no model is loaded.
DIMENSION = 384
ROUNDS = 200
DEPTH = 100
"""Neighbours, as the search asks for them."""

# What the command `chroma run` calls in the end.
RUN = "import sys, chromadb_rust_bindings as rust; rust.cli(['chroma', 'run', *sys.argv[1:]])"


def main(chunks: int) -> None:
    """Print how long each takes."""
    with tempfile.TemporaryDirectory() as name, chroma_run(Path(name) / "chroma") as url:
        folder = Path(name)
        with open_archive(folder / "there", "random", DIMENSION, create=True) as there:
            insert(there, chunks)
            # The copy is made before there is a server, so that it answers from a snapshot.
            shutil.copytree(folder / "there", folder / "here")
            there.server = ChromaServer(ServerAddress(url, seconds=60.0))
            took = timed(lambda: bring_up_to_date(there, there.server, told()))  # type: ignore[arg-type]
            print(f"uploaded {chunks:,} vectors in {took:.0f} s: {chunks / took:,.0f} a second")
            # Everything is there by now, so nothing is uploaded.
            took = timed(lambda: bring_up_to_date(there, there.server, thorough=True))  # type: ignore[arg-type]
            print(f"compared every id, and a sample of vectors, in {took:.2f} s")
            # One in a hundred goes there and stays here: no more than some 99 of 100 can be shared.
            delete(there, chunks // 100)
            took = timed(lambda: bring_up_to_date(there, there.server))  # type: ignore[arg-type]
            print(f"found and deleted {chunks // 100:,} dead ones in {took:.2f} s")
            with Archive(folder / "here" / "archive.sqlite") as here:
                took = timed(lambda: write_snapshot(here))
                print(f"a snapshot of them was written in {took:.0f} s")
                compare(there, here)


def told() -> Progress:
    """How far the upload is, about twenty times, and the seconds since it began."""
    began = time.perf_counter()

    def progress(done: int, total: int, what: str) -> None:
        # In whole batches, since progress comes after each.
        step = max(1, total // (20 * BATCH)) * BATCH
        if done % step == 0:
            passed = time.perf_counter() - began
            print(f"{done:,} of {total:,} {what}, {passed:.0f} s", file=sys.stderr, flush=True)

    return progress


def compare(there: Archive, here: Archive) -> None:
    """The time of a question's nearest neighbours at the server, in the snapshot, and by scan."""
    scanned = Archive(here.path)
    ways = {
        "server": (there, Vectors(there)),
        "snapshot": (here, Vectors(here)),
        "scan": (scanned, Vectors(scanned, exact_up_to=sys.maxsize)),
    }
    times: dict[str, list[float]] = {way: [] for way in ways}
    shared = 0
    for question in unit(ROUNDS + 3, seed=3):
        found = {}
        # The ways take turns with each question, so that what else the machine does hits all alike.
        for way, (archive, vectors) in ways.items():
            with archive.reading() as connection:
                began = time.perf_counter()
                found[way] = set(vectors.nearest(connection, question, DEPTH))
                times[way].append(time.perf_counter() - began)
        shared += len(found["server"] & found["snapshot"])
    for way, taken in times.items():
        usual = sorted(taken[3:])  # the first opened and loaded
        p95 = usual[int(len(usual) * 0.95)]
        print(f"{way}: {1000 * statistics.median(usual):.1f} ms, 95 % within {1000 * p95:.1f} ms")
    print(f"server and snapshot share {shared / (ROUNDS + 3):.1f} of {DEPTH} ids")
    scanned.close()


def insert(archive: Archive, chunks: int) -> None:
    """One article, and so many chunks of random vectors."""
    with archive.writing() as connection:
        put_article(connection, "file", Article("a", "source", "text", "hash"), [])
        connection.executemany(
            'insert into chunks (article, start, "end") values (1, 0, 1)', ((),) * chunks
        )
        # A row of bytes for each vector; ids count from 1, as SQLite gives them to the chunks.
        packed = pack_vectors(unit(chunks, seed=1))
        connection.executemany("insert into vectors values (?, ?)", enumerate(packed, start=1))


def delete(archive: Archive, chunks: int) -> None:
    """Every hundredth chunk or so."""
    with archive.writing() as connection:
        connection.execute("delete from chunks where id % 100 = 7 and id <= ?", (100 * chunks,))


def unit(count: int, seed: int) -> np.ndarray:
    """Random unit vectors, shape (count, DIMENSION)."""
    rows = np.random.default_rng(seed).standard_normal((count, DIMENSION)).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True))


def timed(work: Callable[[], None]) -> float:
    """The seconds that it takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


@contextmanager
def chroma_run(folder: Path) -> Iterator[str]:
    """A server in this folder, at an address of this machine's own."""
    with socket.socket() as held:
        # Free at this moment; nobody else is likely to take it before the server does.
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    where = ["--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    command = [sys.executable, "-c", RUN, *where]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            # Up to a minute, for a slow disk.
            for _ in range(600):
                with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                    break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            # Killed, not told to stop: its folder goes with it.
            process.kill()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
