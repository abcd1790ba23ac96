"""A small archive, searched with the real parts: SQLite, Chroma and the shipped model."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.archive.store import Archive
from retrieval.search.retriever import HybridRetriever
from support.search_articles import ARTICLES


@pytest.fixture(scope="session")
def archive(make_archive: Callable[..., Archive]) -> Archive:
    """Read only: a test that changes anything makes its own."""
    return make_archive(*ARTICLES)


@pytest.fixture(scope="session")
def retriever(
    archive: Archive, make_retriever: Callable[[Archive], HybridRetriever]
) -> HybridRetriever:
    return make_retriever(archive)


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    return {a.id: a.text for a in ARTICLES}
