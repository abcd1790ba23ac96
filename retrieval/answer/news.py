"""What has arrived since a watch looked last that is about what it watches for."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from langchain_core.retrievers import BaseRetriever

from retrieval.answer.topic_relevance import sentences_about
from retrieval.archive.store import Archive
from retrieval.archive.watches import Watch, new_for_watch
from retrieval.search.hit import HitSentence
from retrieval.search.retriever import as_hit

DEPTH = 50
"""Passages of the new articles that are looked at."""


@dataclass(frozen=True, slots=True)
class News:
    """What a watch found, one sentence an article, best first.

    `through` is the number of the last article that was looked at.
    """

    through: int
    sentences: tuple[HitSentence, ...] = ()


def news(archive: Archive, retriever: BaseRetriever, watch: Watch) -> News:
    """Search the articles that have arrived since, and keep the sentences that are about it.

    Raises:
        ArchiveError: The archive can't be read.
    """
    ids, through = new_for_watch(archive, watch)
    if not ids:
        return News(through)
    # The words are a topic: a date or an outlet in them is no limit, as those beside them are.
    limits = asdict(watch.limits)
    documents = retriever.invoke(watch.question, literal=True, articles=ids, k=DEPTH, **limits)
    best: dict[str, HitSentence] = {}
    # Passages come best first: an article's first sentence that is about it stays.
    for one in sentences_about(map(as_hit, documents)):
        best.setdefault(one.passage.article, one)
    return News(through, tuple(best.values()))
