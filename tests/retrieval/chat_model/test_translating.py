"""Quotations translated by a chat model on loopback that speaks OpenAI's protocol."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval import factory
from retrieval.archive.store import Archive
from retrieval.chat_model.meter import Meter
from retrieval.errors import ConfigurationError
from retrieval.settings import Settings
from support.articles import article
from support.chat_server import ChatServer, failing
from support.token_usage import used_on

QUOTES = {1: "Паром вышел\nв море.", 3: "Рейс прошёл спокойно."}


@pytest.fixture(autouse=True)
def _a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "canary-not-shaped-like-a-key")
    for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def held(make_archive: Callable[..., Archive]) -> Archive:
    return make_archive(article("one", "The ferry left the quay in the morning."))


def told(chat: ChatServer, held: Archive, *replies: object, **values: object) -> dict[int, str]:
    chat.replies[:] = replies  # type: ignore[assignment]
    settings = Settings(
        chat_model="openai:test-model", chat_url=chat.url, model_seconds=5, **values  # type: ignore[arg-type]
    )  # fmt: skip
    return dict(factory.make_translate(settings, held)(QUOTES, "en", Meter()))


def test_each_quotation_comes_back_under_its_number(chat: ChatServer, held: Archive) -> None:
    reply = "1. The ferry put to sea.\n3. The trip passed calmly.\n7. An extra one."
    assert told(chat, held, reply) == {1: "The ferry put to sea.", 3: "The trip passed calmly."}
    assert "into English" in chat.message("user")
    assert "1. Паром вышел в море.\n3. Рейс прошёл спокойно." in chat.message("user")


def test_what_breaks_off_or_is_no_line_is_left_out(chat: ChatServer, held: Archive) -> None:
    assert told(chat, held, "Sure! Here you are.") == {}
    cut = "1. The ferry put to sea.\n3. The trip"
    assert told(chat, held, lambda request: request.reply(cut, finish="length")) == {
        1: "The ferry put to sea."
    }


def test_tokens_are_counted_and_limited(chat: ChatServer, held: Archive) -> None:
    from retrieval.archive.usage import utc_day
    from retrieval.chat_model.budget import OutOfTokens

    told(chat, held, "1. The ferry put to sea.")
    assert sum(used_on(held, utc_day()))
    with pytest.raises(OutOfTokens):
        told(chat, held, "1. The ferry put to sea.", question_tokens=50)


def test_an_error_of_the_provider_is_raised(chat: ChatServer, held: Archive) -> None:
    with pytest.raises(Exception, match="400"):
        told(chat, held, failing(400))


def test_without_a_chat_model_there_is_nothing_to_translate_with(held: Archive) -> None:
    with pytest.raises(ConfigurationError, match="DATELINE_CHAT_MODEL"):
        factory.make_translate(Settings(), held)
