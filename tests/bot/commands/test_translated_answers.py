"""`ask --translate` from end to end: a real archive, a chat server on loopback."""

from __future__ import annotations

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
    assert main(["ask", "--translate", "--batch", str(indexed / "treaty.md")]) == 2
