"""The server over a small archive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.mcp_app.server import ArchiveServer
from bot.question_service import make_question_service
from retrieval import factory
from retrieval.settings import Settings


@pytest.fixture(scope="module")
def server(filled: Path) -> Iterator[ArchiveServer]:
    settings = Settings(home=filled)
    with factory.open_archive(settings) as archive:
        yield ArchiveServer(make_question_service(settings, archive))
