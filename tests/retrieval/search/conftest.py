"""A small archive, searched with the real parts: SQLite, Chroma and the shipped model."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from search_articles import ARTICLES

from retrieval.archive.indexing import index
from retrieval.archive.opening import open_archive
from retrieval.archive.store import Archive
from retrieval.archive.vectors import Vectors
from retrieval.embedding import MiniLM
from retrieval.search.retriever import HybridRetriever
from retrieval.types import Article, Found, Reading, SourceFile


@pytest.fixture(scope="session")
def embedder() -> MiniLM:
    return MiniLM(threads=1)


def fill(archive: Archive, embedder: MiniLM, articles: Sequence[Article]) -> None:
    """Index the articles, one a file, as if each had been read from its own."""
    files = tuple(SourceFile(a.source, f"/{a.source}", a.hash) for a in articles)
    by_source = {a.source: a for a in articles}
    index(archive, embedder, Found(files), lambda file: Reading((by_source[file.source],)))


@pytest.fixture(scope="session")
def make_archive(
    tmp_path_factory: pytest.TempPathFactory, embedder: MiniLM
) -> Iterator[Callable[..., Archive]]:
    opened: list[Archive] = []

    def make(*articles: Article) -> Archive:
        home: Path = tmp_path_factory.mktemp("home")
        archive = open_archive(home, embedder.name, embedder.dimension, create=True)
        opened.append(archive)
        fill(archive, embedder, articles)
        return archive

    yield make
    for archive in opened:
        archive.close()


@pytest.fixture(scope="session")
def archive(make_archive: Callable[..., Archive]) -> Archive:
    """Read only: a test that changes anything makes its own."""
    return make_archive(*ARTICLES)


@pytest.fixture(scope="session")
def retriever(archive: Archive, embedder: MiniLM) -> HybridRetriever:
    return HybridRetriever(archive=archive, vectors=Vectors(archive), embedder=embedder)


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    return {a.id: a.text for a in ARTICLES}
