"""Two that write at once: what was read before the lock is looked at again under it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from retrieval.archive import index_groups
from retrieval.archive.article_writing import restate_article
from retrieval.archive.index_groups import GROUP_PIECES
from retrieval.archive.indexing import index, remove
from retrieval.archive.stated_table import read_stated, save_stated
from retrieval.archive.store import Archive
from retrieval.errors import ArchiveError
from retrieval.types import Article, IndexReport, Reading, SourceFile, StatedMetadata
from support.archives import Folder, HashedWords, ids, opened
from support.articles import article, story
from support.forking import forked
from support.integrity import assert_sound
from support.slow_indexing import index_slowly

TESTS = Path(__file__).parents[2]


def indexed(
    archive: Archive, folder: Folder, between: Callable[[SourceFile], object], **more: object
) -> IndexReport:
    """Index the folder; something happens right after each file is read."""

    def read(file: SourceFile) -> Reading:
        reading = folder.read(file)
        between(file)
        return reading

    return index(archive, HashedWords(), folder.found(), read, **more)  # type: ignore[arg-type]


def once(deed: Callable[[], object]) -> Callable[[SourceFile], None]:
    """The deed, after the first file alone."""
    left = [deed]

    def then(_: SourceFile) -> None:
        if left:
            left.pop()()

    return then


def test_what_another_run_has_indexed_meanwhile_is_not_written_twice(
    archive: Archive, folder: Folder
) -> None:
    folder.put_story("aaaa")
    folder.put_story("bbbb")

    def other() -> None:
        with opened(archive.home) as another:
            index(another, HashedWords(), folder.found(), folder.read)

    report = indexed(archive, folder, once(other))
    assert (report.added, report.unchanged, report.chunks_embedded) == ((), 2, 0)
    assert ids(archive) == {"aaaa", "bbbb"}
    assert_sound(archive)


def test_an_older_reading_never_replaces_a_newer_one(archive: Archive, folder: Folder) -> None:
    folder.put_story("aaaa", seed="first")

    def other() -> None:
        folder.put_story("aaaa", seed="second")
        with opened(archive.home) as another:
            index(another, HashedWords(), folder.found(), folder.read)

    report = indexed(archive, folder, once(other))
    held = archive.article("aaaa")
    assert held is not None
    assert held.text == story("second")
    assert (report.added, report.unchanged) == ((), 1)


def test_what_another_run_took_out_with_its_file_does_not_come_back(
    archive: Archive, folder: Folder
) -> None:
    folder.put_story("aaaa", seed="first")
    folder.put_story("bbbb")
    index(archive, HashedWords(), folder.found(), folder.read)
    folder.put_story("aaaa", seed="second")

    def other() -> None:
        folder.delete("aaaa")
        with opened(archive.home) as another:
            index(another, HashedWords(), folder.found(), folder.read)

    def read(file: SourceFile) -> Reading:
        return folder.read(file) if Path(file.key).exists() else Reading()

    found, then = folder.found(), once(other)

    def watched(file: SourceFile) -> Reading:
        reading = read(file)
        then(file)
        return reading

    index(archive, HashedWords(), found, watched)
    assert ids(archive) == {"bbbb"}
    assert_sound(archive)


def test_what_is_stated_meanwhile_counts(archive: Archive, folder: Folder) -> None:
    folder.put_story("aaaa", title="As read")
    index(archive, HashedWords(), folder.found(), folder.read)
    folder.put_story("aaaa", seed="changed", title="As read")

    def edit() -> None:
        held = archive.article("aaaa")
        assert held is not None
        with opened(archive.home) as another, another.writing() as connection:
            save_stated(connection, "aaaa", StatedMetadata(title="As stated"))
            restate_article(connection, replace(held, title="As stated"))

    def restate(_: SourceFile, one: Article, said: StatedMetadata) -> Article:
        return replace(one, title=said.title or one.title)

    indexed(archive, folder, once(edit), restate=restate)
    held = archive.article("aaaa")
    assert held is not None
    assert (held.title, held.text) == ("As stated", story("changed"))


def test_what_is_said_of_all_is_kept_of_each(archive: Archive, folder: Folder) -> None:
    folder.put_story("aaaa")
    said = StatedMetadata(outlet="The Courier")
    indexed(archive, folder, lambda _: None, said=said)
    with archive.reading() as connection:
        assert read_stated(connection) == read_stated(connection, ["aaaa"]) == {"aaaa": said}
        assert read_stated(connection, ["bbbb"]) == {}


@pytest.mark.slow
def test_an_article_that_is_removed_between_two_groups_stays_away(
    archive: Archive, folder: Folder
) -> None:
    names = [f"a{number:04}" for number in range(GROUP_PIECES)]
    for name in names:
        folder.put_story(name)

    def take_out(file: SourceFile) -> None:
        if file.source == f"{names[-1]}.json":
            with opened(archive.home) as another:
                remove(another, [names[0]])

    indexed(archive, folder, take_out)
    assert ids(archive) == set(names[1:])
    assert_sound(archive)


def test_an_archive_put_in_the_place_of_another_one_is_not_written_past(
    archive: Archive, folder: Folder, tmp_path: Path
) -> None:
    folder.put_story("aaaa")

    def exchange() -> None:
        archive.path.rename(tmp_path / "moved")
        archive.path.touch()

    with pytest.raises(ArchiveError, match="another archive in the place"):
        indexed(archive, folder, once(exchange))


def test_what_took_long_to_read_is_committed(
    archive: Archive, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_groups, "GROUP_SECONDS", 0.0)
    folder.put_story("aaaa")
    folder.put_story("bbbb")
    seen: list[set[str]] = []
    indexed(archive, folder, lambda _: seen.append(ids(archive)))
    assert seen == [set(), {"aaaa"}]


REMOVE = """
import sys, time
from pathlib import Path
from retrieval.archive.indexing import remove
from support.archives import opened
began = time.monotonic()
with opened(Path(sys.argv[1])) as archive:
    remove(archive, [sys.argv[2]])
print(time.monotonic() - began)
"""


@pytest.mark.slow
def test_a_slow_file_among_many_keeps_no_other_process_from_removing(
    archive: Archive, folder: Folder
) -> None:
    folder.put_story("held")
    index(archive, HashedWords(), folder.found(), folder.read)
    for number in range(20):
        folder.put_story(f"a{number:04}")
    took: list[float] = []

    def other_process(file: SourceFile) -> None:
        """The file is not read before another process has removed an article."""
        if file.source == "a0010.json":
            command = [sys.executable, "-c", REMOVE, str(archive.home), "held"]
            paths = {"PYTHONPATH": f"{TESTS}:{TESTS.parent}"}
            done = subprocess.run(command, capture_output=True, text=True, check=True, env=paths)
            took.append(float(done.stdout))

    began = time.monotonic()
    report = indexed(archive, folder, other_process)
    assert len(report.added) == 20
    assert "held" not in ids(archive)
    assert took[0] < min(5.0, time.monotonic() - began)


@pytest.mark.slow
def test_two_runs_at_once_leave_what_one_would(archive: Archive, folder: Folder) -> None:
    for number in range(150):
        folder.put(
            "many" if not number else f"a{number:04}", article(f"a{number:04}", story(number))
        )
    runs = [
        forked().Process(target=index_slowly, args=(archive.home, folder.path)) for _ in range(2)
    ]
    for run in runs:
        run.start()
    for run in runs:
        run.join(120)
    assert [run.exitcode for run in runs] == [0, 0]
    assert len(ids(archive)) == 150
    assert_sound(archive)
    again = index(archive, HashedWords(), folder.found(), folder.read)
    assert (again.unchanged, again.added, again.updated) == (150, (), ())
