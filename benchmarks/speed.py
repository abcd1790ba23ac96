"""Four figures that Dateline is held to, each beside what it is compared with, in one run.

    python -m benchmarks.speed            (or: make bench)

1. `dateline --help`: at most 0.25 s.
2. A whole `dateline ask` over the sample articles, against `import langchain_chroma` alone
   (pip install langchain-chroma to have the second half).
3. A question in a running process at 5,000 chunks: at most 50 ms.
4. Embedding, in passages a second, against sentence-transformers on the same weights, at least
   1.8 times as fast (pip install sentence-transformers and give the folder or the name of
   all-MiniLM-L6-v2 in DATELINE_BENCH_MODEL to have the second half).

Medians of several runs; machines differ, so read the ratios.
"""

from __future__ import annotations

import hashlib
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parent.parent
RUNS = 7
CHUNKS = 5000


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        environment = {**os.environ, "DATELINE_HOME": str(home / "sample")}
        subprocess.run(
            dateline("index", str(ROOT / "articles")),
            env=environment,
            check=True,
            capture_output=True,
        )
        show("dateline --help", seconds(dateline("--help"), environment), "s, at most 0.25")
        ask = seconds(dateline("ask", "Who proposed creating an SCO expert group?"), environment)
        show("dateline ask", ask, "s")
        if find_spec("langchain_chroma"):
            other = seconds([sys.executable, "-c", "import langchain_chroma"], environment)
            show("import langchain_chroma", other, "s")
            show("  ratio", ask / other, "times, at most 1")
        else:
            print("import langchain_chroma: not installed")
        question(home / "large")
        embedding()


def dateline(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "bot.cli", *arguments]


def seconds(command: list[str], environment: dict[str, str]) -> float:
    def run() -> None:
        subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True)

    return median(run)


def median(run: Callable[[], Any], runs: int = RUNS) -> float:
    run()
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        run()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def show(what: str, value: float, unit: str) -> None:
    print(f"{what:<44}{value:9.3f} {unit}", flush=True)


def vocabulary() -> list[str]:
    """Twenty thousand words: those of the sample articles, and pieced together from them."""
    text = " ".join(file.read_text("utf-8") for file in sorted((ROOT / "articles").glob("*.md")))
    known = sorted(set(text.split()))
    rng = random.Random(3)
    made = {rng.choice(known)[:4].lower() + rng.choice(known)[-4:].lower() for _ in range(40_000)}
    return [*known, *sorted(made)[: 20_000 - len(known)]]


def zipf(count: int) -> list[float]:
    """Weights under which words are as unequal as in real text."""
    return [1 / (rank + 3) for rank in range(count)]


def invented(words: list[str], rng: random.Random, length: int) -> str:
    """Sentences of words from the sample articles; nonsense, but of their kind and length."""
    sentences = (
        " ".join(rng.choices(words, zipf(len(words)), k=rng.randint(12, 28))).capitalize() + "."
        for _ in range(length // 20)
    )
    return " ".join(sentences)


class InventedVectors:
    """Stands in for the model while the archive is filled: where vectors point costs no time."""

    chunk_tokens = 230
    across = False

    def __init__(self, name: str, dimension: int) -> None:
        self.name, self.dimension = name, dimension
        self._rng = np.random.default_rng(5)

    def embed(self, texts: Sequence[str]) -> Any:
        vectors = self._rng.standard_normal((len(texts), self.dimension)).astype(np.float32)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text) // 5 for text in texts]


def question(home: Path) -> None:
    """Fill an archive with at least 5,000 chunks and ask it, with the real model."""
    from retrieval import factory
    from retrieval.archive import indexing
    from retrieval.factory import making
    from retrieval.settings import read_settings
    from retrieval.types import Article, Found, Question, Reading, SourceFile

    rng, words = random.Random(7), vocabulary()
    settings = read_settings(home=home)
    articles = []
    for number in range(CHUNKS // 5):
        text = "\n".join(invented(words, rng, 120) for _ in range(5))
        digest = hashlib.sha256(text.encode()).hexdigest()
        articles.append(Article(digest[:12], f"invented/{number}", text, digest))
    found = Found((SourceFile("invented", "/invented", "1"),))
    with factory.open_archive(settings, create=True) as archive:
        embedder = InventedVectors(making.MODEL_NAME, making.MODEL_DIMENSION)
        began = time.perf_counter()
        indexing.index(archive, embedder, found, lambda _file: Reading(tuple(articles)))
        with archive.reading() as connection:
            count = connection.execute("select count(*) from chunks").fetchone()[0]
        show(f"indexing {count:,} chunks, not embedding", time.perf_counter() - began, "s")
        chain = factory.make_chain(settings, archive)
        asked = iter(invented(words, rng, 20) + "?" for _ in range(200))
        times = []
        for _ in range(100):
            answer = chain.invoke(Question(next(asked)[:300]))
            times.append(answer.ms)
        times.sort()
        show(f"a question at {count:,} chunks, median", times[50], "ms, at most 50")
        show("  95th percentile", times[95], "ms")


def embedding() -> None:
    """Passages a second, of like and of mixed length."""
    from retrieval.embedding import MiniLM

    rng, words = random.Random(11), vocabulary()
    passages = [invented(words, rng, rng.choice((20, 60, 100, 140, 180))) for _ in range(200)]
    model = MiniLM(threads=2)
    ours = len(passages) / median(lambda: model.embed(passages), 3)
    show("embedding, mixed lengths", ours, "passages/s")
    name = os.environ.get("DATELINE_BENCH_MODEL")
    if not find_spec("sentence_transformers") or not name:
        print("sentence-transformers: not installed, or DATELINE_BENCH_MODEL not set")
        return
    from sentence_transformers import SentenceTransformer

    other = SentenceTransformer(name, device="cpu")
    theirs = len(passages) / median(lambda: other.encode(passages), 3)
    show("sentence-transformers", theirs, "passages/s")
    show("  ratio", ours / theirs, "times, at least 1.8")


if __name__ == "__main__":
    main()
