"""An archive of two articles, for the terminal faces."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from command_line import LATER, TREATY, front

from bot.cli import main


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in list(os.environ):
        if name.startswith(("DATELINE_", "DISCORD_", "LANGSMITH", "LANGCHAIN", "OPENAI_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    treaty = front("Harbour treaty signed", "Amber Post", "2019-05-04") + TREATY
    (folder / "treaty.md").write_text(treaty, "utf-8")
    later = front("Lighthouse opens", "Coast Daily", "2021-06-10") + LATER
    (folder / "lighthouse.md").write_text(later, "utf-8")
    return folder


@pytest.fixture
def indexed(home: Path, articles: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["index", "news"]) == 0
    capsys.readouterr()
    return articles
