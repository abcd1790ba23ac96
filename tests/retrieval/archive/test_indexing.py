from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from retrieval.archive.index_groups import GROUP_PIECES
from retrieval.archive.indexing import dry_run, index, remove
from retrieval.archive.inventory import full_inventory
from retrieval.archive.lock import write_lock
from retrieval.archive.store import FILE, Archive, meta
from retrieval.errors import ArchiveError
from retrieval.types import Article, Change, Failure, FoundFiles, Reading, SourceFile
from support.archives import DIMENSION, Folder, HashedWords, Run, ids, with_word, word_entries
from support.articles import article, story


def sources(changes: tuple[Change, ...] | tuple[Failure, ...]) -> list[str]:
    return [change.source for change in changes]


def generation(archive: Archive) -> int:
    with archive.reading() as connection:
        return int(meta(connection, "generation") or 0)


def test_a_first_run_adds_every_article_as_it_was_read(
    archive: Archive, folder: Folder, run: Run
) -> None:
    one = folder.put_story(
        "aaaa", title="T", outlet="O", author="A", published="2016-11-03", date_note="N",
        published_how="dateline", url="http://x/", furniture=((0, 3), (5, 9)),
    )  # fmt: skip
    folder.put_story("bbbb")
    report = run()
    assert sources(report.added) == ["aaaa.json", "bbbb.json"]
    assert report.chunks_embedded == 2
    assert report.updated == report.removed == report.failed == ()
    assert not report.dry_run
    assert archive.article("aaaa") == one


def test_a_second_run_reads_embeds_and_commits_nothing(
    archive: Archive, folder: Folder, run: Run, embedder: HashedWords
) -> None:
    for name in ("aaaa", "bbbb", "cccc"):
        folder.put_story(name)
    run()
    before, folder.read_files, embedder.embedded = generation(archive), [], []
    report = run()
    assert report.unchanged == 3
    assert report.added == report.updated == report.removed == report.failed == ()
    assert folder.read_files == embedder.embedded == []
    assert generation(archive) == before


def test_a_file_that_was_only_touched_is_read_once_more_and_embeds_nothing(
    folder: Folder, run: Run, embedder: HashedWords
) -> None:
    one = folder.put_story("aaaa")
    run()
    embedder.embedded = []
    folder.put("aaaa", one)
    (folder.path / "aaaa.json").write_text((folder.path / "aaaa.json").read_text() + "\n")
    folder.read_files = []
    assert run().unchanged == 1
    assert run().unchanged == 1
    assert folder.read_files == ["aaaa.json"]
    assert embedder.embedded == []


def test_of_a_changed_article_only_the_changed_chunk_is_embedded(
    archive: Archive, folder: Folder, run: Run, embedder: HashedWords
) -> None:
    before = story("long", 92)
    folder.put("aaaa", article("aaaa", before))
    assert run().chunks_embedded == 4
    last = before.rsplit(". ", 1)[1]
    after = before.replace(last, "Quite another sentence of ten words stands here at last.")
    folder.put("aaaa", article("aaaa", after))
    embedder.embedded = []
    report = run()
    assert sources(report.updated) == ["aaaa.json"]
    assert report.chunks_embedded == 1
    assert sum("\n" in text for text in embedder.embedded) == 1  # the rest are its sentences
    held = archive.article("aaaa")
    assert held is not None
    assert held.text == after


def test_changed_metadata_is_an_update_that_embeds_nothing(
    archive: Archive, folder: Folder, run: Run, embedder: HashedWords
) -> None:
    folder.put_story("aaaa", title="Before")
    run()
    embedder.embedded = []
    after = folder.put_story("aaaa", title="Afterwards", published="2016-11-03")
    report = run()
    assert (sources(report.updated), report.chunks_embedded) == (["aaaa.json"], 0)
    assert embedder.embedded == []
    assert archive.article("aaaa") == after
    assert with_word(archive, "afterwards") == {"aaaa"}
    assert word_entries(archive, "before") == 0


def test_full_text_finds_the_new_words_and_keeps_nothing_of_the_old(
    archive: Archive, folder: Folder, run: Run
) -> None:
    folder.put("aaaa", article("aaaa", "The zeppelin rose. It was grand.", title="Airship"))
    folder.put("bbbb", article("bbbb", "Another zeppelin fell."))
    run()
    assert with_word(archive, "zeppelin") == with_word(archive, "zeppelins") == {"aaaa", "bbbb"}
    folder.put("aaaa", article("aaaa", "The balloon rose. It was grand.", title="Airship"))
    run()
    assert with_word(archive, "zeppelin") == {"bbbb"}
    assert word_entries(archive, "zeppelin") == 1
    assert with_word(archive, "balloon") == {"aaaa"}
    remove(archive, ["aaaa", "bbbb"])
    assert [word_entries(archive, w) for w in ("zeppelin", "balloon", "airship")] == [0, 0, 0]
    with archive.reading() as connection:
        assert connection.execute("select count(*) from vocabulary").fetchone()[0] == 0


def test_a_file_that_fails_now_keeps_its_articles_and_is_tried_at_every_run(
    archive: Archive, folder: Folder, run: Run
) -> None:
    folder.put_story("aaaa")
    run()
    folder.put("aaaa", failures=["It is no JSON."])
    for _ in range(2):
        report = run()
        assert report.failed == (Failure("aaaa.json", "It is no JSON."),)
        assert not report.removed
    assert ids(archive) == {"aaaa"}
    folder.put_story("aaaa", seed="mended")
    assert sources(run().updated) == ["aaaa.json"]
    assert not run().failed


def test_a_file_put_back_after_a_partial_failure_is_read_again(
    archive: Archive, folder: Folder, run: Run
) -> None:
    one, two = (article(name, story(name)) for name in ("aaaa", "bbbb"))
    folder.put("many", one, two)
    run()
    folder.put("many", replace(one, title="New"), failures=["Line 2: It is no JSON."])
    run()
    folder.put("many", one, two)
    assert sources(run().updated) == ["aaaa.json"]
    assert archive.article("aaaa") == one


def test_the_same_article_twice_in_a_run_is_held_once_and_whole(
    archive: Archive, folder: Folder, run: Run
) -> None:
    first, last = article("aaaa", story("first")), article("aaaa", story("last"))
    folder.put("many", first, last)
    run()
    assert archive.article("aaaa") == last
    assert archive.coverage().articles == 1
    assert word_entries(archive, first.text.split()[0]) == 0
    assert with_word(archive, last.text.split()[0]) == {"aaaa"}


def test_a_dry_run_tells_what_a_run_would_do_and_writes_nothing(
    archive: Archive, folder: Folder, run: Run
) -> None:
    for name in ("gone", "same", "touched"):
        folder.put_story(name)
    folder.put("many", article("kept", story(1)), article("left", story(2)))
    run()
    folder.delete("gone")
    folder.put_story("touched", seed="now")
    folder.put_story("fresh")
    folder.put("many", article("kept", story(1)))
    folder.put("bad", failures=["It is empty."])
    before, stored = generation(archive), archive.listings()
    found = replace(folder.found(), others={".jpg": 2})
    told = dry_run(archive, found, folder.read)
    assert (generation(archive), archive.listings()) == (before, stored)
    assert told.dry_run
    done = run(found)
    for name in ("added", "updated", "unchanged", "removed", "failed", "others"):
        assert getattr(told, name) == getattr(done, name)
    assert sources(done.removed) == ["left.json", "gone.json"]


def test_a_dry_run_without_an_archive_makes_none(home: Path, folder: Folder) -> None:
    folder.put_story("aaaa")
    report = dry_run(None, folder.found(), folder.read)
    assert sources(report.added) == ["aaaa.json"]
    assert not (home / FILE).exists()


def test_an_article_without_a_sentence_is_held_and_can_be_replaced(
    archive: Archive, folder: Folder, run: Run
) -> None:
    folder.put("aaaa", article("aaaa", "Menu Home", furniture=((0, 9),)))
    assert run().chunks_embedded == 0
    assert [one.chunks for one in archive.listings()] == [0]
    folder.put_story("aaaa")
    assert sources(run().updated) == ["aaaa.json"]
    assert [one.chunks for one in archive.listings()] == [1]


def test_progress_is_told_file_by_file(archive: Archive, folder: Folder) -> None:
    for name in ("aaaa", "bbbb"):
        folder.put_story(name)
    told: list[tuple[int, int, str]] = []
    index(archive, HashedWords(), folder.found(), folder.read, lambda *step: told.append(step))
    assert told == [(1, 2, "aaaa.json"), (2, 2, "bbbb.json")]


class FailingWords(HashedWords):
    """Runs out of memory at the second group of texts."""

    def embed(self, texts):  # type: ignore[no-untyped-def]
        if self.embedded and len(texts) > 1:
            raise MemoryError
        return super().embed(texts)


def test_while_a_file_is_read_others_may_write_however_many_there_are(
    archive: Archive, folder: Folder
) -> None:
    for number in range(GROUP_PIECES):
        folder.put_story(f"a{number:04}")
    expected: list[SourceFile] = []

    def read(file: SourceFile) -> Reading:
        with write_lock(archive.home, "another"):
            return folder.read(file)

    report = index(archive, HashedWords(), folder.found(), read, expect=expected.extend)
    assert len(expected) == len(report.added) == archive.coverage().articles == GROUP_PIECES


class NotedWords(HashedWords):
    """Looks at each embedding whether another process could write."""

    def __init__(self, home: Path) -> None:
        super().__init__()
        self.home = home

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        with write_lock(self.home, "another"):
            return super().embed(texts)


def test_while_texts_are_embedded_others_may_write(archive: Archive, folder: Folder) -> None:
    for number in range(3):
        folder.put_story(f"a{number:04}")
    assert index(archive, NotedWords(archive.home), folder.found(), folder.read).added


def test_a_run_that_breaks_off_keeps_what_it_had_committed_and_the_next_carries_on(
    archive: Archive, folder: Folder, run: Run, embedder: HashedWords
) -> None:
    group = GROUP_PIECES // 2  # an article and the end of its file
    for i in range(group + 20):
        folder.put_story(f"a{i:04}")
    with pytest.raises(MemoryError):
        index(archive, FailingWords(), folder.found(), folder.read)
    assert len(ids(archive)) == group
    report = run()
    assert (len(report.added), archive.coverage().articles) == (20, group + 20)
    assert report.unchanged == group


def test_a_disk_that_fills_up_stops_the_run_in_a_sentence_with_whole_articles(
    archive: Archive, folder: Folder, run: Run
) -> None:
    folder.put_story("a000")
    run()
    for i in range(1, 40):
        folder.put_story(f"a{i:03}")
    with archive.reading() as connection:
        pages = connection.execute("pragma page_count").fetchone()[0]
        connection.execute(f"pragma max_page_count = {pages + 10}")
    with pytest.raises(ArchiveError, match="full"):
        run()
    held = len(ids(archive))
    assert 1 <= held < 40
    with archive.reading() as connection:
        connection.execute("pragma max_page_count = 1000000")
        whole = (
            "select count(*) from chunks join vectors on chunk = id join sentences using (chunk)"
        )
        assert connection.execute(whole).fetchone()[0] == held
    assert len(run().added) == 40 - held


def test_a_snapshot_that_cannot_be_written_costs_no_run(
    archive: Archive, folder: Folder, run: Run
) -> None:
    folder.put_story("aaaa")
    (archive.home / "vectors").write_text("A file where a folder is to be.")
    assert sources(run().added) == ["aaaa.json"]
    assert ids(archive) == {"aaaa"}


def test_an_article_keeps_its_source_file_through_the_archive(
    archive: Archive, folder: Folder, run: Run
) -> None:
    """`HeldArticle.file` is the key: two spellings of one path are one file."""
    one: Article = folder.put_story("aaaa")
    run()
    file = folder.only("aaaa").files[0]
    other_spelling = FoundFiles((SourceFile("./articles/aaaa.json", file.key, file.stamp),))
    assert run(other_spelling).unchanged == 1
    with archive.reading() as connection:
        held = full_inventory(connection).articles["aaaa"]
    assert (held.source, held.file) == (one.source, file.key)


def test_the_dimension_of_the_vectors_is_recorded(archive: Archive) -> None:
    with archive.reading() as connection:
        assert meta(connection, "dimension") == DIMENSION
