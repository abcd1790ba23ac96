"""Settings to objects: the only file that names vendors, each imported where it is needed."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from retrieval.errors import ArchiveError, ArchiveMissing, ConfigurationError, UsageError
from retrieval.settings import Settings
from retrieval.types import Answer, Found, IndexReport, Question, Recalled

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.runnables import Runnable

    from retrieval.archive.indexing import Progress
    from retrieval.archive.store import Archive
    from retrieval.embedding import ProviderModel, SentenceModel
    from retrieval.reading import ReadAhead, Web
    from retrieval.search.retriever import HybridRetriever

MODEL_NAME = "all-MiniLM-L6-v2-int8"
MODEL_DIMENSION = 384

LIMITS = frozenset({"timeout", "max_retries"})
"""What a chat model's client is asked to keep to; not every provider's class takes each."""

ONE_SHOT_EXACT = 4000
"""Chunks; a process that answers one question scans so many sooner than it imports Chroma."""


def make_embedder(settings: Settings) -> SentenceModel | ProviderModel:
    """The embedding model, loaded once a process.

    Raises:
        ConfigurationError: DATELINE_EMBEDDING_MODEL names none that can be used.
    """
    return _embedder(settings.embedding_model, settings.threads)


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
    from retrieval.archive.store import open_archive

    if any_model:
        return open_archive(settings.home, None)
    if settings.embedding_model is not None:
        model = make_embedder(settings)
        dimension = model.dimension if create else 0
        return open_archive(settings.home, model.name, dimension, create=create)
    return open_archive(settings.home, MODEL_NAME, MODEL_DIMENSION, create=create)


def make_retriever(
    settings: Settings, archive: Archive, *, one_shot: bool = False
) -> HybridRetriever:
    """The hybrid search, as a LangChain retriever.

    Args:
        settings: The embedding model and its threads.
        archive: What to search.
        one_shot: The process answers one question: a small archive is scanned, not opened in
            Chroma.
    """
    from retrieval.archive.vectors import Vectors
    from retrieval.search.retriever import HybridRetriever

    embedder = make_embedder(settings)
    archive.model = embedder.name  # from now on no other model's vectors are read
    vectors = Vectors(archive, exact_up_to=ONE_SHOT_EXACT if one_shot else 0)
    if not one_shot:
        # So that the first asker does not wait for Chroma to be imported.
        with archive.reading() as connection:
            vectors.nearest(connection, embedder.embed(["warm up"])[0], 1)
    return HybridRetriever(archive=archive, vectors=vectors, embedder=embedder.for_questions())


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

    found = find(settings, paths)
    if not found.files and not found.failures:
        # Also when a disk is not mounted: an archive is not emptied by an empty folder.
        raise UsageError(
            f"There is no article in {', '.join(map(str, paths))}; Dateline reads "
            f"{' '.join(sorted(reading.SUFFIXES))}. Nothing was changed. To take out what was "
            "indexed from there before, use: dateline remove ID"
        )
    if dry_run:
        return _dry_run(settings, found)
    return index_found(settings, found, progress=progress)


def find(settings: Settings, paths: Sequence[str | Path]) -> Found:
    """What lies under the paths, its stamps those of files as they would be read now.

    Raises:
        UsageError: A path does not exist.
    """
    from retrieval import reading

    _take_own_outlets(settings)
    return reading.find(paths)


def index_found(
    settings: Settings, found: Found, *, progress: Progress | None = None
) -> IndexReport:
    """Bring the archive up to date with what `find` found.

    Raises:
        ArchiveError: The archive is locked, damaged or can't be written.
    """
    with open_archive(settings, create=True) as archive:
        return _index(settings, archive, found, _web(settings, archive), progress)


def _take_own_outlets(settings: Settings) -> None:
    """Read with the team's own names of outlets before the shipped ones."""
    from retrieval.names.aliases import read_aliases
    from retrieval.reading.outlets import take_own

    take_own(read_aliases(settings.home).outlets)


def _index(
    settings: Settings, archive: Archive, found: Found, web: Web, progress: Progress | None
) -> IndexReport:
    """Index what was found, and remember what was seen of the web."""
    from retrieval import reading
    from retrieval.archive import indexing
    from retrieval.archive.visits import remember

    with _read_ahead(settings, web) as ahead:
        embedder = make_embedder(settings)
        progress = progress or (lambda done, total, source: None)
        report = indexing.index(archive, embedder, found, ahead.read, progress, ahead.expect)
    failed = {failure.source for failure in report.failed}
    with suppress(ArchiveError):  # what is forgotten is only asked for again
        remember(archive, web.visits(failed), reading.reader_version())
    return report


def _dry_run(settings: Settings, found: Found) -> IndexReport:
    from retrieval.archive import indexing

    try:
        archive = open_archive(settings, any_model=True)
    except ArchiveMissing:
        with _read_ahead(settings, _web(settings, None)) as ahead:
            return indexing.dry_run(None, found, ahead.read, ahead.expect)
    with archive, _read_ahead(settings, _web(settings, archive)) as ahead:
        return indexing.dry_run(archive, found, ahead.read, ahead.expect)


def _web(settings: Settings, archive: Archive | None, lists: Sequence[str] = ()) -> Web:
    """The web as a run may see it, with what the archive remembers; `lists` are to be feeds."""
    from retrieval.archive.visits import remembered
    from retrieval.reading import Web, reader_version

    version = reader_version()
    known = remembered(archive, version) if archive else None
    return Web(settings.allowed_hosts, version, known, lists)


def refresh_feeds(
    settings: Settings, urls: Sequence[str] = (), *, progress: Progress | None = None
) -> IndexReport:
    """Read the feeds subscribed to, and index what is new in them.

    One feed that fails does not stop the others; what a feed has dropped stays in the archive.

    Args:
        settings: Where the archive is, and which hosts are the team's own.
        urls: Only these of the subscribed feeds.
        progress: Called after each feed and page.

    Raises:
        UsageError: No feed is subscribed to, or one of `urls` is not.
        ArchiveError: There is no archive, or it is locked or damaged.
    """
    from retrieval import reading
    from retrieval.archive import subscriptions

    with open_archive(settings) as archive:
        subscriptions.require_subscribed(archive, urls)
        feeds = urls or [feed.url for feed in subscriptions.subscriptions(archive)]
        if not feeds:
            raise UsageError("No feed is followed. Add one with: dateline feeds add URL")
        web = _web(settings, archive, feeds)
        report = _index(settings, archive, reading.find(feeds), web, progress)
        reasons = {failure.source: failure.reason for failure in report.failed}
        told = {url: reasons.get(url) for url in feeds}
        subscriptions.note_reading(archive, told, web.titles)
    return report


def _read_ahead(settings: Settings, web: Web) -> ReadAhead:
    from retrieval import reading

    read = partial(reading.read, web=web)
    return reading.ReadAhead(read, reading.processes_for(settings.threads))


def keep_quiet() -> None:
    """Switch off what libraries send or print unasked, before any of them is imported."""
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "false")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "true")
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
