"""What the tests of the commands share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval import reading
from support.kept_workers import KeptWorkers, ended_at_last


@pytest.fixture(scope="module", autouse=True)
def _kept_workers() -> Iterator[None]:
    """One command after another reads with the same processes: they took most of the time."""
    with pytest.MonkeyPatch.context() as patch, ended_at_last():
        patch.setattr(reading, "Workers", KeptWorkers)
        yield
