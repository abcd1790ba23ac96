"""What Dateline costs in time, memory and disk, each figure beside a peer's of the same run.

    python -m benchmarks.speed [item ...]        (or: make bench)

Items, all by default: start, questions, search, again, disk, embedding. `questions:100000` and
`search:100000` ask at another size; `search` reads nothing. Peers: langchain-chroma (pip install
langchain-chroma) for start-up and questions; sentence-transformers (with PyTorch, and the folder or
name of all-MiniLM-L6-v2 in DATELINE_BENCH_MODEL) for embedding. Without a peer its column stays
empty.

Medians of several runs; machines differ and may be shared, so read the ratios.
"""

from __future__ import annotations

import os
import pty
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.invented import (
    ROOT,
    InventedVectors,
    Invention,
    chunk_count,
    fill,
    questions_about,
)
from retrieval import factory
from retrieval.archive.quantization import unpack_vectors
from retrieval.archive.store import Archive
from retrieval.archive.vectors import Vectors
from retrieval.factory import making
from retrieval.search.search import find
from retrieval.settings import Settings, read_settings
from retrieval.types import Question

RUNS = 5
QUESTIONS = 40
FILES = 5000
# Chunks of the archives that are asked by default.
SIZES = (1000, 10_000)
ASKED = "Who proposed creating an SCO expert group?"
PROMPT = b"dateline>"  # colours follow


def main() -> None:
    print(f"{'what':<52}{'Dateline':>10}{'peer':>10}{'ratio':>8}")
    for name in sys.argv[1:] or ITEMS:
        item, _, size = name.partition(":")
        # A folder of its own for each item, so that none finds what another has left.
        with tempfile.TemporaryDirectory() as folder:
            ITEMS[item](Path(folder), *([int(size)] if size else []))


def row(what: str, ours: float, peer: float | None = None, unit: str = "s") -> None:
    beside = f"{peer:>10.3f}{ours / peer:>8.2f}" if peer else ""
    # Written at once, since an item takes minutes.
    print(f"{f'{what} ({unit})':<52}{ours:>10.3f}{beside}", flush=True)


def start(folder: Path) -> None:
    """Whole processes: help, one question, and the conversation's first prompt."""
    environment = {**os.environ, "DATELINE_HOME": str(folder)}
    run(dateline("index", str(ROOT / "articles")), environment)
    # What a peer needs before its first line of work: importing it.
    chroma = [sys.executable, "-c", "import langchain_chroma"]
    peer = median(lambda: run(chroma, environment)) if find_spec("langchain_chroma") else None
    row("dateline --help : import langchain_chroma",
        median(lambda: run(dateline("--help"), environment)), peer)  # fmt: skip
    row("dateline ask : import langchain_chroma",
        median(lambda: run(dateline("ask", ASKED), environment)), peer)  # fmt: skip
    row("dateline chat, first prompt : the same",
        median(lambda: until_prompt(dateline("chat"), environment)), peer)  # fmt: skip


def dateline(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "bot.cli", *arguments]


def run(command: list[str], environment: dict[str, str]) -> None:
    subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True)


def until_prompt(command: list[str], environment: dict[str, str]) -> None:
    """Run a command in a terminal of its own until it asks for the first line."""
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        command, env=environment, cwd=ROOT, stdin=theirs, stdout=theirs, stderr=theirs
    )
    # The child has its own end of it; with ours open, too, its end would never be told.
    os.close(theirs)
    seen = b""
    try:
        while PROMPT not in seen:
            seen += os.read(ours, 4096)
    except OSError:  # what a terminal says whose last process has ended
        raise SystemExit(f"{command[-1]} ended without a prompt: {seen.decode()}") from None
    child.kill()
    child.wait()
    os.close(ours)


def median(work: Callable[[], Any], runs: int = RUNS) -> float:
    work()  # what the disk's cache holds from then on
    return statistics.median(seconds(work) for _ in range(runs))


def questions(folder: Path, *sizes: int) -> None:
    """Questions in a running process, against a bare similarity search over the same chunks."""
    for size in sizes or SIZES:
        settings = read_settings(home=folder / str(size))
        count, seconds = fill(settings, size)
        row(f"{count:,} chunks: indexing one, without embedding", 1000 * seconds / count, unit="ms")
        ask(settings, count)


def ask(settings: Settings, count: int) -> None:
    with factory.open_archive(settings) as archive:
        chain = factory.make_chain(settings, archive)
        asked = list(questions_about(archive, QUESTIONS))
        chain.invoke(Question("What was said of the bridge?"))  # loads what is loaded once
        # Between `before` and `processor` the questions run alone, so the time is theirs.
        before = time.process_time()
        ours = [seconds(partial(chain.invoke, Question(text))) for text in asked]
        processor = time.process_time() - before
        row(f"{count:,} chunks: memory at its most", peak_memory(), unit="MB")
        peers: list[float] = []
        if find_spec("langchain_chroma"):  # last, so that its copy counts for no memory of ours
            search = similarity_search(settings, archive)
            peers = [seconds(partial(search, text)) for text in asked]
    for name, at in (("median", 0.5), ("95th percentile", 0.95)):
        peer = percentile(peers, at) if peers else None
        row(f"{count:,} chunks: question, {name} : search", percentile(ours, at), peer)
    row(f"{count:,} chunks: processor time a question", 1000 * processor / len(asked), unit="ms")


def search(folder: Path, *sizes: int) -> None:
    """The search alone, of everything and of one outlet; how much of the nearest it finds."""
    for size in sizes or SIZES:
        settings = read_settings(home=folder / str(size))
        count, taken = fill(settings, size)
        row(f"{count:,} chunks: filling the archive, the snapshot included", taken)
        with factory.open_archive(settings) as archive:
            find_all(settings, archive, count)
        whole = sum(file.stat().st_size for file in settings.home.rglob("*") if file.is_file())
        row(f"{count:,} chunks: disk a chunk", whole / count / 1000, unit="kB")


def find_all(settings: Settings, archive: Archive, count: int) -> None:
    embedder = factory.make_embedder(settings)
    vectors = making.make_vectors(archive, embedder)
    asked = list(questions_about(archive, QUESTIONS))
    # As `ask` does it: what is loaded at the first search is not its time.
    find(archive, vectors, embedder, Question("What was said of the bridge?"))
    # One outlet of twenty, so that a limit leaves a twentieth of the chunks.
    for of, outlet in (("all", None), ("one outlet", "Outlet 7")):
        questions = [Question(text, outlet=outlet) for text in asked]
        taken = [seconds(partial(find, archive, vectors, embedder, one)) for one in questions]
        for name, at in (("median", 0.5), ("95th percentile", 0.95)):
            what = f"{count:,} chunks: search of {of}, {name}"
            row(what, 1000 * percentile(taken, at), unit="ms")
    row(f"{count:,} chunks: memory at its most", peak_memory(), unit="MB")
    row(f"{count:,} chunks: recall of the 50 nearest", recall(archive, vectors), unit="share")


def recall(archive: Archive, vectors: Vectors, nearest: int = 50) -> float:
    """The share of the nearest chunks that the index finds too, by exact search over all."""
    # Of the same kind as those held: random vectors are about equally far from all.
    invented = InventedVectors().embed([""] * QUESTIONS)
    found = []
    with archive.reading() as connection:
        rows = connection.execute("select chunk, vector from vectors").fetchall()
        keys = np.array([one["chunk"] for one in rows])
        # Shape (QUESTIONS, chunks), put together from blocks: as floats, all vectors at once would
        # take four times the room.
        cosines = np.hstack(
            [
                invented @ unpack_vectors([one["vector"] for one in rows[at : at + 20_000]]).T
                for at in range(0, len(rows), 20_000)
            ]
        )
        for vector, row_ in zip(invented, cosines, strict=True):
            # The nearest, in no order: only which they are counts.
            exact = set(keys[np.argpartition(-row_, nearest)[:nearest]].tolist())
            found.append(len(exact & vectors.nearest(connection, vector, nearest).keys()))
    return statistics.mean(found) / nearest


def seconds(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def percentile(values: list[float], at: float) -> float:
    return sorted(values)[int(at * (len(values) - 1))]


def similarity_search(settings: Settings, archive: Any) -> Callable[[str], Any]:
    """langchain-chroma with the same model, over the same chunks and vectors."""
    import chromadb
    from langchain_chroma import Chroma

    # The model embeds questions alone: the chunks' vectors are taken from the archive.
    model = factory.make_embedder(settings)
    store = Chroma("bench", embedding_function=model, client=chromadb.EphemeralClient())
    with archive.reading() as connection:
        rows = connection.execute(
            'select chunk, vector, substr(text, start + 1, "end" - start) as passage from vectors'
            " join chunks on chunks.id = chunk join articles on article = n"
        ).fetchall()
    # Chroma takes some thousands of records at once, not all.
    for first in range(0, len(rows), 1000):
        some = rows[first : first + 1000]
        store._collection.add(  # noqa: SLF001 - with the vectors that are there already
            ids=[str(one["chunk"]) for one in some],
            embeddings=unpack_vectors([one["vector"] for one in some]),
            documents=[one["passage"] for one in some],
        )
    return lambda text: store.similarity_search(text, k=8)


def peak_memory() -> float:
    """This process's, in megabytes, from /proc; 0 where there is none."""
    status = Path("/proc/self/status")
    # "VmHWM:   412345 kB", the most that this process has ever held.
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(one.split()[1]) / 1000 for one in lines if one.startswith("VmHWM")), 0.0)


def again(folder: Path) -> None:
    """Index a folder in which nothing has changed."""
    invention, articles = Invention(), folder / "articles"
    articles.mkdir()
    for number in range(FILES):
        (articles / f"{number}.txt").write_text(invention.text(40), "utf-8")
    environment = {**os.environ, "DATELINE_HOME": str(folder / "home")}
    # The first run indexes; `median` runs the next ones, of which one more is not counted.
    run(dateline("index", str(articles)), environment)
    seconds = median(lambda: run(dateline("index", str(articles)), environment), 3)
    row(f"indexing {FILES:,} files of which none has changed", seconds)


def disk(folder: Path) -> None:
    """What an archive takes, text and all, a chunk."""
    settings = read_settings(home=folder)
    count, _ = fill(settings, SIZES[-1])
    with factory.open_archive(settings) as archive, archive.reading() as connection:
        text = connection.execute("select sum(length(text)) from articles").fetchone()[0]
        assert chunk_count(archive) == count
    whole = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    row("disk a chunk : its text alone", whole / count / 1000, text / count / 1000, "kB")


def embedding(_: Path) -> None:
    """Passages a second, of mixed length."""
    from retrieval.embedding import MiniLM

    invention, rng = Invention(), random.Random(11)
    # In words; mixed, since what a passage takes goes by its length.
    passages = [invention.text(rng.choice((20, 60, 100, 140, 180))) for _ in range(200)]
    model = MiniLM(threads=2)
    ours, peer = len(passages) / median(lambda: model.embed(passages), 3), None
    name = os.environ.get("DATELINE_BENCH_MODEL")
    if name and find_spec("sentence_transformers"):
        from sentence_transformers import SentenceTransformer

        other = SentenceTransformer(name, device="cpu")
        peer = len(passages) / median(lambda: other.encode(passages), 3)
    row("embedding : sentence-transformers", ours, peer, "passages/s")


ITEMS: dict[str, Callable[..., None]] = {
    "start": start,
    "questions": questions,
    "search": search,
    "again": again,
    "disk": disk,
    "embedding": embedding,
}


if __name__ == "__main__":
    main()
