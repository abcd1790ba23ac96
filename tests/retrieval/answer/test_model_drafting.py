"""A model's sentences are shown as they pass, mended once, and never more than the check lets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pytest

from retrieval import factory
from retrieval.answer.model_drafting import DraftingModel
from retrieval.answer.pipeline import build_chain
from retrieval.archive.store import Archive
from retrieval.chat_model import prompting
from retrieval.chat_model.budget import LimitedChatModel
from retrieval.search.retriever import HybridRetriever
from retrieval.settings import Settings
from retrieval.types import Answer, Citation, Question, Statement
from support.chat_server import ChatServer, Reply, asleep, broken_off, failing, grown_too_long

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("grants")]

QUESTION = "What will the dredging cost?"
COST = "The dredging will cost 4,200,000 crowns"
APPROVED, TAKES = "The council approved the plan", "The dredging takes eighteen months"
WRONG = "The dredging takes nineteen months"


@pytest.fixture(autouse=True)
def _a_key_of_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "LANGSMITH_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", "canary")


def ask(
    archive: Archive, retriever: HybridRetriever, server: ChatServer, *replies: str | Reply,
    shown: list[str] | None = None, seconds: float = 5,
) -> Answer:  # fmt: skip
    """The answer while the server replies so; what is shown on the way goes into `shown`."""
    server.replies[:] = replies
    settings = Settings(chat_model="openai:m", chat_url=server.url, model_seconds=seconds)
    chat = LimitedChatModel(factory.make_chat_model(settings), archive, seconds, pauses=(0, 0))
    wording = DraftingModel(
        partial(prompting.write_with_model, chat), partial(prompting.rewrite_failed, chat)
    )
    models = replace(factory.make_models(Settings(), archive), wording=wording)
    chain = build_chain(archive, retriever, models)

    def show(statement: Statement, citations: Sequence[Citation]) -> None:
        assert all(number <= len(citations) for number in statement.citations)
        if shown is not None:
            shown.append(statement.text)

    return chain.invoke(Question(QUESTION, k=1), {"configurable": {"on_statement": show}})


def said(answer: Answer) -> list[str]:
    return [statement.text for statement in answer.statements]


def test_each_sentence_is_shown_as_soon_as_it_has_passed(
    archive: Archive, retriever: HybridRetriever, chat: ChatServer
) -> None:
    shown: list[str] = []

    def reply(request: object) -> None:
        request.stream([f"{APPROVED} [1]. ", f"{COST} [1]. ", TAKES[:20]])  # type: ignore[attr-defined]
        while len(shown) < 2 and not chat.ending.wait(0.02):
            pass
        request.stream_more = shown.copy()  # type: ignore[attr-defined]
        seen_meanwhile.extend(shown)
        request.event({"delta": {"content": f"{TAKES[20:]} [1]."}, "index": 0})  # type: ignore[attr-defined]
        request.end()  # type: ignore[attr-defined]

    seen_meanwhile: list[str] = []
    answer = ask(archive, retriever, chat, reply, shown=shown)
    assert seen_meanwhile == [f"{APPROVED}.", f"{COST}."]
    assert said(answer) == [f"{APPROVED}.", f"{COST}.", f"{TAKES}."]
    assert answer.mode == "model"


def test_what_was_shown_is_how_the_answer_begins(
    archive: Archive, retriever: HybridRetriever, chat: ChatServer
) -> None:
    shown: list[str] = []
    reply = f"{APPROVED} [1]. {WRONG} [1]. {COST} [1]. {TAKES} [1]."
    answer = ask(archive, retriever, chat, reply, f"1. {TAKES} [1].", shown=shown)
    assert shown == [f"{APPROVED}."]
    assert said(answer)[: len(shown)] == shown


def test_a_sentence_that_failed_is_mended_in_its_place(
    archive: Archive, retriever: HybridRetriever, chat: ChatServer
) -> None:
    reply = f"{APPROVED} [1]. {WRONG} [1]. {COST} [1]."
    answer = ask(archive, retriever, chat, reply, f"1. {TAKES} [1].")
    assert said(answer) == [f"{APPROVED}.", f"{TAKES}.", f"{COST}."]
    assert answer.notes == ()
    asked = chat.message("user")
    assert f"1. {WRONG}. (the source" in asked
    assert "The dredging will cost 4.2 million crowns" in asked
    assert APPROVED not in asked


def test_sentences_are_mended_once_and_what_still_fails_is_left_out(
    archive: Archive, retriever: HybridRetriever, chat: ChatServer
) -> None:
    answer = ask(archive, retriever, chat, f"{APPROVED} [1]. {WRONG} [1].", f"1. {WRONG} [1].", "x")
    assert said(answer) == [f"{APPROVED}."]
    assert answer.notes[0].startswith("1 of the model's sentences left out")
    assert len(chat.requests) == 2


@pytest.mark.parametrize(
    "reply",
    [failing(401), broken_off, "", "Sorry!", "7. It is so [1].", "1. See https://evil.test [1]."],
)
def test_a_mending_that_fails_costs_nothing_that_held(
    archive: Archive, retriever: HybridRetriever, chat: ChatServer, reply: str | Reply
) -> None:
    answer = ask(archive, retriever, chat, f"{APPROVED} [1]. {WRONG} [1].", reply)
    assert (said(answer), answer.mode) == ([f"{APPROVED}."], "model")


def test_nothing_is_mended_where_everything_holds(
    archive: Archive, retriever: HybridRetriever, chat: ChatServer
) -> None:
    ask(archive, retriever, chat, f"{APPROVED} [1].")
    assert len(chat.requests) == 1


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_that_fails_for_a_moment_is_asked_again(
    archive: Archive, retriever: HybridRetriever, chat: ChatServer, status: int
) -> None:
    answer = ask(archive, retriever, chat, failing(status), failing(status), f"{APPROVED} [1].")
    assert (said(answer), answer.notes) == ([f"{APPROVED}."], ())
    assert len(chat.requests) == 3


def test_a_reply_that_breaks_off_is_not_asked_for_again(
    archive: Archive, retriever: HybridRetriever, chat: ChatServer
) -> None:
    answer = ask(archive, retriever, chat, broken_off)
    assert answer.mode == "extractive"
    assert len(chat.requests) == 1


def test_the_last_sentence_of_a_reply_that_was_cut_off_is_not_said(
    archive: Archive, retriever: HybridRetriever, chat: ChatServer
) -> None:
    answer = ask(archive, retriever, chat, grown_too_long)
    assert said(answer) == [f"{APPROVED}."]


def test_a_reply_without_end_is_not_read_to_its_end(
    archive: Archive, retriever: HybridRetriever, chat: ChatServer
) -> None:
    answer = ask(archive, retriever, chat, f"{APPROVED} [1]. " + "and so on " * 5000)
    assert said(answer) == [f"{APPROVED}."]


def test_all_calls_for_one_question_share_the_clock(
    archive: Archive, retriever: HybridRetriever, chat: ChatServer
) -> None:
    answer = ask(archive, retriever, chat, f"{APPROVED} [1]. {WRONG} [1].", asleep, seconds=0.5)
    assert said(answer) == [f"{APPROVED}."]
