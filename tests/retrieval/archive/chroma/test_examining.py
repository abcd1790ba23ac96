"""What doctor says of a Chroma server."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from retrieval.archive.chroma.chroma_server import ServerAddress
from retrieval.archive.chroma.uploading import live_ids
from retrieval.archive.doctor import DoctorFinding, examine
from retrieval.archive.indexing import remove
from retrieval.archive.store import Archive
from support.archives import DIMENSION, Folder, fill
from support.chroma import collection_of, fill_from, use_server

pytestmark = pytest.mark.slow  # chroma run is started


@pytest.fixture
def filled(served: Archive, folder: Folder) -> Archive:
    fill(folder, lambda: fill_from(served, folder), 20)
    return served


def finding(archive: Archive) -> DoctorFinding:
    found = {one.about: one for one in examine(archive)}
    assert "vector snapshot" not in found
    return found["vector server"]


def test_a_server_with_exactly_the_archives_vectors_is_sound(filled: Archive) -> None:
    with filled.reading() as connection:
        count = len(live_ids(connection))
    one = finding(filled)
    assert one.sound
    assert one.seen.startswith(f"{count} vectors at 127.0.0.1:")
    assert one.seen.endswith(": as in the archive")


def test_what_is_missing_left_over_or_different_is_counted(filled: Archive) -> None:
    server, filled.server = filled.server, None
    with filled.reading() as connection:
        gone = len(connection.execute(
            "select 1 from chunks join articles on article = n where articles.id = 'a0001'"
        ).fetchall())  # fmt: skip
    remove(filled, ["a0001"])
    filled.server = server
    with filled.reading() as connection:
        first, second, *_ = live_ids(connection)
    with collection_of(filled) as collection:
        collection.delete(ids=[str(first)])
        collection.upsert(ids=[str(second)], embeddings=np.ones((1, DIMENSION), dtype=np.float32))
    one = finding(filled)
    assert not one.sound
    for part in (
        "1 are missing", f"{gone} are of chunks that are gone", "1 of those looked at differ",
    ):  # fmt: skip
        assert part in one.seen
    assert "dateline doctor --sync" in one.mend


def test_each_trouble_is_one_sentence(filled: Archive, address: ServerAddress) -> None:
    for told, where in {
        "can't be reached": replace(address, url="http://127.0.0.1:9"),
        "holds no vectors of this archive yet": replace(address, collection="test-nothing"),
        "fails: Tenant [nobody] not found": replace(address, tenant="nobody"),
    }.items():
        use_server(filled, where)
        one = finding(filled)
        assert not one.sound
        assert told in one.seen
        assert one.seen.endswith("; vectors are compared on this machine")
        assert "\n" not in one.seen
