"""Fixtures of the archive's tests."""

from __future__ import annotations

import os
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.archive import doctor
from retrieval.archive.chroma.chroma_server import ServerAddress
from retrieval.archive.indexing import index
from retrieval.archive.probe import look_into
from retrieval.archive.store import Archive
from retrieval.types import FoundFiles, IndexReport
from support.archives import Folder, HashedWords, Run, opened
from support.chroma import ChromaRun

NOBODY = 65534


@pytest.fixture
def embedder() -> HashedWords:
    return HashedWords()


@pytest.fixture
def archive(home: Path) -> Iterator[Archive]:
    """An empty archive for the small embedder."""
    with opened(home, create=True) as archive:
        yield archive


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "articles")


@pytest.fixture
def run(archive: Archive, folder: Folder, embedder: HashedWords) -> Run:
    """Index the whole folder, or what is handed over, into the archive."""

    def run(found: FoundFiles | None = None) -> IndexReport:
        return index(archive, embedder, found or folder.found(), folder.read)

    return run


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder that anybody can see, in a test that has no rights to anything else's."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name)
        path.chmod(0o755)
        before = os.geteuid()
        if before:
            yield path
            return
        os.chown(path, NOBODY, NOBODY)
        os.seteuid(NOBODY)
        try:
            yield path
        finally:
            os.seteuid(before)


@pytest.fixture
def probed_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Doctor looks into a snapshot in this process; a process of its own takes a second a look.

    That it is one of its own, and outlives a snapshot that crashes it, test_probe and test_doctor
    tell.
    """
    monkeypatch.setattr(doctor, "seen_in", look_into)


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
def address(chroma: ChromaRun) -> ServerAddress:
    """A collection of a test's own at the shared server."""
    return ServerAddress(chroma.url, collection=f"test-{uuid.uuid4().hex[:12]}", seconds=30.0)


@pytest.fixture
def filled(archive: Archive, folder: Folder, run: Run) -> Archive:
    for name in ("aaaa", "bbbb"):
        folder.put_story(name)
    run()
    return archive


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept.backup"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A home that holds nothing."""
    return tmp_path / "elsewhere"
