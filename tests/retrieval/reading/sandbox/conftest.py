"""What the tests of the reading processes share."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="module", autouse=True)
def _kept_workers(workers_end: None) -> None:
    """Processes that the tests hand on to each other are ended."""
