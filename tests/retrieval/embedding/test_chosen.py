"""Which embedding model a setting names, and one sentence where it names none that can be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.embedding import MiniLM
from retrieval.embedding.chosen import chosen_model
from retrieval.errors import ConfigurationError


@pytest.mark.slow
def test_without_a_setting_it_is_the_shipped_one() -> None:
    assert isinstance(chosen_model(None, 1), MiniLM)


@pytest.mark.parametrize("name", ["nonesuch:model", "openai:"])
def test_a_provider_that_is_none_is_told_with_the_setting(name: str) -> None:
    with pytest.raises(ConfigurationError, match=r"DATELINE_EMBEDDING_MODEL") as raised:
        chosen_model(name, 1)
    assert "\n" not in str(raised.value)


def test_a_folder_comes_before_a_provider_of_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "nonesuch:model").mkdir()
    with pytest.raises(ConfigurationError) as raised:
        chosen_model("nonesuch:model", 1)
    assert "can't be made" not in str(raised.value)


def test_a_drive_of_windows_is_no_provider() -> None:
    with pytest.raises(ConfigurationError) as raised:
        chosen_model("C:\\models\\none", 1)
    assert "package is missing" not in str(raised.value)
