"""Fixtures of the tests over a Chroma server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.archive.chroma.chroma_server import ChromaServer, ServerAddress
from retrieval.archive.store import Archive
from support.archives import opened
from support.chroma import ChromaRun, Open, Proxy


@pytest.fixture
def proxy(chroma: ChromaRun) -> Iterator[Proxy]:
    proxy = Proxy(chroma.port)
    yield proxy
    proxy.close()


@pytest.fixture
def served(archive: Archive, address: ServerAddress) -> Archive:
    """An empty archive whose vectors are to lie at the server."""
    archive.server = ChromaServer(address)
    return archive


@pytest.fixture
def another(tmp_path: Path) -> Iterator[Open]:
    """Opens an empty archive in a folder of this name, with a server or without one."""
    made: list[Archive] = []

    def make(name: str, address: ServerAddress | None) -> Archive:
        archive = opened(tmp_path / name, create=True)
        archive.server = address and ChromaServer(address)
        made.append(archive)
        return archive

    yield make
    for archive in made:
        archive.close()
