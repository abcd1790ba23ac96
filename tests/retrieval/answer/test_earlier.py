"""What was removed since an answer is handed on to no follow-up question and to no model."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from chat_server import ChatServer
from presses import BAKERY, COMET, HARBOUR

from retrieval import factory
from retrieval.answer import model
from retrieval.answer.budget import Chat
from retrieval.answer.chain import build_chain
from retrieval.answer.earlier import still_standing
from retrieval.archive.indexing import remove
from retrieval.archive.store import Archive
from retrieval.search.retriever import HybridRetriever
from retrieval.settings import Settings
from retrieval.types import Answer, Question

Made = tuple[Archive, HybridRetriever, Answer]


@pytest.fixture
def asked(
    make_archive: Callable[..., Archive], make_retriever: Callable[[Archive], HybridRetriever]
) -> Made:
    archive = make_archive(HARBOUR, COMET, BAKERY)
    retriever = make_retriever(archive)
    first = build_chain(archive, retriever).invoke(Question("Why did the crews not sign the plan?"))
    assert "Orla Venn" in first.text
    return archive, retriever, first


def test_what_stands_is_handed_on(asked: Made) -> None:
    archive, _, first = asked
    (kept,) = still_standing(archive, [first])
    assert kept.statements == first.statements
    assert kept.question == first.question
    assert kept.passages == ()


def test_a_removed_articles_name_is_carried_over_by_no_rule(asked: Made) -> None:
    archive, retriever, first = asked
    chain = build_chain(archive, retriever)
    second = chain.invoke(Question("Who is she?", earlier=(first,)))
    assert "Orla Venn" in second.question
    remove(archive, ["harbour"])
    later = chain.invoke(Question("And where is she?", earlier=(first, second)))
    assert "Venn" not in later.question
    assert "Venn" not in f"{later.text} {later.notes}"


def test_a_removed_articles_text_is_sent_to_no_model(
    asked: Made, chat: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "canary")
    monkeypatch.delenv("LANGSMITH_TRACING", raising=False)
    archive, retriever, first = asked
    refusal = build_chain(archive, retriever).invoke(Question("Who is Zebedee of Zanzibar?"))
    assert "Council backs dredging" in refusal.text
    remove(archive, ["harbour"])
    settings = Settings(chat_model="openai:m", chat_url=chat.url, model_seconds=5)
    condenser = partial(model.stand_alone, Chat(factory.make_chat_model(settings)))
    chain = build_chain(archive, retriever, condenser=condenser)
    chat.replies[:] = ["Why did the crews not sign the plan?"]
    chain.invoke(Question("And why was that?", earlier=(first, refusal)))
    sent = chat.message("user")
    assert "Why did the crews not sign the plan?" in sent
    assert "Venn" not in sent
    assert "dredging" not in sent
