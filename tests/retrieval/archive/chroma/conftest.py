"""Fixtures of the tests over a Chroma server."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.archive.chroma.server import ChromaServer, ServerAddress
from retrieval.archive.store import Archive
from support.archives import opened
from support.chroma import ChromaRun, Open, Proxy


@pytest.fixture(scope="session")
def one_chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaRun]:
    """The server that the tests share."""
    server = ChromaRun(tmp_path_factory.mktemp("chroma") / "data")
    yield server
    server.stop()


@pytest.fixture
def chroma(one_chroma: ChromaRun) -> ChromaRun:
    """The server, running; a test may stop and empty it, for each has a collection of its own."""
    if one_chroma.process is None:
        one_chroma.start()
    return one_chroma


@pytest.fixture
def proxy(chroma: ChromaRun) -> Iterator[Proxy]:
    proxy = Proxy(chroma.port)
    yield proxy
    proxy.close()


@pytest.fixture
def address(chroma: ChromaRun) -> ServerAddress:
    """A collection of a test's own at the shared server."""
    return ServerAddress(chroma.url, collection=f"test-{uuid.uuid4().hex[:12]}", seconds=5.0)


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
