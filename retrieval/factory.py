"""Settings to objects: the only file that names vendors, each imported where it is needed."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from retrieval.errors import ArchiveMissing, ConfigurationError, UsageError
from retrieval.settings import Settings
from retrieval.types import Answer, IndexReport, Question, Recalled

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.runnables import Runnable

    from retrieval.archive.indexing import Progress
    from retrieval.archive.store import Archive
    from retrieval.embedding import MiniLM
    from retrieval.search.retriever import HybridRetriever

MODEL_NAME = "all-MiniLM-L6-v2-int8"
MODEL_DIMENSION = 384

LIMITS = frozenset({"timeout", "max_retries"})
"""What a chat model's client is asked to keep to; not every provider's class takes each."""

ONE_SHOT_EXACT = 4000
"""Chunks; a process that answers one question scans so many sooner than it imports Chroma."""


@lru_cache(maxsize=1)
def make_embedder(threads: int) -> MiniLM:
    """The embedding model, loaded once a process."""
    from retrieval.embedding import MiniLM

    return MiniLM(threads)


def open_archive(settings: Settings, *, create: bool = False) -> Archive:
    """The archive in the settings' home; nothing heavy is loaded.

    Raises:
        ArchiveError: There is none, or it can't be used.
    """
    from retrieval.archive.store import open_archive

    return open_archive(settings.home, MODEL_NAME, MODEL_DIMENSION, create=create)


def make_retriever(
    settings: Settings, archive: Archive, *, one_shot: bool = False
) -> HybridRetriever:
    """The hybrid search, as a LangChain retriever.

    Args:
        settings: Thread count.
        archive: What to search.
        one_shot: The process answers one question: a small archive is scanned, not opened in
            Chroma.
    """
    from retrieval.archive.vectors import Vectors
    from retrieval.search.retriever import HybridRetriever

    embedder = make_embedder(settings.threads)
    vectors = Vectors(archive, exact_up_to=ONE_SHOT_EXACT if one_shot else 0)
    if not one_shot:
        # So that the first asker does not wait for Chroma to be imported.
        with archive.reading() as connection:
            vectors.nearest(connection, embedder.embed(["warm up"])[0], 1)
    return HybridRetriever(archive=archive, vectors=vectors, embedder=embedder)


def make_chain(
    settings: Settings, archive: Archive, *, one_shot: bool = False
) -> Runnable[Question, Answer]:
    """The chain that all faces share, with the chat model if one is set.

    Raises:
        ConfigurationError: The chat model can't be made.
    """
    from retrieval.answer.chain import build_chain

    retriever = make_retriever(settings, archive, one_shot=one_shot)
    if settings.chat_model is None:
        return build_chain(archive, retriever)
    from retrieval.answer import model

    chat = make_chat_model(settings)
    return build_chain(
        archive,
        retriever,
        model_writer=partial(model.write, chat, seconds=settings.model_seconds),
        condenser=partial(model.stand_alone, chat, seconds=settings.model_seconds),
        fallback=settings.fallback,
    )


def make_recall(archive: Archive) -> Callable[[str], Recalled | None]:
    """What gives the citations of an earlier answer that still stand, by its receipt."""
    from retrieval.answer.receipts import recall

    return partial(recall, archive)


def make_chat_model(settings: Settings) -> BaseChatModel:
    """The chat model that DATELINE_CHAT_MODEL names.

    Raises:
        ConfigurationError: The provider is unknown, its package or its key is missing.
    """
    name = settings.chat_model or ""
    provider, _, model = (part.strip() for part in name.partition(":"))
    if not (provider and model):
        raise ConfigurationError("DATELINE_CHAT_MODEL is not set; write it as provider:model.")
    options: dict[str, Any] = {"timeout": settings.model_seconds, "max_retries": 0}
    if settings.chat_url:
        options["base_url"] = settings.chat_url
    try:
        return _init_chat_model(provider, model, options)
    except ImportError as error:
        raise ConfigurationError(
            f"DATELINE_CHAT_MODEL names the provider {provider!r}, whose package is missing: "
            f"{_first_line(error)}."
        ) from error
    except Exception as error:  # each provider's client has its own kinds
        raise ConfigurationError(
            f"The chat model {name!r} can't be made: {_first_line(error)}. "
            "Check DATELINE_CHAT_MODEL (provider:model) and the provider's key, or unset it to "
            "answer without a model."
        ) from error


def _init_chat_model(provider: str, model: str, options: dict[str, Any]) -> BaseChatModel:
    """The model; a provider that refuses a limit of ours is made without that limit.

    The answer's own clock holds all the same; an address of the user's own is never left out.
    """
    from langchain.chat_models import init_chat_model
    from pydantic import ValidationError

    try:
        made: BaseChatModel = init_chat_model(model, model_provider=provider, **options)
    except ValidationError as error:
        refused = {part for one in error.errors() for part in one["loc"][:1]} & LIMITS
        if not refused:
            raise
        kept = {name: value for name, value in options.items() if name not in refused}
        made = init_chat_model(model, model_provider=provider, **kept)
    return made


def _first_line(error: Exception) -> str:
    """The first line of an error's message, its kind if it has none; more may hold a key."""
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(" .:") if lines else type(error).__name__


def index(
    settings: Settings,
    paths: Sequence[str | Path],
    *,
    progress: Progress | None = None,
    dry_run: bool = False,
) -> IndexReport:
    """Read what lies under the paths and URLs and bring the archive up to date with it.

    Raises:
        UsageError: A path does not exist, or no article lies under any of them.
        ArchiveError: The archive is locked, damaged or can't be written.
    """
    from retrieval import reading
    from retrieval.archive import indexing

    found = reading.find(paths)
    read = partial(reading.read, allowed_hosts=settings.allowed_hosts)
    if not found.files and not found.failures:
        # Also when a disk is not mounted: an archive is not emptied by an empty folder.
        raise UsageError(
            f"There is no article in {', '.join(map(str, paths))}; Dateline reads "
            f"{' '.join(sorted(reading.SUFFIXES))}. Nothing was changed. To take out what was "
            "indexed from there before, use: dateline remove ID"
        )
    if dry_run:
        try:
            archive = open_archive(settings)
        except ArchiveMissing:
            return indexing.dry_run(None, found, read)
        with archive:
            return indexing.dry_run(archive, found, read)
    with open_archive(settings, create=True) as archive:
        embedder = make_embedder(settings.threads)
        return indexing.index(
            archive, embedder, found, read, progress or (lambda done, total, source: None)
        )


def keep_quiet() -> None:
    """Switch off what libraries send or print unasked, before any of them is imported."""
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "false")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "true")
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
