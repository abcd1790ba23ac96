"""The command line from end to end: real files, real archive, real model."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main

TREATY = (
    "The harbour treaty was signed in Port Amber on 3 May 2019.\n\n"
    "Foreign Minister Lena Orsk proposed a joint coast guard. She said the guard would have "
    "40 boats.\n"
)
LATER = "Port Amber opened its new lighthouse on 9 June 2021. Mayor Tomas Reed cut the ribbon.\n"


def front(title: str, outlet: str, published: str) -> str:
    return f'---\ntitle: "{title}"\noutlet: {outlet}\npublished: {published}\n---\n\n'


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


def printed(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(capsys.readouterr().out)
    return result


@pytest.mark.parametrize("group", [[], ["names"], ["feeds"]])
def test_the_help_says_of_each_command_in_whole_words_what_it_does(
    group: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert main([*group, "--help"]) == 0
    listed = capsys.readouterr().out.partition("Commands:\n")[2]
    assert listed
    assert all(line.endswith(".") and "..." not in line for line in listed.splitlines())


def test_a_question_is_answered_with_an_exact_citation(
    indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "--json", "Who proposed a joint coast guard?"]) == 0
    answer = printed(capsys)
    assert answer["v"] == 1
    assert answer["found"]
    assert answer["mode"] == "extractive"
    assert "Lena Orsk" in answer["text"]
    assert all(statement["citations"] for statement in answer["statements"])
    citation = answer["citations"][0]
    assert main(["show", citation["article"], "--json"]) == 0
    stored = printed(capsys)["text"]
    assert stored[citation["start"] : citation["end"]] == citation["quote"]


def test_no_answer_is_a_refusal_with_exit_code_3(
    indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "--json", "What is the boiling point of mercury?"]) == 3
    answer = printed(capsys)
    assert not answer["found"]
    assert answer["statements"] == []
    assert answer["citations"] == []
    assert answer["passages"]
    assert "2 articles dated 2019-05-04 to 2021-06-10" in answer["text"]


def test_limits_are_kept(indexed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "--json", "--outlet", "coast daily", "Port Amber"]) == 0
    assert {p["outlet"] for p in printed(capsys)["passages"]} == {"Coast Daily"}
    assert main(["search", "--json", "--as-of", "2020-01-01", "Port Amber"]) == 0
    assert {p["outlet"] for p in printed(capsys)["passages"]} == {"Amber Post"}


def test_a_limit_that_leaves_nothing_finds_nothing(
    indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "--until", "1999-01-01", "Who proposed a joint coast guard?"]) == 3
    assert "until 1999-01-01" in capsys.readouterr().out
    assert main(["search", "--until", "1999-01-01", "coast guard"]) == 3


def test_a_batch_gives_one_result_a_line_in_order(
    indexed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        {"id": "b", "question": "Who cut the ribbon?"},
        {"id": "empty", "question": "  "},
        {"id": "a", "question": "Who proposed a joint coast guard?", "outlet": "Coast Daily"},
    ]
    batch = tmp_path / "batch.jsonl"
    batch.write_text("\n".join(map(json.dumps, lines)) + "\n\n", "utf-8")
    assert main(["ask", "--batch", str(batch), "--json"]) == 0
    results = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [result["id"] for result in results] == ["b", "empty", "a"]
    assert "Tomas Reed" in results[0]["text"]
    assert not results[1]["found"]
    assert not results[2]["found"]
    assert main(["search", "--batch", str(batch), "--json", "--k", "1"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_a_broken_batch_line_is_named(
    indexed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text('{"question": "one"}\n[1]\n', "utf-8")
    assert main(["ask", "--batch", str(batch)]) == 2
    assert "Line 2" in capsys.readouterr().err


def test_a_second_run_embeds_nothing(indexed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["index", "news", "--json"]) == 0
    report = printed(capsys)
    assert report["unchanged"] == 2
    assert report["chunks_embedded"] == 0


def test_a_changed_file_is_replaced_and_a_gone_one_removed(
    indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (indexed / "treaty.md").write_text(
        front("Harbour treaty signed", "Amber Post", "2019-05-04")
        + TREATY.replace("Lena Orsk", "Pavel Ney"),
        "utf-8",
    )
    (indexed / "lighthouse.md").unlink()
    assert main(["index", "news"]) == 0
    assert "0 added, 1 updated, 0 unchanged, 1 removed" in capsys.readouterr().out
    assert main(["ask", "Who proposed a joint coast guard?"]) == 0
    assert "Pavel Ney" in capsys.readouterr().out
    assert main(["ask", "Who cut the ribbon at the lighthouse?"]) == 3


def test_a_dry_run_says_what_and_why_and_writes_nothing(
    home: Path, articles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["index", "--dry-run", "news"]) == 0
    out = capsys.readouterr().out
    assert "2 to add" in out
    assert "news/treaty.md — it is new" in out
    assert "Nothing was written." in out
    assert not (home / "archive.sqlite").exists()


def test_files_that_fail_are_named_and_the_others_indexed(
    home: Path, articles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (articles / "empty.txt").write_bytes(b"")
    (articles / "space.txt").write_bytes(b" ")
    (articles / "binary.txt").write_bytes(b"GIF89a\x00\x01\x02\x00")
    assert main(["index", "news"]) == 4
    out = capsys.readouterr().out
    assert "2 added" in out
    assert "3 failed" in out
    for name in ("empty.txt", "space.txt", "binary.txt"):
        assert f"news/{name} — " in out


def test_latin_1_and_utf_16_files_are_read(
    home: Path, articles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (articles / "latin.txt").write_bytes("Le café Éluard a fermé hier à Orsk.\n".encode("latin-1"))
    (articles / "wide.txt").write_bytes("The ferry to Skaal sank in 1987.\n".encode("utf-16"))
    assert main(["index", "news"]) == 0
    capsys.readouterr()
    assert main(["search", "--json", "café fermé Orsk", "--k", "1"]) == 0
    assert "café Éluard" in printed(capsys)["passages"][0]["text"]
    assert main(["ask", "When did the ferry to Skaal sink?"]) == 0
    assert "1987" in capsys.readouterr().out


def test_a_fifty_megabyte_line_fails_and_loses_nothing(
    home: Path, articles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (articles / "huge.txt").open("wb") as file:
        file.write(b"word " * 10_000_000)
    assert main(["index", "news"]) == 4
    assert "huge.txt" in capsys.readouterr().out
    assert main(["ask", "Who cut the ribbon?"]) == 0


def test_remove_takes_all_or_none(indexed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["remove", "news/treaty.md", "nosuch"]) == 2
    assert main(["ask", "Who proposed a joint coast guard?"]) == 0
    assert main(["remove", "news/treaty.md"]) == 0
    assert main(["ask", "Who proposed a joint coast guard?"]) == 3


def test_a_receipt_can_be_verified_later(indexed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--json", "Who proposed a joint coast guard?"]) == 0
    receipt = printed(capsys)["receipt"]
    assert main(["verify", receipt]) == 0
    assert "still exact" in capsys.readouterr().out
    assert main(["remove", "news/treaty.md"]) == 0
    capsys.readouterr()
    assert main(["verify", receipt, "--json"]) == 3
    assert [c["standing"] for c in printed(capsys)["citations"]] == ["removed"]
    assert main(["verify", "nosuch"]) == 2


def test_articles_and_show(indexed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["articles", "--json"]) == 0
    listed = printed(capsys)["articles"]
    assert [article["published"] for article in listed] == ["2021-06-10", "2019-05-04"]
    assert {"id", "source", "title", "outlet", "author", "published"} <= set(listed[0])
    assert main(["articles"]) == 0
    assert "Lighthouse opens" in capsys.readouterr().out
    assert main(["show", "nosuch"]) == 2
    assert "nosuch" in capsys.readouterr().err


def test_doctor_finds_a_new_archive_sound_and_rebuild_keeps_it_so(
    indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor"]) == 0
    assert main(["rebuild"]) == 0
    assert "2 articles" in capsys.readouterr().out
    assert main(["doctor", "--json"]) == 0
    assert printed(capsys)["sound"]
    assert main(["ask", "Who cut the ribbon?"]) == 0


@pytest.mark.parametrize(
    "command",
    [["ask", "why?"], ["search", "x"], ["articles"], ["show", "x"], ["remove", "x"],
     ["doctor"], ["rebuild"], ["chat"], ["verify", "x"]],
)  # fmt: skip
def test_without_an_archive_every_command_says_how_to_make_one(
    home: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(command) == 5
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "dateline index" in captured.err
    assert captured.err.count("\n") == 1


def test_a_folder_that_does_not_exist(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["index", "nosuch"]) == 2
    assert "nosuch" in capsys.readouterr().err


def test_an_empty_folder(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bare").mkdir()
    assert main(["index", "bare"]) == 2
    err = capsys.readouterr().err
    assert "bare" in err
    assert ".md" in err


def test_an_emptied_folder_does_not_empty_the_archive(
    indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for file in indexed.iterdir():
        file.unlink()
    assert main(["index", "news"]) == 2
    assert "dateline remove" in capsys.readouterr().err
    assert main(["ask", "Who cut the ribbon?"]) == 0


@pytest.mark.parametrize("question", ["", "   ", "?!", "🙂🙂", "\x00", "x" * 10_000])
def test_a_question_that_is_none_gets_a_sentence(
    indexed: Path, question: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", question]) == 2
    err = capsys.readouterr().err
    assert "question" in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "question",
    ['"unclosed', "a AND (", "price: 5", "don't", "* lighthouse", "NEAR(harbour", "title:x", "-x",
     "Кто предложил береговую охрану?", "谁提议成立海岸警卫队？", "^harbour OR", "what\x1b[2Jis"],
)  # fmt: skip
def test_any_question_is_answered_or_refused(indexed: Path, question: str) -> None:
    assert main(["ask", "--", question]) in (0, 3)


def test_a_missing_token_is_a_configuration_error(
    indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bot"]) == 78
    assert "DISCORD_TOKEN" in capsys.readouterr().err


@pytest.mark.parametrize("model", ["nosuch:model", "gpt-4o", "openai:"])
def test_a_wrong_provider_name_is_a_configuration_error(
    indexed: Path, model: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATELINE_CHAT_MODEL", model)
    assert main(["ask", "Who cut the ribbon?"]) == 78
    err = capsys.readouterr().err
    assert "DATELINE_CHAT_MODEL" in err
    assert err.count("\n") == 1


def test_a_wrong_date_is_a_usage_error(indexed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--since", "last week", "Who cut the ribbon?"]) == 2
    assert "2015-06-04" in capsys.readouterr().err


def test_a_file_that_is_no_archive(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home.mkdir()
    (home / "archive.sqlite").write_text("this is no database " * 100)
    assert main(["ask", "Who cut the ribbon?"]) == 5
    assert "can't be read" in capsys.readouterr().err


def test_an_unexpected_error_is_one_line_and_exit_code_1(
    indexed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the \x1b[2Jcause")

    monkeypatch.setattr("retrieval.archive.store.Archive.listings", broken)
    assert main(["articles"]) == 1
    err = capsys.readouterr().err
    assert "dateline.log" in err
    assert "\x1b" not in err
    assert "Traceback" not in err


def dateline(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot.cli", *arguments]
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env=environment, **options
    )


def test_piped_questions_are_answered_without_a_terminal(indexed: Path) -> None:
    done = dateline("chat", input="Who cut the ribbon?\n/sources\n")
    assert done.returncode == 0
    assert done.stdout.startswith("Mayor Tomas Reed cut the ribbon. [1]")
    assert "Coast Daily" in done.stdout
    assert "\x1b" not in done.stdout


def test_the_question_may_come_from_standard_input(indexed: Path) -> None:
    done = dateline("ask", "-", input="Who cut the ribbon?")
    assert done.returncode == 0
    assert "Tomas Reed" in done.stdout


def test_a_reader_that_stops_early_gets_no_traceback(indexed: Path) -> None:
    command = f"{sys.executable} -m bot.cli articles | head -c 1"
    root = Path(__file__).parents[2]
    done = subprocess.run(
        command, shell=True, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(root)},
    )  # fmt: skip
    assert "Traceback" not in done.stderr


def test_a_process_that_stays_open_sees_what_another_adds_and_removes(
    indexed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = Path(__file__).parents[2]
    chat = subprocess.Popen(
        [sys.executable, "-u", "-m", "bot.cli", "chat"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(root), "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert chat.stdin is not None
    assert chat.stdout is not None

    def ask(question: str) -> str:
        chat.stdin.write(f"{question}\n")  # type: ignore[union-attr]
        chat.stdin.flush()  # type: ignore[union-attr]
        lines: list[str] = []
        while not lines or not lines[-1].startswith("Receipt"):
            lines.append(chat.stdout.readline())  # type: ignore[union-attr]
            assert lines[-1], "chat ended"
        return "".join(lines)

    try:
        assert "Lena Orsk" in ask("Who proposed a joint coast guard?")
        new = (
            front("Ferry sinks", "Coast Daily", "2022-01-01") + "The ferry Gudrun sank off Skaal.\n"
        )
        (indexed / "ferry.md").write_text(new, "utf-8")
        assert main(["index", "news"]) == 0
        assert main(["remove", "news/treaty.md"]) == 0
        assert "Gudrun" in ask("Which ferry sank off Skaal?")
        gone = ask("Who proposed a joint coast guard?")
        assert "Lena Orsk" not in gone
        assert "treaty.md" not in gone
    finally:
        chat.stdin.close()
        assert chat.wait(20) == 0
        chat.stdout.close()


def test_indexing_and_answering_open_no_connection(home: Path, articles: Path) -> None:
    code = (
        "import sys\n"
        "def watch(event, arguments):\n"
        "    if event in ('socket.connect', 'socket.getaddrinfo', 'socket.sendto'):\n"
        "        print('OPENED', event, arguments, file=sys.stderr)\n"
        "sys.addaudithook(watch)\n"
        "from bot.cli import main\n"
        "assert main(['index', 'news']) == 0\n"
        "assert main(['ask', 'Who cut the ribbon?']) == 0\n"
        "assert main(['doctor']) == 0\n"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(root)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "OPENED" not in done.stderr


def test_a_second_indexer_is_told_who_holds_the_lock(
    indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = (
        "import sys, time; from pathlib import Path\n"
        "from retrieval.archive.lock import write_lock\n"
        "with write_lock(Path(sys.argv[1]), 'dateline index'):\n"
        "    print('held', flush=True); time.sleep(60)"
    )
    home = os.environ["DATELINE_HOME"]
    root = Path(__file__).parents[2]
    holder = subprocess.Popen(
        [sys.executable, "-c", code, home], stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    )  # fmt: skip
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        assert main(["index", "news"]) == 5
        err = capsys.readouterr().err
        assert f"process {holder.pid}" in err
        assert "dateline index" in err
    finally:
        holder.kill()
        holder.wait()
        holder.stdout.close()
    time.sleep(0.1)
    assert main(["index", "news"]) == 0
