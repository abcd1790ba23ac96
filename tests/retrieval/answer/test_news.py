"""What a watch finds: sentences of articles that arrived since, word for word, one an article."""

from __future__ import annotations

from dataclasses import replace

import pytest
from langchain_core.retrievers import BaseRetriever

from retrieval.answer.news import News, news
from retrieval.archive.store import Archive
from retrieval.archive.vectors import Vectors
from retrieval.archive.watches import Watch, WatchLimits, add_watch
from retrieval.embedding import MiniLM
from retrieval.search.retriever import HybridRetriever
from support.articles import article, index_articles
from support.passages import MakeArchive

OLD = article("old", "The eastern quay of Larkfield was planned in 2019. Gulls nest there.")
NEW = article("new", "It rained. The eastern quay of Larkfield opened today. A band played.")
OTHER = article("other", "The bakery on Mill Lane closed. Flour had become too dear.")


@pytest.fixture
def archive(make_archive: MakeArchive) -> Archive:
    return make_archive(OLD)


@pytest.fixture
def retriever(archive: Archive, minilm: MiniLM) -> BaseRetriever:
    return HybridRetriever(archive=archive, vectors=Vectors(archive), embedder=minilm)


def looked(archive: Archive, retriever: BaseRetriever, watch: Watch) -> tuple[News, list[str]]:
    found = news(archive, retriever, watch)
    return found, [one.passage.article for one in found.sentences]


def test_what_was_held_before_is_no_news(archive: Archive, retriever: BaseRetriever) -> None:
    found, articles = looked(archive, retriever, add_watch(archive, 1, 2, 3, "Larkfield quay"))
    assert articles == []
    assert found.through > 0


def test_of_what_arrives_only_what_is_about_it_is_told_by_its_sentence(
    archive: Archive, retriever: BaseRetriever, minilm: MiniLM
) -> None:
    watch = add_watch(archive, 1, 2, 3, "Larkfield quay")
    index_articles(archive, minilm, [OLD, NEW, OTHER])
    found, articles = looked(archive, retriever, watch)
    assert articles == ["new"]
    (one,) = found.sentences
    assert one.text == "The eastern quay of Larkfield opened today."
    assert one.text in NEW.text


def test_what_was_looked_at_once_is_not_told_again(
    archive: Archive, retriever: BaseRetriever, minilm: MiniLM
) -> None:
    watch = add_watch(archive, 1, 2, 3, "Larkfield quay")
    index_articles(archive, minilm, [OLD, NEW])
    found, _ = looked(archive, retriever, watch)
    after = replace(watch, looked=found.through)
    assert looked(archive, retriever, after) == (News(found.through), [])


def test_of_what_arrives_only_what_is_within_its_limits_is_told(
    archive: Archive, retriever: BaseRetriever, minilm: MiniLM
) -> None:
    since, until = WatchLimits(since="2016-01-01"), WatchLimits(until="2015-12-31")
    late = add_watch(archive, 1, 2, 3, "Larkfield quay", since)
    early = add_watch(archive, 1, 2, 3, "Larkfield quay", until)
    index_articles(archive, minilm, [OLD, replace(NEW, published="2016-05-04")])
    assert looked(archive, retriever, late)[1] == ["new"]
    assert looked(archive, retriever, early)[1] == []


def test_a_date_or_an_outlet_in_the_words_is_a_topic_and_no_limit(
    archive: Archive, retriever: BaseRetriever, minilm: MiniLM
) -> None:
    watch = add_watch(archive, 1, 2, 3, "the eastern quay of Larkfield before 1990")
    index_articles(archive, minilm, [OLD, NEW])
    assert looked(archive, retriever, watch)[1] == ["new"]
