"""`dateline backup`, `restore`, `rebuild` and `export --archive`, as they are typed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import main
from retrieval.archive.setting_aside import DAMAGED

pytestmark = pytest.mark.slow

Said = Callable[..., str]
STORY = "Port Amber opened its new lighthouse on 9 June 2021. Mayor Tomas Reed cut the ribbon.\n"


@pytest.fixture
def said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Said:
    """Runs a command on an archive of one article, and gives what it printed."""
    for name in list(os.environ):
        if name.startswith(("DATELINE_", "DISCORD_", "CHROMA_", "LANGSMITH", "LANGCHAIN")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    Path("news").mkdir()
    Path("news/light.txt").write_text(STORY)

    def run(*arguments: str, code: int = 0) -> str:
        assert main(list(arguments)) == code
        printed = capsys.readouterr()
        return printed.err if code else printed.out

    run("index", "news")
    return run


def test_a_backup_is_written_and_put_back(said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = said("articles", "--json")
    assert said("backup", "b1").startswith("Backed up to b1 (")
    assert "b1 is there already" in said("backup", "b1", code=2)
    assert "empty home only" in said("restore", "b1", code=2)
    monkeypatch.setenv("DATELINE_HOME", "elsewhere")
    assert said("restore", "b1").startswith("Restored 1 article.")
    assert said("articles", "--json") == listed
    assert "vector snapshot: 1: 1 vectors" in said("doctor")


def test_a_chroma_server_that_is_down_is_told_by_every_command(
    said: Said, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "CHROMA_URL is not set" in said("doctor", "--sync", code=2)
    monkeypatch.setenv("CHROMA_URL", "http://127.0.0.1:9")
    down = "The Chroma server at 127.0.0.1:9 can't be reached"
    assert down in said("index", "news")
    assert down in said("rebuild", code=6)
    assert down in said("doctor", "--sync", code=6)
    assert main(["doctor"]) == 5
    assert f"vector server: {down}" in capsys.readouterr().out
    listed = json.loads(said("articles", "--json"))["articles"]
    assert main(["remove", listed[0]["id"]]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("removed: ")
    assert down in told.err


def test_an_archive_is_salvaged_and_indexed_anew(said: Said) -> None:
    assert "Rebuilt the index of 1 article." in said("rebuild", "--salvage")
    assert Path("home", DAMAGED).exists()
    assert "is there already" in said("rebuild", "--salvage", code=5)


def test_what_is_no_backup_is_refused(said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_HOME", "elsewhere")
    assert "no whole backup" in said("restore", "news/light.txt", code=5)
    assert "does not exist" in said("restore", "nowhere", code=2)
    assert "no archive" in said("backup", "b1", code=5)


def test_a_whole_archive_is_exported_and_indexed_elsewhere(
    said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = said("articles", "--json")
    assert said("export", "--archive", "whole.jsonl") == "Exported 1 article to whole.jsonl.\n"
    assert "one of the two" in said("export", code=2)
    assert "one of the two" in said("export", "abcdefgh", "--archive", "whole.jsonl", code=2)
    for form in ("--md", "--html", "--json", "--csl", "--by-article"):
        told = said("export", "--archive", "other.jsonl", form, code=2)
        assert "leave the forms of an answer out" in told
    assert not Path("other.jsonl").exists()
    assert "empty one only" in said("index", "whole.jsonl", code=2)
    monkeypatch.setenv("DATELINE_HOME", "elsewhere")
    assert "name its file alone" in said("index", "whole.jsonl", "news", code=2)
    assert "name its file alone" in said("index", "--dry-run", "whole.jsonl", code=2)
    assert said("index", "whole.jsonl").startswith("1 added, 0 updated")
    assert said("articles", "--json") == listed
    assert "1 unchanged" in said("index", "news")


def test_a_whole_archive_in_a_folder_is_no_article(said: Said) -> None:
    said("export", "--archive", "news/whole.jsonl")
    assert main(["index", "news"]) == 4
