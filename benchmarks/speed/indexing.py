"""Indexing from nothing, and again after none or one of 5,000 files has changed."""

from __future__ import annotations

import os
import statistics
import sys
import time
from pathlib import Path

from benchmarks.invented import Invention
from benchmarks.speed.table import dateline, has, median, row, run, run_and_weigh, seconds
from retrieval import factory
from retrieval.settings import read_settings

ARTICLES, FILES = 1000, 5000
WORDS = 40  # of each of many files
CHANGES = 3


def indexing(folder: Path, count: int = ARTICLES) -> None:
    """A whole `dateline index`, and a tenth of it, against LangChain's tutorial."""
    for size in (count // 10, count):
        index_so_many(folder, size)


def index_so_many(folder: Path, size: int) -> None:
    invention, articles = Invention(), folder / str(size)
    articles.mkdir()
    for number in range(size):
        write(articles / f"{number}.txt", invention.article(number).text)
    command, environment = dateline("index", str(articles)), home(folder, f"home{size}")
    began = time.perf_counter()
    most = run_and_weigh(command, environment)
    ours = time.perf_counter() - began
    row(f"indexing {size:,} articles: memory at its most", most, unit="MB")
    peer = None
    if has("langchain_chroma", "langchain_text_splitters"):
        theirs = beside("tutorial", articles, folder / f"peer{size}")
        peer = seconds(lambda: run(theirs, dict(os.environ)))
    row(f"indexing {size:,} articles : LangChain's tutorial", ours, peer)


def again(folder: Path) -> None:
    """Index a folder in which nothing has changed, then one file."""
    articles, invention = folder / "articles", Invention()
    articles.mkdir()
    for number in range(FILES):
        write(articles / f"{number}.txt", invention.text(WORDS))
    environment, command = home(folder, "home"), dateline("index", str(articles))
    first = seconds(lambda: run(command, environment))
    row(f"indexing {FILES:,} short files from nothing", first)
    unchanged = median(lambda: run(command, environment))
    peer = None
    if has("langchain_chroma", "langchain_classic"):
        theirs = beside("api", articles, folder / "peer")
        run(theirs, dict(os.environ))
        peer = median(lambda: run(theirs, dict(os.environ)), 2)
    row(f"indexing {FILES:,} files, none changed : indexing API", unchanged, peer)
    change(articles, command, environment)


def change(articles: Path, command: list[str], environment: dict[str, str]) -> None:
    """One file changes: the run's seconds, and when a process that runs already finds it."""
    taken, later = [], []
    settings = read_settings(home=Path(environment["DATELINE_HOME"]))
    with factory.open_archive(settings) as archive:
        retriever = factory.make_retriever(settings, archive)
        for number in range(CHANGES + 1):
            word = f"quixotry{number}"
            write(articles / "7.txt", f"The council of Novara named the plan {word} on Monday.")
            taken.append(seconds(lambda: run(command, environment)))
            began = time.perf_counter()
            while not any(word in one.page_content for one in retriever.invoke(word)):
                time.sleep(0.01)
            later.append(time.perf_counter() - began)
    row(f"indexing {FILES:,} files, one changed", statistics.median(taken[1:]))
    row("  a running process finds it, after the run has ended", statistics.median(later[1:]))


def beside(what: str, articles: Path, place: Path) -> list[str]:
    return [sys.executable, "-m", "benchmarks.speed.peers", what, str(articles), str(place)]


def home(folder: Path, name: str) -> dict[str, str]:
    return {**os.environ, "DATELINE_HOME": str(folder / name)}


def write(file: Path, text: str) -> None:
    """An article whose headline is its first words."""
    file.write_text(f"{text[:60]}\n\n{text}\n", "utf-8")
