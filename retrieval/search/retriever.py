"""Hybrid search as a LangChain retriever, so that any chain can use it.

retriever = factory.make_retriever(settings, archive)
retriever.invoke("Who chairs the SCO?", since="2023-01-01", k=4)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields
from typing import Any

from langchain_core.callbacks import (
    AsyncCallbackManagerForRetrieverRun,
    CallbackManagerForRetrieverRun,
)
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import run_in_executor
from pydantic import ConfigDict

from retrieval.archive.chunking import sentences as split_sentences
from retrieval.archive.store import Archive
from retrieval.archive.vectors import Vectors
from retrieval.search.expansion import Expansion
from retrieval.search.hit import Hit
from retrieval.search.search import find_passages
from retrieval.search.sentences import Sentence
from retrieval.types import Copy, Passage, Question

LIMITS = ("outlet", "since", "until", "as_of", "k", "literal", "during", "phrases", "latest")
"""The fields of `Question` that the search heeds."""


class HybridRetriever(BaseRetriever):
    """Passages of the archive for a question, best first.

    A document's content is the passage, exactly as it stands in the article; its metadata
    are the fields of `Passage` and `sentences`, each with offsets and how well it answers.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    archive: Archive
    vectors: Vectors
    embedder: Any  # an Embedder: pydantic can't check a Protocol with properties

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,
        **limits: Any,
    ) -> list[Document]:
        """Search; `limits` are the fields of `Question` other than its text."""
        question = Question(query, **limits)
        found = find_passages(self.archive, self.vectors, self.embedder, question)
        return [as_document(hit) for hit in found]

    async def _aget_relevant_documents(
        self, query: str, *, run_manager: AsyncCallbackManagerForRetrieverRun, **limits: Any
    ) -> list[Document]:
        """The same in a thread; LangChain's own way there would not pass the limits on."""
        sync = run_manager.get_sync()
        return await run_in_executor(
            None, self._get_relevant_documents, query, run_manager=sync, **limits
        )


def limits_of(question: Question) -> dict[str, Any]:
    """What a question limits the search to, as `HybridRetriever.invoke` takes it."""
    return {name: getattr(question, name) for name in LIMITS}


def as_document(hit: Hit) -> Document:
    """A hit as LangChain's document."""
    passage = asdict(hit.passage)
    text = passage.pop("text")
    sentences = [
        {"start": one.span[0], "end": one.span[1], "cosine": one.cosine, "overlap": one.overlap}
        for one in hit.sentences
    ]
    # The same passage has the same id in every search.
    key = f"{hit.passage.article}:{hit.passage.start}-{hit.passage.end}"
    metadata = {**passage, "sentences": sentences, "names": [asdict(name) for name in hit.names]}
    return Document(id=key, page_content=text, metadata=metadata)


def as_hit(document: Document) -> Hit:
    """A document as a hit; of another retriever than `HybridRetriever` as far as it tells.

    Needed are the content and, in the metadata, `article`, `hash`, `source`, `start` and `end`
    of a stored passage; sentences are split here where they are not given, unweighed.
    """
    metadata = dict(document.metadata)
    given = metadata.pop("sentences", None)
    names = tuple(Expansion(**name) for name in metadata.pop("names", ()))
    copies = tuple(Copy(**copy) for copy in metadata.pop("copies", ()))
    # What another retriever does not tell is None; two fields of a passage may not be.
    told: dict[str, Any] = {field.name: metadata.get(field.name) for field in fields(Passage)}
    told |= {"text": document.page_content, "copies": copies}
    told["score"] = metadata.get("score") or 0.0
    told["published_how"] = metadata.get("published_how") or "unknown"
    passage = Passage(**told)
    return Hit(passage, tuple(_sentences(passage, given)), names)


def _sentences(passage: Passage, given: Sequence[dict[str, Any]] | None) -> Iterator[Sentence]:
    if given is None:
        given = [
            # Spans are places in the article, and the text begins at the passage's start.
            {"start": passage.start + start, "end": passage.start + end}
            for start, end in split_sentences(passage.text)
        ]
    for one in given:
        start, end = one["start"], one["end"]
        text = passage.text[start - passage.start : end - passage.start]
        yield Sentence((start, end), text, one.get("cosine", 0.0), one.get("overlap", 0.0))
