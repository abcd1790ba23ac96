"""The ways to a shared archive and back need, or forbid, the setting that names it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from retrieval.errors import ArchiveMissing, ConfigurationError
from retrieval.factory import sharing
from retrieval.settings import Settings

URL = SecretStr("postgresql://someone:canary@127.0.0.1:9/none")


def test_without_a_database_nothing_is_shared(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="DATELINE_DATABASE_URL is not set"):
        sharing.share(Settings(home=tmp_path / "home"))


def test_while_a_database_is_set_the_copy_is_not_left(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home").model_copy(update={"database_url": URL})
    with pytest.raises(ConfigurationError, match="Unset it") as raised:
        sharing.leave(settings)
    assert "canary" not in str(raised.value)


def test_what_is_not_there_can_not_be_left(tmp_path: Path) -> None:
    with pytest.raises(ArchiveMissing):
        sharing.leave(Settings(home=tmp_path / "home"))
