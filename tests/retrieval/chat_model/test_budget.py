"""What a question and a day may cost: passages are left out whole, and nobody overspends."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import prompts
from retrieval import factory
from retrieval.archive.store import Archive
from retrieval.archive.usage import correct, utc_day
from retrieval.chat_model.budget import REPLY_TOKENS, LimitedChatModel, estimate, how_many_fit
from retrieval.chat_model.meter import Meter
from retrieval.errors import ProviderError
from retrieval.settings import Settings
from retrieval.types import Answer, Question
from support.chat_server import ChatServer, failing
from support.passages import COMET, HARBOUR
from support.token_usage import used_on

pytestmark = pytest.mark.usefixtures("grants")

COST = "What will the dredging cost?"
SAYS = "The dredging will cost 4,200,000 crowns [1]."


@pytest.fixture(autouse=True)
def _a_key_of_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "LANGSMITH_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", "canary")


@pytest.fixture(autouse=True)
def _a_new_day(archive: Archive) -> None:
    correct(archive, utc_day(), -(10**9), -(10**9))


def ask(archive: Archive, chat: ChatServer, *replies: Any, **values: Any) -> Answer:
    chat.replies[:] = replies
    settings = Settings(chat_model="openai:m", chat_url=chat.url, model_seconds=5, **values)
    return factory.make_chain(settings, archive, one_shot=True).invoke(Question(COST))


@given(st.text())
def test_an_estimate_is_never_nothing(text: str) -> None:
    assert estimate(text) >= 1
    assert estimate(text + "more words") > estimate(text)


@given(st.lists(st.text(max_size=400), max_size=8), st.integers(1, 4000))
def test_the_passages_that_fit_are_the_first_and_fit(texts: list[str], tokens: int) -> None:
    chat = LimitedChatModel(model=None, question_tokens=tokens)  # type: ignore[arg-type]
    fit = how_many_fit(chat, Meter(), "fixed", texts)
    cost = estimate("fixed") + REPLY_TOKENS + sum(map(estimate, texts[:fit]))
    assert fit == 0 or cost <= tokens
    assert fit == len(texts) or cost + estimate(texts[fit]) > tokens


def test_a_day_counts_what_the_provider_says(archive: Archive, chat: ChatServer) -> None:
    answer = ask(archive, chat, SAYS)
    written = next(step for step in answer.steps if step.name == "write")
    assert (written.tokens_in, written.tokens_out) == used_on(archive, utc_day())
    assert written.tokens_in > 0
    assert {"plan", "retrieve", "read", "write", "verify"} <= {s.name for s in answer.steps}


def test_a_call_that_was_refused_costs_nothing(archive: Archive, chat: ChatServer) -> None:
    ask(archive, chat, failing(401))
    assert used_on(archive, utc_day()) == (0, 0)


def test_passages_that_do_not_fit_are_left_out_whole_and_the_reader_told(
    archive: Archive, chat: ChatServer
) -> None:
    fixed = prompts.load("answer").invoke({"question": COST, "passages": ""}).to_string()
    first_two = estimate(fixed) + estimate(HARBOUR.text) + estimate(COMET.text) + 60
    answer = ask(archive, chat, SAYS, question_tokens=REPLY_TOKENS + first_two)
    sent = chat.message("user")
    whole = [passage for passage in answer.passages if passage.text in sent]
    assert 0 < len(whole) < len(answer.passages)
    assert whole == list(answer.passages[: len(whole)])
    assert answer.passages[-1].text[:30] not in sent
    assert answer.notes == (
        f"The chat model was given {len(whole)} of {len(answer.passages)} passages, as many as "
        "DATELINE_QUESTION_TOKENS leaves room for.",
    )


def test_a_question_that_may_cost_too_little_is_quoted_and_nothing_sent(
    archive: Archive, chat: ChatServer
) -> None:
    answer = ask(archive, chat, question_tokens=50)
    assert (answer.found, answer.mode) == (True, "extractive")
    assert answer.notes[0].startswith("A question may cost 50 tokens (DATELINE_QUESTION_TOKENS)")
    assert chat.requests == []


def test_when_the_day_is_used_up_answers_are_quoted_and_nothing_sent(
    archive: Archive, chat: ChatServer
) -> None:
    assert ask(archive, chat, SAYS, daily_tokens=2000).mode == "model"
    before = used_on(archive, utc_day())
    answer = ask(archive, chat, daily_tokens=1000)
    assert (answer.found, answer.mode) == (True, "extractive")
    assert "are used up until midnight UTC; quoted from the articles instead." in answer.notes[0]
    assert len(chat.requests) == 1
    assert used_on(archive, utc_day()) == before


def test_with_falling_back_off_a_used_up_day_is_told(archive: Archive, chat: ChatServer) -> None:
    with pytest.raises(ProviderError, match="used up until midnight UTC"):
        ask(archive, chat, daily_tokens=100, fallback=False)
