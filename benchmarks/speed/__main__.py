"""Run the measurements by name.

    python -m benchmarks.speed [item ...]        (or: make bench)

Items, all but `setup` by default:

    start       whole processes: help, one question, the conversation         (start:5000)
    embedding   passages a second, one question, and the share of what the processor can do
    indexing    articles from nothing                                         (indexing:1000)
    again       5,000 files of which none, or one, has changed
    search      the search alone, its recall, memory and disk                 (search:100000)
    questions   search, reading and answering                                 (questions:10000)
    setup       a new virtual environment; asks the package index

Peers, each left out where it is not installed: those of the extra `bench`, which `make bench`
installs; sentence-transformers, which brings PyTorch, with the folder of all-MiniLM-L6-v2 in
DATELINE_BENCH_MODEL; and Chroma's own model, where it has been downloaded before.

Filled archives are kept in the folder DATELINE_BENCH_HOMES, if that is set, for the next run.
Medians of several runs; machines differ and may be shared, so read the ratios.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.speed import asking, embedding, indexing, setup, start
from benchmarks.speed.table import machine

ITEMS: dict[str, Callable[..., None]] = {
    "start": start.start,
    "embedding": embedding.embedding,
    "indexing": indexing.indexing,
    "again": indexing.again,
    "search": asking.search,
    "questions": asking.questions,
    "setup": setup.setup,
}


def main(names: list[str]) -> None:
    print(machine())
    print(f"{'what':<62}{'Dateline':>10}{'peer':>10}{'ratio':>8}")
    for name in names or [item for item in ITEMS if item != "setup"]:
        item, _, size = name.partition(":")
        with tempfile.TemporaryDirectory() as folder:
            ITEMS[item](Path(folder), *([int(size)] if size else []))


if __name__ == "__main__":
    main(sys.argv[1:])
