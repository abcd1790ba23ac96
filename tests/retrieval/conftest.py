"""Fixtures that every test of retrieval may use."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.embedding import MiniLM


@pytest.fixture(scope="session")
def minilm() -> MiniLM:
    """The shipped model, loaded once."""
    return MiniLM(threads=2)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where an archive may be made."""
    return tmp_path / "home"
