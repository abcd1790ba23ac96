"""What stands beside the best passage is handed over with it, beyond what was asked for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from search_articles import article

from retrieval.archive.store import Archive
from retrieval.archive.vectors import Vectors
from retrieval.embedding import MiniLM
from retrieval.search.finding import find
from retrieval.search.retriever import HybridRetriever
from retrieval.types import Passage, Question

FILLER = " ".join(f"The {n}th boat lay at the quay and its crew slept there." for n in range(14))
PARTS = (
    f"The mayor spoke of the lighthouse. {FILLER}",
    f"A comet was seen over Larkfield by the night watch. {FILLER}",
    f"The baker closed his shop on Mill Lane. {FILLER}",
    f"Nobody had ordered the flour. {FILLER}",
)
TEXT = "\n\n".join(PARTS)


@pytest.fixture(scope="module")
def retriever(make_archive: Callable[..., Archive], embedder: MiniLM) -> HybridRetriever:
    archive = make_archive(article("long", TEXT), article("other", "The comet was bright."))
    return HybridRetriever(archive=archive, vectors=Vectors(archive), embedder=embedder)


def found(retriever: HybridRetriever, k: int, *, neighbours: bool) -> list[Passage]:
    question = Question("Who saw a comet over Larkfield?", k=k)
    parts = (retriever.archive, retriever.vectors, retriever.embedder, question)
    return [hit.passage for hit in find(*parts, neighbours=neighbours)]


def test_what_stands_before_and_after_the_best_passage_follows_it(
    retriever: HybridRetriever,
) -> None:
    (best,) = found(retriever, 1, neighbours=False)
    same, *beside = found(retriever, 1, neighbours=True)
    assert same == best
    assert len(beside) == 2
    before, after = sorted(beside, key=lambda passage: passage.start)
    assert before.end <= best.start < best.end <= after.start
    assert {TEXT[before.end : best.start].strip(), TEXT[best.end : after.start].strip()} == {""}


def test_what_was_found_anyway_is_not_handed_over_twice(retriever: HybridRetriever) -> None:
    passages = found(retriever, 20, neighbours=True)
    assert passages == found(retriever, 20, neighbours=False)
    assert len({(passage.article, passage.start) for passage in passages}) == len(passages)


def test_a_retriever_gives_no_more_than_was_asked_for_unless_told(
    retriever: HybridRetriever,
) -> None:
    assert len(retriever.invoke("comet over Larkfield", k=1)) == 1
    assert len(retriever.invoke("comet over Larkfield", k=1, neighbours=True)) == 3
