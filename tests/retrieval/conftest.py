"""A small archive with its retriever, and a chat server on loopback."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest

from retrieval.archive.store import Archive
from retrieval.chat_model import budget
from retrieval.factory import building
from retrieval.search.retriever import HybridRetriever
from support.chat_server import ChatServer, serving
from support.passages import ARTICLES, Grants


@pytest.fixture(scope="session")
def archive(make_archive: Callable[..., Archive]) -> Archive:
    """Its articles stay as they are: a test that changes any makes its own."""
    return make_archive(*ARTICLES)


@pytest.fixture(scope="session")
def retriever(
    archive: Archive, make_retriever: Callable[[Archive], HybridRetriever]
) -> HybridRetriever:
    return make_retriever(archive)


@pytest.fixture
def grants(monkeypatch: pytest.MonkeyPatch) -> Grants:
    """Whatever the factory makes judges by this: how a model's sentences go on does not hang on
    how well the shipped weights judge them."""
    says = Grants()
    monkeypatch.setattr(building, "make_entailment", lambda _: says)
    return says


@pytest.fixture
def brief_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """A chat model that fails is asked again at once."""
    made = partial(budget.LimitedChatModel, pauses=(0.01, 0.02))
    monkeypatch.setattr(budget, "LimitedChatModel", made)


@pytest.fixture
def chat() -> Iterator[ChatServer]:
    with serving() as server:
        yield server
