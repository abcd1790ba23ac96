"""Questions over a Chroma server: as over the snapshot, and as well without it."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from retrieval.archive.chroma import chroma_server
from retrieval.archive.chroma import index as index_module
from retrieval.archive.chroma.chroma_server import ServerAddress
from retrieval.archive.chroma.uploading import bring_up_to_date
from retrieval.archive.indexing import remove
from retrieval.archive.store import Archive
from retrieval.archive.vectors import Vectors
from retrieval.search.hybrid import hybrid_search
from retrieval.types import Question
from support.archives import Folder, HashedWords, exact, fill, insert_chunks, near, near_articles
from support.articles import story
from support.chroma import ChromaRun, Open, Proxy, collection_of, fill_from, use_server
from support.integrity import assert_exact

pytestmark = pytest.mark.slow  # chroma run is started

QUESTIONS = tuple(story(f"a{i:04}", 1) for i in range(0, 60, 7))


def trouble_of(archive: Archive) -> str:
    assert archive.server is not None
    return archive.server.trouble or ""


def scanned_whole(archive: Archive, vectors: Vectors) -> bool:
    """Whether this process compares every vector itself."""
    with archive.reading() as connection:
        live = connection.execute("select count(*) from chunks").fetchone()[0]
    return vectors._index is None and len(vectors._keys) == live


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that failed is asked again at the next question."""
    monkeypatch.setattr(chroma_server, "RETRY_SECONDS", 0.0)


def test_answers_are_those_of_the_snapshot(
    folder: Folder, another: Open, address: ServerAddress
) -> None:
    there, here = another("there", address), another("here", None)
    fill(folder, lambda: (fill_from(there, folder), fill_from(here, folder)), 60)
    at_server, at_snapshot = Vectors(there), Vectors(here)
    for text in QUESTIONS:
        found = hybrid_search(there, at_server, HashedWords(), Question(text))
        assert found == hybrid_search(here, at_snapshot, HashedWords(), Question(text))
        expected = pytest.approx(near(here, at_snapshot, text, 20), abs=1e-6)
        assert near(there, at_server, text, 20) == expected
    assert not scanned_whole(there, at_server)
    assert not (there.home / "vectors").exists()
    assert trouble_of(there) == ""


def test_two_machines_share_what_one_has_uploaded(
    served: Archive, folder: Folder, address: ServerAddress
) -> None:
    fill(folder, lambda: fill_from(served, folder), 20)
    with Archive(served.path) as second:
        use_server(second, address)
        vectors = Vectors(second)
        assert_exact(second, vectors, story("a0007"))
        assert not scanned_whole(second, vectors)


def test_what_is_newer_than_the_server_is_scanned_here(served: Archive, folder: Folder) -> None:
    fill(folder, lambda: fill_from(served, folder), 20)
    vectors = Vectors(served)
    server, served.server = served.server, None
    folder.put_story("later")
    fill_from(served, folder)
    served.server = server
    assert near_articles(served, vectors, story("later"))[0] == "later"
    assert_exact(served, vectors, story("later"))
    assert not scanned_whole(served, vectors)
    assert 0 < len(vectors._keys) < 20


def test_a_removed_article_never_comes_back_though_its_vectors_linger(
    served: Archive, folder: Folder
) -> None:
    fill(folder, lambda: fill_from(served, folder), 20)
    vectors = Vectors(served)
    assert near_articles(served, vectors, story("a0007"))[0] == "a0007"
    server, served.server = served.server, None  # it hears nothing of this
    remove(served, ["a0007"])
    served.server = server
    with collection_of(served) as collection, served.reading() as connection:
        live = connection.execute("select count(*) from chunks").fetchone()[0]
        assert collection.count() > live
    for open_before_or_after in (vectors, Vectors(served)):
        found = near_articles(served, open_before_or_after, story("a0007"), 50)
        assert "dead" not in found
        assert "a0007" not in found
        assert_exact(served, open_before_or_after, story("a0007"))


def test_the_living_are_found_behind_more_dead_than_a_server_gives_at_once(
    served: Archive, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module.ServerIndex, "most", 30)
    fill(folder, lambda: fill_from(served, folder), 20)
    question = story("a0007")
    crowd = insert_chunks(served, 60, toward=HashedWords().embed([question])[0])
    assert served.server is not None
    bring_up_to_date(served, served.server)
    with served.writing() as connection:
        connection.execute(f"delete from chunks where id >= {crowd[0]}")
    vectors = Vectors(served)
    assert_exact(served, vectors, question, 5)
    assert near_articles(served, vectors, question, 5)[0] == "a0007"


def test_what_somebody_else_wrote_there_cannot_pass_for_near(
    served: Archive, folder: Folder
) -> None:
    fill(folder, lambda: fill_from(served, folder), 20)
    question = story("a0007")
    with collection_of(served) as collection, served.reading() as connection:
        far = connection.execute(
            "select chunks.id from chunks join articles on article = n where articles.id = 'a0003'"
        ).fetchone()[0]
        collection.upsert(ids=[str(far)], embeddings=HashedWords().embed([question]))
    found, expected = near(served, Vectors(served), question, 5), exact(served, question, 200)
    assert list(found)[:4] == list(expected)[:4]
    assert found == pytest.approx({key: expected[key] for key in found}, abs=1e-6)


@pytest.mark.usefixtures("at_once")
def test_a_server_that_stops_in_the_middle_is_searched_around_until_it_is_back(
    served: Archive, chroma: ChromaRun, folder: Folder
) -> None:
    fill(folder, lambda: fill_from(served, folder), 20)
    vectors = Vectors(served)
    assert_exact(served, vectors, story("a0007"))
    chroma.stop()
    assert_exact(served, vectors, story("a0007"))
    assert scanned_whole(served, vectors)
    assert "can't be reached" in trouble_of(served)
    folder.put_story("a0007", seed="while it was down")
    advice = fill_from(served, folder).advice or ""
    assert "can't be reached" in advice
    assert "dateline doctor --sync" in advice
    assert_exact(served, vectors, story("while it was down"))
    chroma.start()
    assert_exact(served, vectors, story("while it was down"))
    assert not scanned_whole(served, vectors)
    assert trouble_of(served) == ""


@pytest.mark.usefixtures("at_once")
def test_a_server_restarted_empty_is_filled_at_the_next_run(
    served: Archive, chroma: ChromaRun, folder: Folder
) -> None:
    fill(folder, lambda: fill_from(served, folder), 20)
    vectors = Vectors(served)
    assert_exact(served, vectors, story("a0007"))
    chroma.empty()
    assert_exact(served, vectors, story("a0007"))
    assert scanned_whole(served, vectors)
    assert_exact(served, vectors, story("a0008"))
    assert "holds no vectors of this archive yet" in trouble_of(served)
    assert fill_from(served, folder).advice is None
    assert_exact(served, vectors, story("a0008"))
    assert not scanned_whole(served, vectors)


def test_a_slow_server_is_waited_for_once_and_then_left_alone(
    served: Archive, folder: Folder, proxy: Proxy, address: ServerAddress
) -> None:
    fill(folder, lambda: fill_from(served, folder), 20)
    use_server(served, replace(address, url=proxy.url, seconds=2.0))
    vectors = Vectors(served)
    near(served, vectors, "x")
    assert not scanned_whole(served, vectors)
    proxy.delay = 6.0
    assert_exact(served, vectors, story("a0007"))
    assert "does not answer within 2 seconds" in trouble_of(served)
    assert scanned_whole(served, vectors)
    began = time.monotonic()
    assert_exact(served, vectors, story("a0008"))
    assert time.monotonic() - began < 2.0


def test_a_server_lost_some_vectors_is_not_used(served: Archive, folder: Folder) -> None:
    fill(folder, lambda: fill_from(served, folder), 20)
    with collection_of(served) as collection:
        collection.delete(ids=collection.get(include=[], limit=5)["ids"])
    vectors = Vectors(served)
    assert_exact(served, vectors, story("a0000"))
    assert "has lost vectors" in trouble_of(served)
    assert scanned_whole(served, vectors)


def test_another_archives_collection_is_neither_used_nor_changed(
    folder: Folder, another: Open, address: ServerAddress
) -> None:
    first, second = another("first", address), another("second", address)
    fill(folder, lambda: fill_from(first, folder), 20)
    report = fill_from(second, folder)
    assert report.advice is not None
    assert "another archive's vectors" in report.advice
    assert "CHROMA_COLLECTION" in report.advice
    vectors = Vectors(second)
    assert_exact(second, vectors, story("a0007"))
    assert scanned_whole(second, vectors)
    assert_exact(first, Vectors(first), story("a0007"))
    assert trouble_of(first) == ""


def test_a_wrong_token_is_told_and_the_right_one_used(
    served: Archive, folder: Folder, proxy: Proxy, address: ServerAddress
) -> None:
    fill(folder, lambda: fill_from(served, folder), 20)
    proxy.token = "the-right-token"
    for token, told in (
        ("the-wrong-token", "refuses CHROMA_TOKEN"),
        (None, "asks for CHROMA_TOKEN"),
        ("the-right-token", ""),
    ):
        use_server(served, replace(address, url=proxy.url, token=token))
        vectors = Vectors(served)
        assert_exact(served, vectors, story("a0007"))
        assert told in trouble_of(served)
        assert scanned_whole(served, vectors) == bool(told)
        assert "token" not in repr(served.server.address).replace("token=", "")


def test_a_small_archive_is_answered_without_asking_the_server(
    served: Archive, folder: Folder
) -> None:
    fill(folder, lambda: fill_from(served, folder), 5)
    use_server(served, ServerAddress("http://127.0.0.1:9"))
    near(served, Vectors(served, exact_up_to=4000), "x")
    assert served.server.trouble is None
