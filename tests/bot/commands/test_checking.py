"""What is kept of an answer: `dateline export`, and what a conversation says of it."""

from __future__ import annotations

import io
import json
import os
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main

pytestmark = pytest.mark.slow

TREATY = (
    "The harbour treaty was signed in Port Amber on 3 May 2019.\n\n"
    "Foreign Minister Lena Orsk proposed a joint coast guard with 40 boats.\n"
)
LIGHT = "Port Amber opened its new lighthouse on 9 June 2021. Mayor Tomas Reed cut the ribbon.\n"
PROPOSED = "Foreign Minister Lena Orsk proposed a joint coast guard with 40 boats."
ASKED = "Who proposed a joint coast guard?"

Said = Callable[..., str]


def write(name: str, title: str, outlet: str, published: str, text: str) -> None:
    head = f'---\ntitle: "{title}"\noutlet: {outlet}\npublished: {published}\n---\n\n'
    Path(f"news/{name}.md").write_text(head + text, "utf-8")


@pytest.fixture
def said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Said:
    """Runs a command on an archive of two articles, and gives what it printed."""
    for name in list(os.environ):
        if name.startswith(("DATELINE_", "DISCORD_", "LANGSMITH", "LANGCHAIN", "OPENAI_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    Path("news").mkdir()
    write("treaty", "Harbour treaty signed", "Amber Post", "2019-05-04", TREATY)
    write("light", "Lighthouse opens", "Coast Daily", "2021-06-10", LIGHT)

    def run(*arguments: str, code: int = 0) -> str:
        assert main(list(arguments)) == code
        printed = capsys.readouterr()
        return printed.err if code == 2 else printed.out

    run("index", "news")
    return run


@pytest.fixture
def chatted(said: Said, monkeypatch: pytest.MonkeyPatch) -> Said:
    """Types lines into a conversation, and gives what was said."""

    def run(*lines: str) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines) + "\n"))
        return said("chat")

    return run


def receipt(said: Said, question: str = ASKED) -> str:
    answer: dict[str, Any] = json.loads(said("ask", "--json", question))
    return str(answer["receipt"])


@pytest.mark.parametrize("option", [[], ["--md"]])
def test_an_answer_is_exported_as_markdown_with_its_references(
    said: Said, option: list[str]
) -> None:
    key = receipt(said)
    text = said("export", key, *option)
    assert text.startswith(f"*{ASKED}*\n\n{PROPOSED} \\[1\\]")
    assert "\n1. Amber Post, “Harbour treaty signed”, 4 May 2019. news/treaty.md\n" in text
    assert f"   > {PROPOSED}\n" in text
    assert text.endswith(f"\nDateline, receipt {key}.\n")


def test_by_article_each_reference_is_an_article(said: Said) -> None:
    key = receipt(said, "What was signed in Port Amber, and who proposed a joint coast guard?")
    cited = [one["article"] for one in json.loads(said("export", key, "--json"))["citations"]]
    assert len(set(cited)) < len(cited)
    for options, count in (([], len(cited)), (["--by-article"], len(set(cited)))):
        text = said("export", key, *options)
        expected = [str(number) for number in range(1, count + 1)]
        assert re.findall(r"^(\d+)\. ", text, re.MULTILINE) == expected
    for form in ("--html", "--json", "--csl"):
        told = said("export", key, "--by-article", form, code=2)
        assert f"leave it or {form} out" in told


def test_an_answer_is_exported_as_json_with_exact_places(said: Said) -> None:
    told = json.loads(said("export", receipt(said), "--json"))
    cited = next(one for one in told["citations"] if one["quote"] == PROPOSED)
    stored = json.loads(said("show", cited["article"], "--json"))["text"]
    assert stored[cited["start"] : cited["end"]] == PROPOSED
    assert (told["question"], told["left_out"]) == (ASKED, {})


def test_an_answers_articles_are_exported_for_a_reference_manager(said: Said) -> None:
    (item,) = json.loads(said("export", receipt(said), "--csl"))
    assert (item["type"], item["container-title"]) == ("article-newspaper", "Amber Post")
    assert item["issued"] == {"date-parts": [[2019, 5, 4]]}
    assert PROPOSED in item["note"]


def test_an_answer_is_exported_as_a_page(said: Said) -> None:
    text = said("export", receipt(said), "--html")
    assert text.startswith("<!doctype html>\n<html")
    assert f"<mark>{PROPOSED}</mark>" in text
    assert "news/treaty.md" not in text


@pytest.mark.parametrize(
    "asked",
    [("ask", ASKED), ("timeline", "lighthouse"), ("check", "Tomas Reed cut the ribbon."),
     ("compare", "Port Amber", "--outlet", "Amber Post", "--outlet", "Coast Daily")],
)  # fmt: skip
def test_an_answer_is_written_as_a_page_beside_being_shown(
    said: Said, asked: tuple[str, ...]
) -> None:
    shown = said(*asked, "--html", "page.html")
    key = shown.split()[-1]
    assert Path("page.html").read_text("utf-8") == said("export", key, "--html")


def test_a_page_that_cannot_be_written_costs_no_answer(said: Said) -> None:
    told = said("ask", ASKED, "--html", "no/such/folder/page.html", code=2)
    assert "can't be written: No such file or directory" in told
    key = told.rstrip(".\n").split("dateline export ")[1].split()[0]
    assert PROPOSED in said("export", key, "--html")


def test_one_page_is_for_one_question(said: Said) -> None:
    for command in ("ask", "check"):
        Path("lines.jsonl").write_text("", "utf-8")
        assert "leave --batch out" in said(
            command, "--batch", "lines.jsonl", "--html", "page.html", code=2
        )


@pytest.mark.parametrize("form", ["--md", "--html", "--json", "--csl"])
def test_what_no_longer_stands_is_not_exported(said: Said, form: str) -> None:
    key = receipt(said)
    said("remove", "news/treaty.md")
    error = said("export", key, form, code=2)
    assert "no longer in the archive. Ask the question again." in error
    assert "Orsk" not in error


@pytest.mark.parametrize("form", ["--md", "--json", "--csl"])
def test_of_two_articles_only_the_one_that_stands_is_exported(said: Said, form: str) -> None:
    key = receipt(said, f"{ASKED} Who cut the ribbon?")
    assert "Orsk" in said("export", key, form)
    write("treaty", "Harbour treaty signed", "Amber Post", "2019-05-04", "Nothing was signed.\n")
    said("index", "news")
    text = said("export", key, form)
    assert "Tomas Reed cut the ribbon" in text
    assert "Orsk" not in text


@pytest.mark.parametrize("command", ["export", "verify"])
def test_a_receipt_that_is_not_there_is_a_wrong_use(said: Said, command: str) -> None:
    assert "There is no receipt 'nosuch'" in said(command, "nosuch", code=2)


def test_a_refusal_is_exported_with_what_comes_nearest(said: Said) -> None:
    answer = json.loads(said("ask", "--json", "What is the boiling point of mercury?", code=3))
    text = said("export", answer["receipt"])
    assert "Not in the archive." in text
    assert all(one["quote"] in text for one in answer["nearest"])


def test_in_a_conversation_the_last_answer_is_verified_and_exported(chatted: Said) -> None:
    text = chatted(ASKED, "/verify", "/export")
    assert f"[1] still exact: {PROPOSED}\n" in text
    assert f"   > {PROPOSED}\n" in text


def test_in_a_conversation_an_earlier_answer_is_verified_and_exported_by_its_receipt(
    said: Said, chatted: Said
) -> None:
    key = receipt(said)
    text = chatted(f"/verify {key}", f"/export {key}", "/export nosuch")
    assert f"[1] still exact: {PROPOSED}\n" in text
    assert f"Dateline, receipt {key}.\n\nThere is no receipt 'nosuch'" in text


def test_a_conversation_shows_nothing_of_an_article_that_was_removed(
    said: Said, chatted: Said
) -> None:
    key = receipt(said)
    said("remove", "news/treaty.md")
    text = chatted(f"/verify {key}", f"/export {key}")
    assert "[1] the article was removed\n" in text
    assert "Ask the question again." in text
    assert "Orsk" not in text


def test_trace_says_what_each_step_took(chatted: Said) -> None:
    lines = chatted(ASKED, "/trace").splitlines()
    steps = [line.split()[0] for line in lines if line.endswith(" ms")]
    assert steps == ["plan", "retrieve", "read", "write", "verify", "in"]


def test_a_timeline_is_asked_for_in_a_conversation(chatted: Said) -> None:
    text = chatted("/timeline Port Amber")
    assert text.index("3 May 2019") < text.index("9 June 2021")


def test_two_outlets_are_compared_in_a_conversation(chatted: Said) -> None:
    text = chatted("/compare Amber Post, Coast Daily: Port Amber")
    assert "Only Amber Post" in text
    assert "Only Coast Daily" in text


def test_a_claim_is_checked_in_a_conversation(chatted: Said) -> None:
    text = chatted("/check Lena Orsk proposed a joint coast guard with 40 boats.")
    assert text.startswith("Supported by the archive.\n")
    assert f"{PROPOSED} [1]" in text


@pytest.mark.parametrize("line", ["/timeline", "/check", "/compare", "/compare Amber Post: trade"])
def test_a_form_without_its_words_says_how_it_is_written(chatted: Said, line: str) -> None:
    assert chatted(line).startswith(f"Write {line.split()[0]} ")


@pytest.mark.parametrize("line", ["/verify", "/export", "/trace"])
def test_what_is_said_of_the_last_answer_needs_one(chatted: Said, line: str) -> None:
    assert chatted(line).startswith("There is no answer yet.")


def test_an_erased_article_is_in_no_earlier_answer(said: Said) -> None:
    key = receipt(said)
    told = said("remove", "--erase", "news/treaty.md")
    assert told.startswith("erased: news/treaty.md\n1 receipt lost the quotation")
    assert f"the file it was read from: {Path('news/treaty.md').absolute()}\n" in told
    assert "messages already posted in Discord" in told
    assert PROPOSED not in said("verify", key, code=3)
    assert PROPOSED not in said("verify", key, "--json", code=3)
    # What is left of it on the disk can be overwritten once more.
    assert said("remove", "--erase", "news/treaty.md").startswith("erased: news/treaty.md\n")
    assert "no answer cites one" in said("remove", "--erase", "news/other.md", code=2)
    assert "Name the articles" in said("remove", code=2)


def test_a_receipt_is_pinned_and_unpinned(said: Said) -> None:
    key = receipt(said)
    assert said("pin", key) == "1 receipt pinned.\n"
    assert said("pin", "--undo", key) == "1 receipt no longer pinned.\n"
    assert "no receipt 'zzzz'" in said("pin", "zzzz", code=2)


def test_an_index_run_lets_old_receipts_go(said: Said) -> None:
    old, pinned = receipt(said), receipt(said)
    said("pin", pinned)
    with sqlite3.connect(Path(os.environ["DATELINE_HOME"]) / "archive.sqlite") as archive:
        archive.execute("update receipts set created = '2020-01-01T00:00:00+00:00'")
    archive.close()
    said("index", "news")
    said("verify", old, code=2)
    said("verify", pinned)
