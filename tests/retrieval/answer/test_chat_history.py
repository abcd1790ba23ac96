"""What was removed since an answer is handed on to no follow-up question and to no model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from retrieval import factory
from retrieval.answer.chat_history import valid_history
from retrieval.answer.pipeline import build_chain
from retrieval.archive.indexing import remove
from retrieval.archive.store import Archive
from retrieval.chat_model import prompting
from retrieval.chat_model.budget import LimitedChatModel
from retrieval.search.retriever import HybridRetriever
from retrieval.settings import Settings
from retrieval.types import Answer, Question
from support.chat_server import ChatServer
from support.passages import BAKERY, COMET, HARBOUR, Chain, MakeArchive, MakeChain

pytestmark = pytest.mark.slow

Made = tuple[Archive, Chain, Answer]


@pytest.fixture
def asked(make_archive: MakeArchive, make_chain: MakeChain) -> Made:
    archive = make_archive(HARBOUR, COMET, BAKERY)
    chain = make_chain(archive)
    first = chain.invoke(Question("Who chairs the council?"))
    assert "Orla Venn" in first.text
    return archive, chain, first


def test_what_stands_is_handed_on(asked: Made) -> None:
    archive, _, first = asked
    (kept,) = valid_history(archive, [first])
    assert kept.statements == first.statements
    assert kept.question == first.question
    assert kept.passages == ()


def test_a_removed_articles_name_is_carried_over_by_no_rule(asked: Made) -> None:
    archive, chain, first = asked
    second = chain.invoke(Question("Who is she?", earlier=(first,)))
    assert "Orla Venn" in second.question
    remove(archive, ["harbour"])
    later = chain.invoke(Question("And where is she?", earlier=(first, second)))
    assert "Venn" not in later.question
    assert "Venn" not in f"{later.text} {later.notes}"


def test_a_removed_articles_text_is_sent_to_no_model(
    asked: Made,
    make_retriever: Callable[[Archive], HybridRetriever],
    chat: ChatServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "canary")
    monkeypatch.delenv("LANGSMITH_TRACING", raising=False)
    archive, chain, first = asked
    refusal = chain.invoke(Question("Why did the crews not sign the plan?"))
    assert "harbour" in {one.article for one in (*refusal.nearest, *refusal.citations)}
    remove(archive, ["harbour"])
    settings = Settings(chat_model="openai:m", chat_url=chat.url, model_seconds=5)
    condenser = partial(
        prompting.rewrite_followup, LimitedChatModel(factory.make_chat_model(settings))
    )
    models = replace(factory.make_models(Settings(), archive), condenser=condenser)
    chain = build_chain(archive, make_retriever(archive), models)
    chat.replies[:] = ["Why did the crews not sign the plan?"]
    chain.invoke(Question("And why was that?", earlier=(first, refusal)))
    sent = chat.message("user")
    assert "Why did the crews not sign the plan?" in sent
    assert "Venn" not in sent
    assert "dredging" not in sent
