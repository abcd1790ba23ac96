"""Fixtures that every test of the Discord face may use."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from simcord import Env

LOOK_SECONDS = 0.005


@pytest.fixture(scope="package", autouse=True)
def _quickly_settled() -> Iterator[None]:
    """simcord waits a twentieth of a second before it looks again whether the bot is done."""
    settle = Env._settle_internal

    async def settled(env: Env, *, idle: float = LOOK_SECONDS, **options: Any) -> None:
        await settle(env, idle=min(idle, LOOK_SECONDS), **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Env, "_settle_internal", settled)
        yield


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lock of the token lies there; every test has the same token."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
