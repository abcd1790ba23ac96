"""From the command line: a story in two outlets, and an article that changed after an answer."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main

pytestmark = pytest.mark.slow

STORY = (
    "Port Amber will close its coal harbour by 2031 after a vote in the island parliament. "
    "Its oldest crane, which Lena Orsk has driven since her youth, weighs 140 tonnes. "
    "The government puts money aside to train the dock workers for other trades. "
    "Ships that burn heavy oil pay a higher fee from January, the transport ministry said.\n"
)
ASKED = "How much does the oldest crane in Port Amber weigh?"
CRANE = "Its oldest crane, which Lena Orsk has driven since her youth, weighs 140 tonnes."


def write(name: str, outlet: str, published: str, text: str) -> None:
    head = f'---\ntitle: "{name} on coal"\noutlet: {outlet}\npublished: {published}\n---\n\n'
    Path(f"news/{name}.md").write_text(head + text, "utf-8")


@pytest.fixture
def answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> dict[str, Any]:
    """An archive of one story in two outlets, and an answer from it."""
    for name in list(os.environ):
        if name.startswith(("DATELINE_", "DISCORD_", "LANGSMITH", "LANGCHAIN", "OPENAI_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    Path("news").mkdir()
    write("wire", "Northwire", "2024-05-12", STORY)
    write("mast", "The Mast", "2024-05-13", STORY)
    assert main(["index", "news"]) == 0
    capsys.readouterr()
    assert main(["ask", "--json", ASKED]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def cited(answer: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in answer["citations"] if CRANE in one["quote"])
    return found


def cited_standing(told: dict[str, Any]) -> set[str]:
    return {one["standing"] for one in told["citations"]}


def output(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    main(list(arguments))
    return capsys.readouterr().out


def test_a_story_in_two_outlets_is_one_source_that_names_both(
    answered: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert {one["article"] for one in answered["citations"]} == {cited(answered)["article"]}
    assert cited(answered)["outlet"] == "Northwire"
    assert [copy["outlet"] for copy in cited(answered)["copies"]] == ["The Mast"]
    assert len(answered["passages"]) == 1
    assert "    also printed by The Mast\n" in output(capsys, "search", ASKED)


def test_verify_shows_what_was_cited_and_what_stands_there_now(
    answered: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    write("wire", "Northwire", "2024-05-12", STORY.replace("140", "145"))
    output(capsys, "index", "news")
    text = output(capsys, "verify", answered["receipt"])
    assert "the article has changed since: " in text
    assert CRANE in text
    assert f"cited: version {cited(answered)['hash'][:12]} of 12 May 2024, read 20" in text
    assert f"{CRANE.replace('140', '145')}”" in text
    told = json.loads(output(capsys, "verify", "--json", answered["receipt"]))
    assert cited(told)["earlier"]["text"].endswith(STORY)


def test_show_lists_the_earlier_versions_and_shows_each(
    answered: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    source, old = cited(answered)["source"], cited(answered)["hash"]
    assert output(capsys, "show", source, "--versions").startswith("No earlier version is kept")
    write("wire", "Northwire", "2024-05-12", "It was all about something else.\n")
    output(capsys, "index", "news")
    first, last = output(capsys, "show", source, "--versions").splitlines()
    assert first.startswith(f"{old[:12]}  read 20")
    assert last.endswith("the article as it stands")
    assert CRANE in output(capsys, "show", source, "--version", old[:12])
    assert "something else" in output(capsys, "show", source, "--version", last[:12])
    listed = json.loads(output(capsys, "show", source, "--versions", "--json"))
    assert [one["hash"] for one in listed["versions"]] == [old]
    assert main(["show", source, "--version", "ffff"]) == 2
    assert "No earlier versions" in capsys.readouterr().err


def test_after_a_removal_nothing_of_the_article_is_shown(
    answered: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    source = cited(answered)["source"]
    write("wire", "Northwire", "2024-05-12", "It was all about something else.\n")
    output(capsys, "index", "news")
    output(capsys, "remove", source)
    text = output(capsys, "verify", answered["receipt"])
    assert "[1] the article was removed\n" in text
    assert "cited: version" not in text
    for told in (text, output(capsys, "verify", "--json", answered["receipt"])):
        assert "140" not in told
    assert main(["show", source, "--versions"]) == 2


def test_the_text_of_a_removed_article_is_not_shown_where_its_file_comes_back_with_another(
    answered: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    output(capsys, "remove", cited(answered)["source"])
    write("wire", "Northwire", "2024-05-12", "The coal crane of Port Amber is to be sold.\n")
    output(capsys, "index", "news")
    text = output(capsys, "verify", answered["receipt"])
    told = json.loads(output(capsys, "verify", "--json", answered["receipt"]))
    assert "[1] the article was removed\n" in text
    assert cited_standing(told) == {"removed"}
    assert "140" not in text + json.dumps(told)
