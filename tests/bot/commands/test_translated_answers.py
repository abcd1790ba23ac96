"""`ask --translate` from end to end: a real archive, a chat server on loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import main
from support.chat_server import ChatServer, serving
from support.command_line import printed

COUNTED = "Капитан Майя Зайцева насчитала на борту 214 пассажиров."
FERRY = f"Паром «Лада» вышел в море. {COUNTED}\n"
QUESTION = "How many passengers did Maya Zaytseva count?"
RIGHT = "Captain Maya Zaytseva counted 214 passengers on board."
WRONG = "Captain Maya Zaytseva counted 240 passengers on board."


@pytest.fixture
def chat(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ChatServer]:
    for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    folder = home.parent / "ferry"
    folder.mkdir()
    (folder / "ferry.txt").write_text(FERRY, "utf-8")
    assert main(["index", str(folder)]) == 0
    with serving() as server:
        monkeypatch.setenv("OPENAI_API_KEY", "canary-not-shaped-like-a-key")
        monkeypatch.setenv("DATELINE_CHAT_MODEL", "openai:test-model")
        monkeypatch.setenv("DATELINE_CHAT_URL", server.url)
        yield server


def asked(chat: ChatServer, capsys: pytest.CaptureFixture[str], reply: str) -> dict[str, object]:
    """The answer, quoted by the model, and the translation that it is given."""
    capsys.readouterr()
    chat.replies[:] = [f"{COUNTED} [1]", f"1. {reply}"]
    assert main(["ask", "--json", "--translate", QUESTION]) == 0
    return printed(capsys)


def test_a_quotation_is_shown_with_its_translation(
    chat: ChatServer, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = asked(chat, capsys, RIGHT)
    told = answer["translations"]
    assert isinstance(told, list)
    assert [one["text"] for one in told] == [RIGHT]
    assert COUNTED in str(answer["citations"])


def test_one_with_another_number_is_left_out_and_a_note_says_so(
    chat: ChatServer, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = asked(chat, capsys, WRONG)
    assert "translations" not in answer
    assert "no translation that agrees" in str(answer["notes"])
    assert "240" not in str(answer)


def test_without_a_chat_model_it_is_a_matter_of_configuration(
    indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "--translate", "Who proposed a joint coast guard?"]) == 78
    assert "DATELINE_CHAT_MODEL" in capsys.readouterr().err
    batch = indexed / "batch.jsonl"
    batch.write_text('{"id": 1, "question": "Who proposed a joint coast guard?"}\n', "utf-8")
    assert main(["ask", "--translate", "--batch", str(batch), "--json"]) == 78
    said = capsys.readouterr()
    assert "DATELINE_CHAT_MODEL" in said.err
    assert said.out == ""


def test_each_answer_of_a_batch_has_its_own_translation(
    chat: ChatServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first's agrees; the second's does not, and is left out; the third can't be asked."""
    batch = tmp_path / "batch.jsonl"
    lines = [{"id": name, "question": QUESTION} for name in ("a", "b")]
    batch.write_text("\n".join(map(json.dumps, [*lines, {"id": "c", "question": " "}])), "utf-8")
    quoted = f"{COUNTED} [1]"
    chat.replies[:] = [quoted, f"1. {RIGHT}", quoted, f"1. {WRONG}"]
    capsys.readouterr()
    assert main(["ask", "--json", "--translate", "--batch", str(batch)]) == 0
    first, second, third = map(json.loads, capsys.readouterr().out.splitlines())
    assert [first["id"], second["id"], third["id"]] == ["a", "b", "c"]
    assert [one["text"] for one in first["translations"]] == [RIGHT]
    assert COUNTED in str(first["citations"])
    assert "translations" not in second
    assert "no translation that agrees" in str(second["notes"])
    assert "translations" not in third
    assert third["error"] == 2


def test_a_batch_for_people_shows_the_translation_below_the_quotation(
    chat: ChatServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text(json.dumps({"question": QUESTION}), "utf-8")
    chat.replies[:] = [f"{COUNTED} [1]", f"1. {RIGHT}"]
    capsys.readouterr()
    assert main(["ask", "--translate", "--batch", str(batch)]) == 0
    told = capsys.readouterr().out
    assert told.index(COUNTED) < told.index("Translated by a chat model") < told.index(RIGHT)


def test_a_chat_model_that_fails_costs_a_batch_its_translations_alone(
    chat: ChatServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text(json.dumps({"question": QUESTION}), "utf-8")
    chat.replies[:] = [f"{COUNTED} [1]", *[lambda request: request.send(400, b"{}")] * 9]
    capsys.readouterr()
    assert main(["ask", "--json", "--translate", "--batch", str(batch)]) == 0
    answer = printed(capsys)
    assert "translations" not in answer
    assert COUNTED in str(answer["citations"])
    assert "nothing is translated" in str(answer["notes"])
