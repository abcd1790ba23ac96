"""Questions in a running process, and the search alone, as the archive grows.

Each size is asked in a process of its own, so that its memory is that of a running bot.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np

from benchmarks.invented import InventedVectors, chunk_count, fill, questions_about
from benchmarks.speed.peers import bm25, similarity_search
from benchmarks.speed.table import memory, percentile, row, seconds, size_of
from retrieval import factory
from retrieval.archive.quantization import unpack_vectors
from retrieval.archive.store import Archive
from retrieval.archive.vectors import Vectors
from retrieval.factory import building
from retrieval.search.search import find_passages
from retrieval.settings import Settings, read_settings
from retrieval.types import Question

QUESTIONS = 40
SIZES = (1000, 10_000)
OUTLET = "Outlet 7"  # one of twenty
LOADS = Question("What was said of the bridge?")  # what is loaded once
MANY = 200_000
"""Chunks, above which there is no peer: its copy of them would not fit beside ours."""

HERE = "benchmarks.speed.asking"


def questions(folder: Path, *sizes: int) -> None:
    """Search, reading and answering, against a bare similarity search over the same chunks."""
    at_each(folder, sizes, "ask")


def search(folder: Path, *sizes: int) -> None:
    """The search alone, of everything and of one outlet; how much of the nearest it finds."""
    at_each(folder, sizes, "look")


def at_each(folder: Path, sizes: tuple[int, ...], what: str) -> None:
    """Fill an archive of each size, unless it was kept, and measure it in a new process."""
    for size in sizes or SIZES:
        home = Path(os.environ.get("DATELINE_BENCH_HOMES") or folder) / str(size)
        if not home.exists():
            count, taken = fill(read_settings(home=home), size)
            row(f"{count:,} chunks: filling, without embedding", taken)
        subprocess.run([sys.executable, "-m", HERE, what, str(home)], check=True)


@contextmanager
def opened(home: Path) -> Iterator[tuple[Settings, Archive, str, list[str]]]:
    """The archive, with the beginning of its rows and what is asked of it."""
    settings = read_settings(home=home)
    with factory.open_archive(settings) as archive:
        name = f"{chunk_count(archive):,} chunks"
        yield settings, archive, name, list(questions_about(archive, QUESTIONS))


def ask(home: Path) -> None:
    with opened(home) as (settings, archive, name, asked):
        chain = factory.make_chain(settings, archive)
        chain.invoke(LOADS)
        took = [seconds(partial(chain.invoke, Question(text))) for text in asked]
        row(f"{name}: memory of a process that answers, at its most", memory(), unit="MB")
        times(f"{name}: answer", took, None)


def look(home: Path) -> None:
    with opened(home) as (settings, archive, name, asked):
        embedder = factory.make_embedder(settings)
        vectors = building.make_vectors(archive, embedder)
        one = partial(find_passages, archive, vectors, embedder)
        one(LOADS)
        all_ = [seconds(partial(one, Question(text))) for text in asked]
        some = [seconds(partial(one, Question(text, outlet=OUTLET))) for text in asked]
        row(f"{name}: memory of a process that searches, now", memory("VmRSS"), unit="MB")
        row(f"{name}: recall of the 50 nearest", recall(archive, vectors), unit="share")
        row(f"{name}: disk a chunk", size_of(home) / chunk_count(archive) / 1000, unit="kB")
        beside = peers(settings, archive) if chunk_count(archive) < MANY else {}
        for peer, asks in beside.items():
            times(f"{name}: search : {peer}", all_, [seconds(partial(asks, t, {})) for t in asked])
        where = {"outlet": OUTLET}
        similar = beside.get("langchain-chroma")
        theirs = [seconds(partial(similar, t, where)) for t in asked] if similar else None
        if not beside:
            times(f"{name}: search", all_, None)
        times(f"{name}: search of one outlet of twenty : langchain-chroma", some, theirs)


def times(what: str, ours: list[float], theirs: list[float] | None) -> None:
    """Rows in milliseconds: the median and the 95th percentile."""
    for name, at in (("median", 0.5), ("95th percentile", 0.95)):
        peer = 1000 * percentile(theirs, at) if theirs else None
        row(f"{what}, {name}", 1000 * percentile(ours, at), peer, "ms")


def peers(settings: Settings, archive: Archive) -> dict[str, Callable[[str, dict[str, str]], Any]]:
    """By name: what searches the same chunks, given a question and the metadata wanted."""
    made = (similarity_search(settings, archive), bm25(archive))
    names = ("langchain-chroma", "rank_bm25")
    return {name: one for name, one in zip(names, made, strict=True) if one}


def recall(archive: Archive, vectors: Vectors, nearest: int = 50) -> float:
    """The share of the nearest chunks that the index finds too, by exact search over all."""
    asked = InventedVectors().embed([""] * QUESTIONS)
    with archive.reading() as connection:
        exact = exactly(connection, asked, nearest)
        found = [vectors.nearest(connection, vector, nearest).keys() for vector in asked]
    return mean(len(a & b) / nearest for a, b in zip(exact, found, strict=True))


def exactly(connection: Any, asked: Any, nearest: int, batch: int = 20_000) -> list[set[int]]:
    """The nearest chunks of each vector, by cosine with every one; a batch of them at a time."""
    best: list[list[tuple[float, int]]] = [[] for _ in asked]
    rows = connection.execute("select chunk, vector from vectors")
    while some := rows.fetchmany(batch):
        cosines = asked @ unpack_vectors([one["vector"] for one in some]).T
        for kept, line in zip(best, cosines, strict=True):
            top = np.argsort(-line)[:nearest]
            kept += [(float(line[at]), some[at]["chunk"]) for at in top]
            kept[:] = sorted(kept, reverse=True)[:nearest]
    return [{chunk for _, chunk in kept} for kept in best]


if __name__ == "__main__":
    {"ask": ask, "look": look}[sys.argv[1]](Path(sys.argv[2]))
