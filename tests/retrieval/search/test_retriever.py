"""The search as LangChain sees it."""

from __future__ import annotations

from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.retrievers import BaseRetriever

from retrieval.search.hybrid import hybrid_search
from retrieval.search.retriever import HybridRetriever, as_document, as_hit
from retrieval.types import Question

TEXT = "What will the dredging cost?"


def test_it_is_a_retriever_that_takes_the_limits_of_a_question(
    retriever: HybridRetriever,
) -> None:
    assert isinstance(retriever, BaseRetriever)
    documents = retriever.invoke("comet", since="2021-01-01", until="2021-12-31", k=1)
    assert [document.metadata["article"] for document in documents] == ["harbour"]


async def test_it_takes_the_same_limits_when_awaited(retriever: HybridRetriever) -> None:
    limits = {"since": "2021-01-01", "k": 1}
    assert await retriever.ainvoke(TEXT, **limits) == retriever.invoke(TEXT, **limits)


async def test_it_can_be_awaited_without_limits(retriever: HybridRetriever) -> None:
    assert await retriever.ainvoke(TEXT) == retriever.invoke(TEXT)


def test_questions_may_come_in_a_batch(retriever: HybridRetriever) -> None:
    assert retriever.batch([TEXT, "comet"]) == [retriever.invoke(TEXT), retriever.invoke("comet")]


def test_a_document_is_the_passage_and_gives_back_the_hit(
    retriever: HybridRetriever, texts: dict[str, str]
) -> None:
    hits = hybrid_search(retriever.archive, retriever.vectors, retriever.embedder, Question(TEXT))
    documents = [as_document(hit) for hit in hits]
    assert [as_hit(document) for document in documents] == hits
    assert documents == retriever.invoke(TEXT)
    for document in documents:
        place = document.metadata
        assert document.page_content == texts[place["article"]][place["start"] : place["end"]]
    assert len({document.id for document in documents}) == len(documents)


def test_callbacks_see_the_documents(retriever: HybridRetriever) -> None:
    class Listening(BaseCallbackHandler):
        def on_retriever_start(self, serialized: object, query: str, **_: object) -> None:
            seen.append(query)

        def on_retriever_end(self, documents: object, **_: object) -> None:
            seen.append(documents)

    seen: list[object] = []
    documents = retriever.invoke(TEXT, config={"callbacks": [Listening()]})
    assert seen == [TEXT, documents]
