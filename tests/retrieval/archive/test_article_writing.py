from __future__ import annotations

import numpy as np

from retrieval.archive.article_writing import (
    stored_vectors,
    unpack_spans,
)
from retrieval.archive.indexing import index
from retrieval.archive.quantization import pack_sentences, pack_vectors
from retrieval.archive.store import Archive
from support.archives import Folder, HashedWords
from support.articles import article, story


def test_spans_are_read_as_they_were_written() -> None:
    spans = ((0, 7), (8, 1_999_999_999))
    assert unpack_spans(np.array(spans, dtype="<i4").tobytes()) == spans


def test_a_text_that_is_both_a_chunk_and_a_sentence_keeps_both_its_vectors(
    archive: Archive, folder: Folder
) -> None:
    alone = "Alone it stands."
    text = f"{alone}{'~' * 300}First here. {alone} Last here."
    folder.put("a", article("aaaa", text, furniture=((len(alone), len(alone) + 300),)))
    embedder = HashedWords()
    index(archive, embedder, folder.found(), folder.read)
    with archive.reading() as connection:
        held = stored_vectors(connection, "aaaa")
    vector = embedder.embed([alone])
    assert [held.chunks[alone]] == pack_vectors(vector)
    assert [held.sentences[alone]] == pack_sentences(vector)


def test_damaged_vectors_are_left_out_of_those_that_are_used_again(
    archive: Archive, folder: Folder
) -> None:
    folder.put("a", article("aaaa", story(1, 100)))
    index(archive, HashedWords(), folder.found(), folder.read)
    damages = (
        "vectors set vector = substr(vector, 1, 10)",
        "vectors set vector = zeroblob(length(vector))",
        "sentences set vectors = substr(vectors, 1, 33)",
        "sentences set spans = substr(spans, 1, 5)",
    )
    with archive.reading() as connection:
        keys = [row["chunk"] for row in connection.execute("select chunk from vectors")]
        before = stored_vectors(connection, "aaaa")
    with archive.noting() as connection:
        for damage, key in zip(damages, keys, strict=False):
            connection.execute(f"update {damage} where chunk = {key}")
    with archive.reading() as connection:
        held = stored_vectors(connection, "aaaa")
    assert len(held.chunks) < len(before.chunks) - 2
    assert len(held.sentences) < len(before.sentences) - 2
    assert held.chunks.items() <= before.chunks.items()
    assert held.sentences.items() <= before.sentences.items()
