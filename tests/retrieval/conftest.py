"""Fixtures that every test of retrieval may use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.archive.store import Archive, open_archive
from retrieval.embedding import MiniLM


@pytest.fixture(scope="session")
def minilm() -> MiniLM:
    """The shipped model, loaded once."""
    return MiniLM(threads=2)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where an archive may be made."""
    return tmp_path / "home"


@pytest.fixture
def minilm_archive(home: Path, minilm: MiniLM) -> Iterator[Archive]:
    """An empty archive for the shipped model's vectors."""
    with open_archive(home, minilm.name, minilm.dimension, create=True) as archive:
        yield archive
