"""A small archive with its retriever, the shipped models, and a chat server."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from chat_server import ChatServer, serving
from langchain_core.runnables import Runnable
from presses import ARTICLES, Grants, fill

from retrieval.answer.pipeline import build_chain
from retrieval.answer.writers import Models
from retrieval.archive.opening import open_archive
from retrieval.archive.store import Archive
from retrieval.archive.vectors import Vectors
from retrieval.embedding import MiniLM
from retrieval.factory import making
from retrieval.models.entailment import Entailment
from retrieval.models.reader import Reader
from retrieval.search.retriever import HybridRetriever
from retrieval.types import Answer, Article, Question


@pytest.fixture(scope="session")
def embedder() -> MiniLM:
    return MiniLM(threads=1)


@pytest.fixture(scope="session")
def make_archive(
    tmp_path_factory: pytest.TempPathFactory, embedder: MiniLM
) -> Iterator[Callable[..., Archive]]:
    opened: list[Archive] = []

    def make(*articles: Article) -> Archive:
        home = tmp_path_factory.mktemp("home")
        archive = open_archive(home, embedder.name, embedder.dimension, create=True)
        opened.append(archive)
        fill(archive, embedder, articles)
        return archive

    yield make
    for archive in opened:
        archive.close()


@pytest.fixture(scope="session")
def archive(make_archive: Callable[..., Archive]) -> Archive:
    """Its articles stay as they are: a test that changes any makes its own."""
    return make_archive(*ARTICLES)


@pytest.fixture(scope="session")
def make_retriever(embedder: MiniLM) -> Callable[[Archive], HybridRetriever]:
    def make(archive: Archive) -> HybridRetriever:
        return HybridRetriever(archive=archive, vectors=Vectors(archive), embedder=embedder)

    return make


@pytest.fixture(scope="session")
def retriever(
    archive: Archive, make_retriever: Callable[[Archive], HybridRetriever]
) -> HybridRetriever:
    return make_retriever(archive)


@pytest.fixture(scope="session")
def models() -> Models:
    """The shipped reader and entailment model, loaded once, and no chat model."""
    return Models(Entailment(threads=1), Reader(threads=1))


@pytest.fixture(scope="session")
def make_chain(
    make_retriever: Callable[[Archive], HybridRetriever], models: Models
) -> Callable[[Archive], Runnable[Question, Answer]]:
    """The chain over an archive, with the shipped models."""

    def make(archive: Archive) -> Runnable[Question, Answer]:
        return build_chain(archive, make_retriever(archive), models)

    return make


@pytest.fixture
def grants(monkeypatch: pytest.MonkeyPatch) -> Grants:
    """Whatever the factory makes judges by this: how a model's sentences go on does not hang on
    how well the shipped weights judge them."""
    says = Grants()
    monkeypatch.setattr(making, "make_entailment", lambda _: says)
    return says


@pytest.fixture
def chat() -> Iterator[ChatServer]:
    with serving() as server:
        yield server
