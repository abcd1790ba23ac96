"""What Dateline is measured beside: the ways of LangChain's tutorials, and rank_bm25."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.speed.table import has
from retrieval import factory
from retrieval.archive.quantization import unpack_vectors
from retrieval.archive.store import Archive
from retrieval.embedding import MiniLM
from retrieval.settings import Settings

K = 8
BATCH = 1000
CHUNK, OVERLAP = 1000, 200  # characters, as the tutorials have it

CHUNKS = """
    select chunk, vector, outlet, substr(text, start + 1, "end" - start) as passage
    from vectors join chunks on chunks.id = chunk join articles on article = n
"""

Search = Callable[[str, dict[str, str]], Any]


def similarity_search(settings: Settings, archive: Archive) -> Search | None:
    """langchain-chroma with the same model, over the same chunks and vectors."""
    if not has("langchain_chroma"):
        return None
    import chromadb
    from langchain_chroma import Chroma

    model: Any = factory.make_embedder(settings)
    store = Chroma("bench", embedding_function=model, client=chromadb.EphemeralClient())
    with archive.reading() as connection:
        rows = connection.execute(CHUNKS)
        while some := rows.fetchmany(BATCH):
            # With the vectors that are there already, which Chroma's wrapper has no way to take.
            store._collection.add(  # noqa: SLF001
                ids=[str(one["chunk"]) for one in some],
                embeddings=unpack_vectors([one["vector"] for one in some]),
                documents=[one["passage"] for one in some],
                metadatas=[{"outlet": one["outlet"]} for one in some],
            )
    return lambda text, where: store.similarity_search(text, k=K, filter=where or None)


def bm25(archive: Archive) -> Search | None:
    """rank_bm25 over the same chunks, cut at spaces."""
    if not has("rank_bm25"):
        return None
    from rank_bm25 import BM25Okapi

    with archive.reading() as connection:
        passages = [one["passage"] for one in connection.execute(CHUNKS)]
    index = BM25Okapi([passage.lower().split() for passage in passages])
    return lambda text, _: index.get_top_n(text.lower().split(), passages, n=K)


def tutorial(articles: Path, home: Path) -> None:
    """Files split, embedded by the same model and put into Chroma, as LangChain's tutorials do."""
    from langchain_chroma import Chroma
    from langchain_core.documents import Document
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    model: Any = MiniLM(threads=2)
    store = Chroma("bench", embedding_function=model, persist_directory=str(home))
    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP)
    store.add_documents(splitter.split_documents(documents(articles, Document)))


def indexing_api(articles: Path, home: Path) -> None:
    """The same folder by LangChain's indexing API, which leaves out what has not changed."""
    from langchain_chroma import Chroma
    from langchain_classic.indexes import SQLRecordManager, index
    from langchain_core.documents import Document

    model: Any = MiniLM(threads=2)
    store = Chroma("bench", embedding_function=model, persist_directory=str(home))
    records = SQLRecordManager("bench", db_url=f"sqlite:///{home}/records.sqlite")
    records.create_schema()
    index(
        documents(articles, Document),
        records,
        store,
        cleanup="incremental",
        source_id_key="source",
        key_encoder="sha256",
    )


def documents(articles: Path, kind: Any) -> list[Any]:
    return [
        kind(page_content=file.read_text("utf-8"), metadata={"source": file.name})
        for file in sorted(articles.iterdir())
    ]


if __name__ == "__main__":
    home = Path(sys.argv[3])
    home.mkdir(exist_ok=True)
    {"tutorial": tutorial, "api": indexing_api}[sys.argv[1]](Path(sys.argv[2]), home)
