"""Here the networks are what is tested: each run is one of theirs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from support.remembering_graphs import graphs_run


@pytest.fixture(scope="module", autouse=True)
def _graphs_run() -> Iterator[None]:
    with graphs_run():
        yield
