"""What the tests of the reading processes share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from support.kept_workers import ended_at_last


@pytest.fixture(scope="module", autouse=True)
def _ended_at_last() -> Iterator[None]:
    """Processes that a module's tests hand on to each other end with it."""
    with ended_at_last():
        yield
