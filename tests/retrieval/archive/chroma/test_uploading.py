"""What comes to a Chroma server, what goes from it, and how far a run that breaks off has come."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from retrieval.archive.backups import back_up
from retrieval.archive.chroma import retrying, uploading
from retrieval.archive.chroma.chroma_server import ServerAddress
from retrieval.archive.chroma.uploading import (
    bring_up_to_date,
    compared,
    differing,
    live_ids,
    server_ids,
)
from retrieval.archive.erasing import erase
from retrieval.archive.indexing import mend_index, remove
from retrieval.archive.rebuilding import rebuild
from retrieval.archive.restoring import restore
from retrieval.archive.store import Archive
from retrieval.archive.vectors import Vectors
from retrieval.errors import VectorServerError
from retrieval.types import VECTORS
from support.archives import DIMENSION, Folder, HashedWords, fill, insert_chunks, opened
from support.articles import story
from support.chroma import Open, Proxy, collection_of, fill_from, use_server
from support.integrity import assert_exact

pytestmark = pytest.mark.slow  # chroma run is started


def ids_there(archive: Archive) -> set[int]:
    with collection_of(archive) as collection:
        return set(map(int, server_ids(collection)))


def ids_here(archive: Archive) -> set[int]:
    with archive.reading() as connection:
        return set(live_ids(connection))


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploading, "BATCH", 7)
    monkeypatch.setattr(uploading, "NOTED_EVERY", 2)


@pytest.fixture
def filled(served: Archive, folder: Folder) -> Archive:
    fill(folder, lambda: fill_from(served, folder), 20)
    return served


@pytest.mark.usefixtures("small_batches")
def test_runs_add_and_delete_what_has_changed(filled: Archive, folder: Folder) -> None:
    assert ids_there(filled) == ids_here(filled) != set()
    folder.put_story("a0004", seed="anew")
    folder.put_story("b0000")
    folder.delete("a0009")
    fill_from(filled, folder)
    assert ids_there(filled) == ids_here(filled)
    remove(filled, ["a0001"])
    assert ids_there(filled) == ids_here(filled)
    with filled.reading() as connection, collection_of(filled) as collection:
        assert differing(connection, collection) == 0


@pytest.mark.usefixtures("small_batches")
def test_progress_tells_how_many_of_how_many(filled: Archive) -> None:
    assert filled.server is not None
    use_server(filled, replace(filled.server.address, collection="test-progress"))
    told: list[tuple[int, int, str]] = []
    mend_index(filled, lambda *told_now: told.append(told_now))
    total = len(ids_here(filled))
    assert told == [(min(7 * n, total), total, VECTORS) for n in range(1, -(-total // 7) + 1)]


@pytest.mark.usefixtures("small_batches")
def test_an_upload_that_breaks_off_carries_on(filled: Archive) -> None:
    insert_chunks(filled, 70)
    assert filled.server is not None

    def stop(done: int, total: int, what: str) -> None:
        if done > 35:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring_up_to_date(filled, filled.server, stop)
    before = ids_there(filled)
    assert before < ids_here(filled)
    assert_exact(filled, Vectors(filled), story("a0003"))
    rest: list[int] = []
    bring_up_to_date(filled, filled.server, lambda done, total, what: rest.append(total))
    assert ids_there(filled) == ids_here(filled)
    assert 0 < rest[0] < 70


def test_a_rebuilt_archive_begins_a_collection_anew(filled: Archive) -> None:
    with collection_of(filled) as collection:
        old = collection.id
    rebuild(filled, HashedWords())
    with collection_of(filled) as collection:
        assert collection.id != old
    assert ids_there(filled) == ids_here(filled)


def test_another_model_begins_a_collection_anew(filled: Archive) -> None:
    other = HashedWords(name="other-words", dimension=DIMENSION // 2)
    rebuild(filled, other)
    assert ids_there(filled) == ids_here(filled)
    with collection_of(filled) as collection:
        assert collection.metadata["model"] == "other-words"
        assert len(collection.get(limit=1, include=["embeddings"])["embeddings"][0]) == 24


def test_a_rebuild_whose_server_fails_says_so_and_is_done(filled: Archive) -> None:
    use_server(filled, ServerAddress("http://127.0.0.1:9", seconds=1.0))
    before = ids_here(filled)
    with pytest.raises(VectorServerError, match="can't be reached"):
        rebuild(filled, HashedWords())
    assert not before & ids_here(filled)


def test_erasing_deletes_there_and_says_what_it_cannot_reach(filled: Archive) -> None:
    told = erase(filled, ["a0003"]).server or ""
    assert "files of deleted vectors" in told
    assert ids_there(filled) == ids_here(filled)
    use_server(filled, ServerAddress("http://127.0.0.1:9", seconds=1.0))
    assert "can't be reached" in (erase(filled, ["a0004"]).server or "")


def test_the_snapshot_goes_once_the_server_has_its_vectors(
    folder: Folder, another: Open, address: ServerAddress
) -> None:
    archive = another("home", None)
    fill(folder, lambda: fill_from(archive, folder), 20)
    assert list((archive.home / "vectors").iterdir())
    use_server(archive, ServerAddress("http://127.0.0.1:9", seconds=1.0))
    mend_index(archive)
    assert list((archive.home / "vectors").iterdir())
    use_server(archive, address)
    assert mend_index(archive) is None
    assert not list((archive.home / "vectors").iterdir())
    archive.server = None
    assert_exact(archive, Vectors(archive), story("a0003"))
    mend_index(archive)
    vectors = Vectors(archive)
    assert_exact(archive, vectors, story("a0003"))
    assert vectors._index is not None


def test_a_thorough_run_mends_what_counts_cannot_show(filled: Archive) -> None:
    assert filled.server is not None
    first, second, *_ = sorted(ids_here(filled))
    vector = np.ones((1, DIMENSION), dtype=np.float32)
    with collection_of(filled) as collection:
        collection.delete(ids=[str(first)])
        collection.upsert(ids=["stranger"], embeddings=vector)
        collection.upsert(ids=[str(second)], embeddings=vector)
    bring_up_to_date(filled, filled.server)
    with collection_of(filled) as collection:
        assert "stranger" in server_ids(collection)
    bring_up_to_date(filled, filled.server, thorough=True)
    assert ids_there(filled) == ids_here(filled)
    with filled.reading() as connection, collection_of(filled) as collection:
        assert differing(connection, collection) == 0


def test_what_a_machine_ahead_has_uploaded_is_left_alone(
    filled: Archive, tmp_path: Path, address: ServerAddress, folder: Folder
) -> None:
    shutil.copytree(filled.home, tmp_path / "behind")
    folder.put_story("later")
    fill_from(filled, folder)
    with opened(tmp_path / "behind") as behind:
        use_server(behind, address)
        assert behind.server is not None
        bring_up_to_date(behind, behind.server, thorough=True)
        assert_exact(behind, Vectors(behind), story("later"))
    assert ids_there(filled) == ids_here(filled)


def test_what_is_put_back_from_a_backup_is_an_archive_of_its_own(
    filled: Archive, tmp_path: Path, address: ServerAddress
) -> None:
    back_up(filled, tmp_path / "one.backup")
    restore(tmp_path / "restored", tmp_path / "one.backup")
    with opened(tmp_path / "restored") as restored:
        use_server(restored, address)
        assert "another archive's" in (mend_index(restored) or "")
        use_server(restored, replace(address, collection=f"{address.collection}-2"))
        assert mend_index(restored) is None
        assert_exact(restored, Vectors(restored), story("a0003"))


def test_a_slow_upload_ends_at_its_limit(
    filled: Archive, proxy: Proxy, address: ServerAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploading, "UPLOAD_SECONDS", 1.0)
    proxy.delay = 5.0
    use_server(filled, replace(address, url=proxy.url))
    assert "does not answer within 1 seconds" in (mend_index(filled) or "")


@pytest.mark.usefixtures("small_batches")
def test_a_request_that_breaks_off_is_made_again(
    filled: Archive, proxy: Proxy, address: ServerAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retrying, "LONGEST_PAUSE", 0.01)
    use_server(filled, replace(address, url=proxy.url, collection="test-broken"))
    assert filled.server is not None

    def break_two(done: int, total: int, what: str) -> None:
        proxy.broken = 2

    bring_up_to_date(filled, filled.server, break_two)
    proxy.broken = 0
    assert ids_there(filled) == ids_here(filled)


def test_a_new_collection_is_read_before_anything_is_put_into_it(
    filled: Archive, proxy: Proxy, address: ServerAddress
) -> None:
    """`chroma run` would make the first write after a later read wait for what it has not saved."""
    use_server(filled, replace(address, url=proxy.url, collection="test-read-first"))
    assert mend_index(filled) is None
    asked = [path.partition("?")[0].rpartition("/")[2] for path in proxy.asked]
    assert 0 < asked.index("count") < asked.index("upsert")


def test_compared_tells_the_lost_from_the_dead_and_leaves_what_is_ahead() -> None:
    assert compared([1, 2, 5], ["2", "3", "5", "9", "x"], last=6) == ([1], ["3", "x"])
    assert compared([], [], last=0) == ([], [])
    assert compared([12, 3], [], last=12) == ([3, 12], [])
