"""An archive of two articles, for the terminal faces."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from command_line import LATER, TREATY, front

from bot.cli import main

OURS = ("DATELINE_", "DISCORD_", "LANGSMITH", "LANGCHAIN", "OPENAI_")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in list(os.environ):
        if name.startswith(OURS):
            monkeypatch.delenv(name)
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return written(tmp_path / "news")


def written(folder: Path) -> Path:
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


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of an archive filled once for a module: nothing in it may be changed."""
    folder = tmp_path_factory.mktemp("filled")
    written(folder / "news")
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(OURS):
                patch.delenv(name)
        patch.setenv("DATELINE_HOME", str(folder / "home"))
        patch.chdir(folder)
        assert main(["index", "news"]) == 0
    return folder / "home"
