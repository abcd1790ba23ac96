"""Whose vectors a collection holds: another archive's are refused, another model's begun anew."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from retrieval.archive.chroma.chroma_server import ChromaServer, ServerAddress
from retrieval.archive.chroma.collection import (
    CollectionFacts,
    collection_facts,
    find_collection,
    identified,
)
from retrieval.archive.store import Archive
from retrieval.errors import VectorServerError

MINE = CollectionFacts("mine", "minilm", 384)
SERVER = ChromaServer(ServerAddress("http://someone:canary@127.0.0.1:9", "canary"))


class Client:
    """Chroma's client over one collection that says this of itself, or over none."""

    def __init__(self, metadata: dict[str, Any] | None) -> None:
        self.metadata = metadata

    def get_collection(self, name: str, embedding_function: object) -> Any:
        from chromadb.errors import NotFoundError

        if self.metadata is None:
            raise NotFoundError(name)
        return SimpleNamespace(metadata=self.metadata)


def through(metadata: dict[str, Any] | None) -> int | None:
    collection, upto = find_collection(SERVER, Client(metadata), MINE)
    return upto if collection is not None else None


def test_the_archives_own_collection_says_how_far_it_is_complete() -> None:
    assert through(MINE.metadata(17)) == 17
    assert through(None) is None


@pytest.mark.parametrize("changed", [{"model": "e5"}, {"dimension": 512}, {"more": 1}])
def test_of_another_model_there_is_none_and_it_is_begun_anew(changed: dict[str, Any]) -> None:
    assert through({**MINE.metadata(17), **changed}) is None


@pytest.mark.parametrize(
    "metadata", [{}, {"archive": "another"}, CollectionFacts("x", "minilm", 384).metadata(1)]
)
def test_what_is_not_this_archives_is_never_touched(metadata: dict[str, Any]) -> None:
    with pytest.raises(VectorServerError, match="another archive's vectors") as raised:
        through(metadata)
    assert "canary" not in str(raised.value)


def test_an_archive_is_given_its_identity_once(archive: Archive) -> None:
    with archive.reading() as connection:
        assert collection_facts(connection) is None
    first = identified(archive)
    assert identified(archive) == first
    assert len(first.archive) == 32
