"""Watching folders, with real files, a real archive and the real model."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from queue import Empty, Queue
from threading import Event

import pytest

from retrieval import factory
from retrieval.archive import store
from retrieval.archive.lock import write_lock
from retrieval.errors import UsageError
from retrieval.reading.watch_events import watch_events
from retrieval.settings import Settings
from retrieval.types import FoundFiles, IndexReport, SourceFile
from retrieval.watching import EMPTY, GONE, LOCKED, Watched, Watching, watch

pytestmark = pytest.mark.slow

STORY = "The harbour of Tully was closed on Monday, the mayor said in a statement. {}\n"
PATIENCE = 60.0
BRIEF = 0.2
"""How long files stand still here that are whole from the first moment."""
WHILE = 0.8
"""And one that grows: it is written to four times as often."""
TICK = 0.1


class Told:
    """What the watch tells, in order, as (kind, sources) or as a warning."""

    def __init__(self) -> None:
        self.queue: Queue[object] = Queue()

    def tell(self, report: IndexReport) -> None:
        groups = {"added": report.added, "updated": report.updated, "removed": report.removed}
        told = {
            kind: sorted(Path(change.source).name for change in many)
            for kind, many in groups.items()
            if many
        }
        if report.failed:
            told["failed"] = sorted(Path(failure.source).name for failure in report.failed)
        self.queue.put(told)

    def next(self) -> object:
        return self.queue.get(timeout=PATIENCE)

    def is_silent(self, seconds: float) -> bool:
        try:
            self.queue.get(timeout=seconds)
        except Empty:
            return True
        return False


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "news"
    made.mkdir()
    write(made, "a.txt")
    write(made, "b.txt")
    return made


def write(folder: Path, name: str, more: str = "") -> None:
    """Write the file so that it is never seen half written."""
    part = folder / f".{name}.part"
    part.write_text(STORY.format(more or name), "utf-8")
    part.replace(folder / name)


@contextmanager
def watched(settings: Settings, *folders: Path, still: float = BRIEF) -> Iterator[Told]:
    told = Told()
    stop = Event()
    watching = Watching(
        settings, folders, tell=told.tell, warn=told.queue.put, stop=stop,
        still_seconds=still, retry_seconds=BRIEF, tick_seconds=TICK,
    )  # fmt: skip
    thread = threading.Thread(target=watch, args=(watching,), daemon=True)
    thread.start()
    try:
        yield told
    finally:
        stop.set()
        thread.join(PATIENCE)
        assert not thread.is_alive()


@pytest.fixture
def settings(home: Path) -> Settings:
    return Settings(home=home, threads=1)


def held(settings: Settings) -> set[str]:
    with factory.open_archive(settings) as archive:
        return {Path(one.source).name for one in archive.listings()}


def test_what_changes_in_a_folder_is_indexed(settings: Settings, folder: Path) -> None:
    with watched(settings, folder) as told:
        assert told.next() == {"added": ["a.txt", "b.txt"]}
        write(folder, "c.txt")
        assert told.next() == {"added": ["c.txt"]}
        write(folder, "a.txt", "It opened again.")
        assert told.next() == {"updated": ["a.txt"]}
        (folder / "sub").mkdir()
        (folder / "b.txt").rename(folder / "sub" / "d.txt")
        assert told.next() == {"added": ["d.txt"], "removed": ["b.txt"]}
        (folder / "c.txt").unlink()
        assert told.next() == {"removed": ["c.txt"]}
    assert held(settings) == {"a.txt", "d.txt"}


def test_a_file_that_is_being_written_waits_until_it_is_whole(
    settings: Settings, folder: Path
) -> None:
    with watched(settings, folder, still=WHILE) as told:
        told.next()
        with (folder / "c.txt").open("w") as growing:
            for number in range(12):
                growing.write(STORY.format(number))
                growing.flush()
                assert told.is_silent(WHILE / 4)
        assert told.next() == {"added": ["c.txt"]}
    with factory.open_archive(settings) as archive:
        article = archive.article(str(folder / "c.txt"))
        assert article
        assert article.text == "".join(map(STORY.format, range(12)))


def test_short_lived_and_hidden_files_are_left_alone(settings: Settings, folder: Path) -> None:
    with watched(settings, folder) as told:
        told.next()
        for name in (".hidden.txt", "~$report.docx", "a.txt~", "a.txt.swp"):
            write(folder, name)
        assert told.is_silent(5 * TICK)
        write(folder, "c.txt")
        assert told.next() == {"added": ["c.txt"]}


def test_a_failure_is_told_once(settings: Settings, folder: Path) -> None:
    (folder / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (folder / "link.txt").symlink_to("nowhere.txt")
    with watched(settings, folder) as told:
        assert told.next() == {"added": ["a.txt", "b.txt"], "failed": ["bad.txt", "link.txt"]}
        write(folder, "c.txt")
        assert told.next() == {"added": ["c.txt"]}
        (folder / "worse.txt").symlink_to("nowhere.txt")
        assert told.next() == {"failed": ["worse.txt"]}
        write(folder, "bad.txt")
        assert told.next() == {"added": ["bad.txt"]}


def test_a_folder_that_vanishes_keeps_its_articles_and_is_taken_up_again(
    settings: Settings, folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    write(other, "o.txt")
    with watched(settings, folder, other) as told:
        told.next()
        folder.rename(tmp_path / "away")
        assert told.next() == GONE.format(folder=folder)
        write(other, "p.txt")
        assert told.next() == {"added": ["p.txt"]}
        (tmp_path / "away").rename(folder)
        write(folder, "c.txt")
        assert told.next() == {"added": ["c.txt"]}
    assert held(settings) == {"a.txt", "b.txt", "c.txt", "o.txt", "p.txt"}


def test_an_emptied_folder_is_told_of_and_not_taken_for_removed(
    settings: Settings, folder: Path
) -> None:
    with watched(settings, folder) as told:
        told.next()
        for file in folder.iterdir():
            file.unlink()
        assert told.next() == EMPTY.format(folder=folder.resolve())
        write(folder, "c.txt")
        assert told.next() == {"added": ["c.txt"], "removed": ["a.txt", "b.txt"]}


def test_an_empty_folder_may_be_watched(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    with watched(settings, tmp_path / "inbox") as told:
        assert told.next() == {}
        write(tmp_path / "inbox", "a.txt")
        assert told.next() == {"added": ["a.txt"]}


def test_another_writer_is_waited_for(
    settings: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "PATIENCE_SECONDS", 0.1)
    with ExitStack() as stack:
        with write_lock(settings.home, "a test"):
            told = stack.enter_context(watched(settings, folder))
            assert told.next() == LOCKED
        assert told.next() == {"added": ["a.txt", "b.txt"]}
        with write_lock(settings.home, "a test"):
            write(folder, "c.txt")
            assert told.next() == LOCKED
        assert told.next() == {"added": ["c.txt"]}


def test_comparing_files_does_where_the_system_tells_nothing(
    settings: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHFILES_FORCE_POLLING", "1")
    with watched(settings, folder) as told:
        told.next()
        write(folder, "c.txt")
        assert told.next() == {"added": ["c.txt"]}


def test_nothing_that_stirs_after_the_first_look_is_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHFILES_FORCE_POLLING", "1")
    stop = Event()
    changed = watch_events([tmp_path], stop, TICK)
    assert next(changed)
    (tmp_path / "new.txt").write_text("A file that comes in this very moment.")
    assert any(islice(changed, 20))
    stop.set()


def test_a_folder_that_does_not_exist_is_an_error_of_use(
    settings: Settings, tmp_path: Path
) -> None:
    watching = Watching(settings, (tmp_path / "none",), tell=print, warn=print)
    with pytest.raises(UsageError):
        watch(watching)


def found(**stamps: str) -> FoundFiles:
    return FoundFiles(
        tuple(SourceFile(k, f"/n/{k}", stamp) for k, stamp in stamps.items()), ("/n",)
    )


def test_a_file_counts_as_still_when_its_stamp_has_stood_for_a_second() -> None:
    state = Watched()
    assert state.take_note(found(a="1"), 10.0) == ((), set())
    assert state.take_note(found(a="2"), 10.9) == ((), set())
    assert state.take_note(found(a="2"), 11.8) == ((), set())
    files, gone = state.take_note(found(a="2"), 11.9)
    assert ([file.stamp for file in files], gone) == (["2"], set())
    state.hand_over(files, gone)
    assert state.take_note(found(a="2"), 13.0) == ((), set())
    assert not state.moving


def test_a_file_that_is_missing_for_a_moment_is_not_gone() -> None:
    state = Watched()
    state.hand_over(found(a="1").files, set())
    assert state.take_note(found(), 10.0) == ((), set())
    assert state.take_note(found(a="1"), 10.5) == ((), set())
    assert state.take_note(found(), 11.2) == ((), set())
    assert state.take_note(found(), 12.2) == ((), {"/n/a"})


def test_a_file_under_a_folder_that_was_not_looked_through_is_not_gone() -> None:
    state = Watched()
    state.hand_over(found(a="1").files, set())
    elsewhere = FoundFiles((), ("/nn",))
    assert state.take_note(elsewhere, 10.0) == state.take_note(elsewhere, 20.0) == ((), set())
