"""Snapshots that begin with a copy of Chroma's empty database.

Chroma makes one by thirty migrations each time: that took two thirds of what it takes to write the
small snapshots of most tests.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from retrieval.archive import snapshot


class Copying:
    """What opens a folder of Chroma's, an empty one with a copy of the database made first."""

    on = True
    """False where it is the writing of snapshots that is tested."""

    def __init__(self, client: Callable[[Path], Any], folder: Path) -> None:
        self._client = client
        self._first = folder / snapshot.DATABASE

    def __call__(self, path: Path) -> Any:
        if self.on and not path.exists():
            if not self._first.exists():
                self._client(self._first.parent).close()
            path.mkdir()
            shutil.copyfile(self._first, path / snapshot.DATABASE)
        return self._client(path)


@contextmanager
def snapshots_begun() -> Iterator[None]:
    """Whatever is written meanwhile begins with a copy."""
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        Path(name).chmod(0o755)  # some tests give up their rights
        patch.setattr(snapshot, "_client", Copying(snapshot._client, Path(name)))
        yield


@contextmanager
def snapshots_made() -> Iterator[None]:
    """Each that is written meanwhile is Chroma's own from its beginning."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Copying, "on", False)
        yield
