"""Settings to objects: the archive, the embedding model, the retriever, the chain."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from retrieval.errors import ArchiveLocked
from retrieval.settings import Settings
from retrieval.types import Answer, Question, Recalled

# At run time each function imports what it needs, so that `dateline --help` loads nothing heavy.
if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever
    from langchain_core.runnables import Runnable

    from retrieval.answer.news import News
    from retrieval.answer.translation import Translate
    from retrieval.answer.writers import Models
    from retrieval.archive.chroma.chroma_server import ChromaServer
    from retrieval.archive.store import Archive
    from retrieval.archive.vectors import Vectors
    from retrieval.archive.watches import Watch
    from retrieval.chat_model.budget import LimitedChatModel
    from retrieval.embedding import ProviderModel, SentenceModel
    from retrieval.models.cross_encoder import NetworkFiles
    from retrieval.models.entailment import Entailment
    from retrieval.models.reader import Reader
    from retrieval.search.retriever import HybridRetriever

from retrieval.factory.chat import make_chat_model

# As the shipped model calls itself; archives have it recorded.
MODEL_NAME = "dateline-minilm-1"

MODEL_DIMENSION = 384
"""The shipped model's, told without loading it."""

ONE_SHOT_EXACT = 50_000
"""Chunks; a process that answers one question reads and scans so many vectors in half the time in
which it imports Chroma (20,000 in a fifth of it; `python -m benchmarks.speed start:20000`)."""

SERVING_EXACT = 5_000
"""Chunks; so many are scanned in a quarter of a millisecond, less than Chroma takes, and a process
that goes on answering starts a second sooner without it."""


def make_embedder(settings: Settings) -> SentenceModel | ProviderModel:
    """The embedding model, loaded once a process.

    Raises:
        ConfigurationError: DATELINE_EMBEDDING_MODEL names none that can be used.
    """
    return _embedder(settings.embedding_model, settings.threads)


# By the two settings that count, so that settings which differ in others share a model.
@lru_cache(maxsize=1)
def _embedder(named: str | None, threads: int) -> SentenceModel | ProviderModel:
    from retrieval.embedding.chosen import chosen_model

    return chosen_model(named, threads)


def open_archive(settings: Settings, *, create: bool = False, any_model: bool = False) -> Archive:
    """The archive in the settings' home; nothing heavy is loaded but a model of the user's own.

    Args:
        settings: Where the archive is, and which embedding model is in use.
        create: Make it if there is none.
        any_model: For what needs no vectors: the archive may be another model's.

    Raises:
        ArchiveError: There is none, it can't be used, or it is another model's.
        ConfigurationError: DATELINE_EMBEDDING_MODEL names none that can be used.
    """
    if any_model:
        return _opened(settings, None)
    if settings.embedding_model is not None:
        # Only loading it tells the name under which an archive has its vectors.
        model = make_embedder(settings)
        # A provider's is asked for by embedding a word: only where it is to be recorded.
        dimension = model.dimension if create else 0
        return _opened(settings, model.name, dimension, create=create)
    return _opened(settings, MODEL_NAME, MODEL_DIMENSION, create=create)


def _opened(
    settings: Settings, model: str | None, dimension: int = 0, *, create: bool = False
) -> Archive:
    if settings.database_url is not None:
        # PostgreSQL's client is imported for a shared archive alone.
        from retrieval.archive.shared.local_copy import open_copy

        url = settings.database_url.get_secret_value()
        archive = open_copy(url, settings.home, model, dimension, create=create)
    else:
        from retrieval.archive.opening import open_archive

        archive = open_archive(settings.home, model, dimension, create=create)
    archive.server = make_server(settings)
    return archive


def make_server(settings: Settings) -> ChromaServer | None:
    """The Chroma server that CHROMA_URL names, not connected to yet; None if it names none."""
    if settings.chroma_url is None:
        return None
    from retrieval.archive.chroma.chroma_server import ChromaServer, ServerAddress

    token = settings.chroma_token
    return ChromaServer(
        ServerAddress(
            settings.chroma_url,
            token.get_secret_value() if token else None,
            settings.chroma_ca_file,
            settings.chroma_tenant,
            settings.chroma_database,
            settings.chroma_collection,
            settings.chroma_seconds,
        )
    )


def make_retriever(
    settings: Settings, archive: Archive, *, one_shot: bool = False
) -> HybridRetriever:
    """The hybrid search, as a LangChain retriever.

    Args:
        settings: The embedding model and its threads.
        archive: What to search.
        one_shot: The process answers one question: a larger archive, too, is scanned and not
            opened in Chroma.
    """
    from retrieval.search.retriever import HybridRetriever

    embedder = make_embedder(settings)
    vectors = make_vectors(archive, embedder, one_shot=one_shot)
    if not one_shot:
        # A shared archive's copy: what other machines index comes in without a snapshot.
        if archive.log and not archive.behind and archive.server is None:
            _renew_snapshot(archive)
        # So that the first asker does not wait for the vectors, or for Chroma to be imported.
        with archive.reading() as connection:
            vectors.nearest(connection, embedder.embed(["warm up"])[0], 1)
    # Some models put other words before a question than before a passage.
    return HybridRetriever(archive=archive, vectors=vectors, embedder=embedder.for_questions())


def _renew_snapshot(archive: Archive) -> None:
    """Write this copy's vector snapshot, which no indexing run on another machine does."""
    from retrieval.archive.indexing import mend_index
    from retrieval.archive.lock import write_lock

    # Without a new one vectors are compared one by one, which costs time and nothing else.
    with suppress(ArchiveLocked), write_lock(archive.home, "dateline, writing the snapshot"):
        mend_index(archive)


def make_vectors(
    archive: Archive, embedder: SentenceModel | ProviderModel, *, one_shot: bool = False
) -> Vectors:
    """The archive's vectors; from now on it reads no other model's than `embedder`'s."""
    from retrieval.archive.vectors import Vectors

    # It may have been opened for any model; from here on each transaction checks.
    archive.model = embedder.name
    if one_shot:
        return Vectors(archive, exact_up_to=ONE_SHOT_EXACT)
    # Where there is a server it is asked, however little it has: its trouble is told.
    return Vectors(archive, exact_up_to=0 if archive.server else SERVING_EXACT)


def make_chain(
    settings: Settings,
    archive: Archive,
    *,
    one_shot: bool = False,
    retriever: BaseRetriever | None = None,
) -> Runnable[Question, Answer]:
    """The chain that all faces share, with the chat model if one is set.

    Args:
        settings: The models, and how long they may take.
        archive: What is asked.
        one_shot: As for `make_retriever`.
        retriever: One that is made already.

    Raises:
        ConfigurationError: The chat model can't be made.
    """
    from retrieval.answer.pipeline import build_chain

    if retriever is None:
        retriever = make_retriever(settings, archive, one_shot=one_shot)
    models = make_models(settings, archive)
    return build_chain(archive, retriever, models, fallback=settings.fallback, remember=True)


def make_models(settings: Settings, archive: Archive) -> Models:
    """What reads, judges and words, with the chat model if one is set.

    Raises:
        ConfigurationError: The chat model can't be made.
    """
    from retrieval.answer.writers import Models

    claims = make_claim_judge(settings)
    models = Models(make_entailment(settings), make_reader(settings), claims=claims)
    if settings.chat_model is None:
        return models
    # LangChain, which the prompts need, is imported for a chat model alone.
    from retrieval.answer.model_drafting import DraftingModel
    from retrieval.chat_model import prompting

    chat = _make_chat(settings, archive)
    wording = DraftingModel(
        partial(prompting.write_with_model, chat), partial(prompting.rewrite_failed, chat)
    )
    return replace(models, wording=wording, condenser=partial(prompting.rewrite_followup, chat))


def _make_chat(settings: Settings, archive: Archive) -> LimitedChatModel:
    from retrieval.chat_model.budget import LimitedChatModel

    return LimitedChatModel(
        make_chat_model(settings),
        archive,
        settings.model_seconds,
        settings.question_tokens,
        settings.daily_tokens,
    )


def make_translate(settings: Settings, archive: Archive) -> Translate:
    """What translates quotations: the chat model.

    Raises:
        ConfigurationError: None is set, or it can't be made.
    """
    from retrieval.chat_model import translating

    return partial(translating.translate, _make_chat(settings, archive))


def make_reader(settings: Settings) -> Reader:
    """The reader of passages, loaded once a process."""
    return _reader(settings.threads, settings.embedding_model)


# Reader and entailment model are heads of one network, which cross_encoder.py loads once.
@lru_cache(maxsize=1)
def _reader(threads: int, embedding_model: str | None) -> Reader:
    from retrieval.models.reader import Reader

    return Reader(threads, _of_languages(embedding_model))


def make_entailment(settings: Settings) -> Entailment:
    """The entailment model for answers, loaded once a process; it knows English."""
    return _entailment(settings.threads, None)


def make_claim_judge(settings: Settings) -> Entailment:
    """The entailment model for claims, in many languages where their models are in use."""
    return _entailment(settings.threads, settings.embedding_model)


@lru_cache(maxsize=2)
def _entailment(threads: int, embedding_model: str | None) -> Entailment:
    from retrieval.models.entailment import Entailment
    from retrieval.models.multilingual_network import JUDGING

    return Entailment(threads, _of_languages(embedding_model, JUDGING))


def _of_languages(embedding_model: str | None, graph: str = "") -> NetworkFiles | None:
    """A network for many languages, where the embedding model is its sister."""
    from retrieval.embedding.multilingual import SETTING
    from retrieval.models.multilingual_network import READING, languages_network

    return languages_network(graph or READING) if embedding_model == SETTING else None


def make_recall(archive: Archive) -> Callable[[str], Recalled | None]:
    """What gives the citations of an earlier answer that still stand, by its receipt."""
    from retrieval.receipts.receipts import recall

    return partial(recall, archive)


def make_news(settings: Settings, archive: Archive) -> Callable[[Watch], News]:
    """What gives the new passages that a saved watch is about."""
    from retrieval.answer.news import news

    return partial(news, archive, make_retriever(settings, archive, one_shot=True))
