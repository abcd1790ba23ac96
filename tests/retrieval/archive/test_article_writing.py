from __future__ import annotations

import numpy as np
import pytest

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


def test_vectors_are_stored_as_they_were_made(archive: Archive, folder: Folder) -> None:
    alone = "Alone it stands."
    text = f"{alone}{'~' * 300}First here. {alone} Last here."
    folder.put("a", article("aaaa", text, furniture=((len(alone), len(alone) + 300),)))
    embedder = HashedWords()
    index(archive, embedder, folder.found(), folder.read)
    with archive.reading() as connection:
        held = stored_vectors(connection, "aaaa")
    for passage, packed in held.items():
        assert [packed.vector] == pack_vectors(embedder.embed(["\n".join(passage)]))
        assert packed.sentences == b"".join(pack_sentences(embedder.embed(passage)))
    assert any(alone in passage for passage in held)


@pytest.mark.parametrize(
    "damage",
    [
        "vectors set vector = substr(vector, 1, 10)",
        "vectors set vector = zeroblob(length(vector))",
        "sentences set vectors = substr(vectors, 1, 33)",
        "sentences set vectors = zeroblob(length(vectors))",
        "sentences set spans = substr(spans, 1, 5)",
        "sentences set spans = zeroblob(0)",
    ],
)
def test_damaged_vectors_are_left_out_of_those_that_are_used_again(
    archive: Archive, folder: Folder, damage: str
) -> None:
    folder.put("a", article("aaaa", story(1, 100)))
    index(archive, HashedWords(), folder.found(), folder.read)
    with archive.reading() as connection:
        before = stored_vectors(connection, "aaaa")
        key = connection.execute("select min(chunk) from vectors").fetchone()[0]
    with archive.noting() as connection:
        connection.execute(f"update {damage} where chunk = {key}")
    with archive.reading() as connection:
        held = stored_vectors(connection, "aaaa")
    assert len(held) == len(before) - 1
    assert held.items() <= before.items()
