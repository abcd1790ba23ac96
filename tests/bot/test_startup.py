"""What every command begins with: settings of the environment and `.env`, and the archive."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.startup import held_archive, read_configuration, tell_behind
from retrieval.errors import ArchiveMissing, ConfigurationError
from support.discord_archive import article, shelve


@pytest.fixture(autouse=True)
def quiet_log(restored_logging: None) -> None: ...


def test_settings_come_from_the_environment_and_then_from_the_file(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("DATELINE_ANSWER_SECONDS=30\nDATELINE_THREADS=1\n", "utf-8")
    monkeypatch.setenv("DATELINE_THREADS", "2")
    settings = read_configuration()
    assert (settings.home, settings.answer_seconds, settings.threads) == (home, 30, 2)


def test_a_wrong_setting_is_told_by_its_name(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_ANSWER_SECONDS", "soon")
    with pytest.raises(ConfigurationError, match=r"DATELINE_ANSWER_SECONDS is wrong: it must be a"):
        read_configuration()


def test_a_home_that_is_a_file_is_told(home: Path) -> None:
    home.touch()
    with pytest.raises(ConfigurationError):
        held_archive()


def test_without_an_archive_none_is_made(home: Path) -> None:
    with pytest.raises(ArchiveMissing):
        held_archive()
    assert not home.exists()


def test_the_archive_that_is_held_is_opened(home: Path) -> None:
    shelve(home, article("one"))
    with held_archive() as archive:
        assert archive.coverage().articles == 1


@pytest.mark.parametrize(
    ("behind", "told"), [(None, ""), ("It may be behind.", "It may be behind.\n")]
)
def test_a_copy_that_may_be_behind_says_so_beside_the_output(
    behind: str | None, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    tell_behind(cast("Any", SimpleNamespace(behind=behind)))
    assert capsys.readouterr() == ("", told)
