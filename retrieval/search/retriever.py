"""Hybrid search as a LangChain retriever, so that any chain can use it.

retriever = factory.make_retriever(settings, archive)
retriever.invoke("Who chairs the SCO?", since="2023-01-01", k=4)
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from langchain_core.callbacks import (
    AsyncCallbackManagerForRetrieverRun,
    CallbackManagerForRetrieverRun,
)
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import run_in_executor
from pydantic import ConfigDict

from retrieval.archive.store import Archive
from retrieval.archive.vectors import Vectors
from retrieval.search.evidence import Evidence
from retrieval.search.expansion import Expansion
from retrieval.search.finding import find
from retrieval.search.hybrid import Hit
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
        neighbours: bool = False,
        **limits: Any,
    ) -> list[Document]:
        """Search; `limits` are the fields of `Question` other than its text.

        With `neighbours`, what stands beside the best passage follows, beyond `k`.
        """
        question = Question(query, **limits)
        found = find(self.archive, self.vectors, self.embedder, question, neighbours=neighbours)
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
        {
            "start": e.span[0],
            "end": e.span[1],
            "cosine": e.cosine,
            "overlap": e.overlap,
            "kind": e.kind,
        }
        for e in hit.evidence
    ]
    key = f"{hit.passage.article}:{hit.passage.start}-{hit.passage.end}"
    metadata = {**passage, "sentences": sentences, "names": [asdict(name) for name in hit.names]}
    return Document(id=key, page_content=text, metadata=metadata)


def as_hit(document: Document) -> Hit:
    """The hit that `as_document` was given."""
    metadata = dict(document.metadata)
    sentences = metadata.pop("sentences")
    names = tuple(Expansion(**name) for name in metadata.pop("names", ()))
    copies = tuple(Copy(**copy) for copy in metadata.pop("copies", ()))
    passage = Passage(text=document.page_content, copies=copies, **metadata)
    evidence = tuple(_as_evidence(passage, sentence) for sentence in sentences)
    return Hit(passage, evidence, names)


def _as_evidence(passage: Passage, sentence: dict[str, Any]) -> Evidence:
    start, end = sentence["start"], sentence["end"]
    text = passage.text[start - passage.start : end - passage.start]
    return Evidence((start, end), text, sentence["cosine"], sentence["overlap"], sentence["kind"])
