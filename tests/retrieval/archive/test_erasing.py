"""Erased means gone: from receipts, from the index, and from the bytes on the disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.archive import store
from retrieval.archive.erasing import erase
from retrieval.archive.indexing import remove
from retrieval.archive.quantization import pack_vectors
from retrieval.archive.quotation_removal import REMOVED
from retrieval.archive.store import Archive
from retrieval.errors import ArchiveError, UsageError
from retrieval.receipts.receipts import find_receipt, verify_receipt
from retrieval.types import Article
from support.archives import Folder, HashedWords, Run, ids, opened, word_entries
from support.articles import article, story
from support.integrity import assert_sound
from support.receipts import answered, first_sentence


@pytest.fixture
def secret(folder: Folder) -> Article:
    """An article that is to go, beside others that are to stay."""
    for name in ("bbbb", "cccc"):
        folder.put_story(name)
    return folder.put_story("aaaa", title="Zanzibarium", outlet="Post")


def bytes_held(home: Path) -> bytes:
    """All that lies in the archive's folder, one file after another."""
    return b"".join(file.read_bytes() for file in home.rglob("*") if file.is_file())


def words_of(one: Article) -> list[bytes]:
    """The sentences and the title of an article, as they would be stored."""
    sentences = [f"{part}." for part in one.text.rstrip(".").split(". ")]
    return [part.encode() for part in (*sentences, one.title or "")]


def test_no_byte_of_an_erased_article_is_left(archive: Archive, secret: Article, run: Run) -> None:
    run()
    receipt = answered(archive, secret)
    vector = pack_vectors(HashedWords().embed([secret.text]))[0]
    before = bytes_held(archive.home)
    assert all(word in before for word in words_of(secret))
    assert vector in before
    assert erase(archive, ["aaaa"]).receipts == 1
    after = bytes_held(archive.home)
    assert not [word for word in words_of(secret) if word in after]
    assert vector not in after
    assert receipt.encode() in after
    assert_sound(archive)


def test_what_went_with_its_file_is_erased_without_a_name(
    archive: Archive, folder: Folder, secret: Article, run: Run
) -> None:
    run()
    first = answered(archive, secret)
    folder.put_story("aaaa", seed="another", title="Zanzibarium")
    run()  # the version that was cited is kept
    folder.delete("aaaa")
    run()
    assert first_sentence(secret).encode() in bytes_held(archive.home)
    erased = erase(archive, [])
    assert (erased.sources, erased.receipts) == (("aaaa.json",), 1)
    assert not [word for word in words_of(secret) if word in bytes_held(archive.home)]
    assert find_receipt(archive, first).answer["text"] == REMOVED
    assert erase(archive, []).receipts == 0


@pytest.mark.parametrize("name", ["aaaa", "aaaa.json"])
def test_an_article_that_receipts_alone_know_is_erased_by_name(
    archive: Archive, secret: Article, run: Run, name: str
) -> None:
    run()
    answered(archive, secret)
    remove(archive, ["aaaa"])
    assert erase(archive, [name]).receipts == 1
    assert not [word for word in words_of(secret) if word in bytes_held(archive.home)]
    assert ids(archive) == {"bbbb", "cccc"}


def test_a_quotation_stays_erased_where_the_article_comes_back(
    archive: Archive, folder: Folder, secret: Article, run: Run
) -> None:
    run()
    receipt = answered(archive, secret)
    erase(archive, ["aaaa"])
    folder.put("aaaa", secret, article("dddd", story("dddd")))
    run(folder.only("aaaa"))
    assert "aaaa" in ids(archive)
    assert [one.standing for one in verify_receipt(archive, find_receipt(archive, receipt))] == [
        "removed"
    ]


def test_all_are_erased_or_none(archive: Archive, secret: Article, run: Run) -> None:
    run()
    receipt = answered(archive, secret)
    with pytest.raises(UsageError, match="no answer cites one"):
        erase(archive, ["aaaa", "zzzz"])
    assert "aaaa" in ids(archive)
    assert first_sentence(secret) in find_receipt(archive, receipt).answer["text"]


def test_what_is_not_reached_is_named(
    archive: Archive, folder: Folder, secret: Article, run: Run
) -> None:
    folder.put("copy", article("copy", secret.text))
    run()
    told = erase(archive, ["aaaa"])
    assert told.files == (str(folder.path / "aaaa.json"),)
    assert told.copies == ("copy",)


def test_the_words_index_holds_nothing_of_it(archive: Archive, secret: Article, run: Run) -> None:
    run()
    word = secret.text.split()[0]
    assert word_entries(archive, word) == 1
    erase(archive, ["aaaa"])
    assert word_entries(archive, word) == 0
    with archive.reading() as connection:
        terms = {row["term"] for row in connection.execute("select term from vocabulary")}
    assert word.lower() not in terms


def test_somebody_who_reads_on_is_told_of_and_the_next_try_succeeds(
    archive: Archive, secret: Article, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.1)
    with opened(archive.home) as reader, reader.reading() as connection:
        connection.execute("select count(*) from articles").fetchone()
        with pytest.raises(ArchiveError, match="dateline remove --erase"):
            erase(archive, ["aaaa"])
    assert "aaaa" not in ids(archive)
    erase(archive, [])
    assert not [word for word in words_of(secret) if word in bytes_held(archive.home)]


def test_a_plain_removal_leaves_nothing_in_free_pages(
    archive: Archive, folder: Folder, run: Run
) -> None:
    long = article("long", story("long", 2000))
    folder.put("long", long)
    folder.put_story("bbbb")
    run()
    remove(archive, ["long"])
    with archive.reading() as connection:
        assert connection.execute("pragma freelist_count").fetchone()[0] > 10
    archive.close()
    held = archive.path.read_bytes()
    middle = long.text[20_000:20_060].encode()
    assert middle not in held


def test_vectors_go_from_the_snapshots_too(archive: Archive, secret: Article, run: Run) -> None:
    run()
    erase(archive, ["aaaa"])
    (snapshot,) = (archive.home / "vectors").iterdir()
    assert snapshot.is_dir()
