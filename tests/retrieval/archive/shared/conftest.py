"""A PostgreSQL server for these tests, and machines that share an archive on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from support.machines import Machines

MISSING = "PostgreSQL is not installed (apt-get install postgresql): a shared archive is not tested"


@pytest.fixture(scope="session")
def postgres() -> Iterator[object]:
    """The server, started once."""
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install '.[shared]'")
    from support.postgres import programs, running

    if programs() is None:
        pytest.skip(MISSING)
    with running() as server:
        yield server


@pytest.fixture
def url(postgres: object) -> str:
    """An empty database."""
    from support.postgres import Postgres

    assert isinstance(postgres, Postgres)
    return postgres.database()


@pytest.fixture
def machines(url: str, tmp_path: Path) -> Iterator[Machines]:
    with ExitStack() as stack:
        yield Machines(stack, url, tmp_path)
