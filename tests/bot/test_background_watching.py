"""Watching as a user starts it and ends it, and what the bot does beside answering."""

from __future__ import annotations

import logging
import os
import select
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from bot import background_watching
from bot.background_watching import background, change_lines, keep_backups, keep_feeds, keep_watch
from bot.cli import main
from retrieval import factory
from retrieval.errors import ArchiveMissing
from retrieval.settings import Settings
from retrieval.types import Change, Failure, IndexReport

pytestmark = pytest.mark.slow

STORY = "The harbour of Tully was closed on Monday, the mayor said in a statement.\n"
ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _bare_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(("DATELINE_", "DISCORD_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "news"
    made.mkdir()
    (made / "a.txt").write_text(STORY)
    return made


@pytest.fixture
def settings(tmp_path: Path, folder: Path) -> Settings:
    return Settings(home=tmp_path / "home", articles=folder, threads=1)


def until(check: object, seconds: float = 60.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if check():  # type: ignore[operator]
            return True
        time.sleep(0.05)
    return False


def held(settings: Settings) -> int:
    try:
        with factory.open_archive(settings) as archive:
            return archive.coverage().articles
    except ArchiveMissing:
        return 0


def next_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    assert select.select([process.stdout], [], [], 60.0)[0]
    return process.stdout.readline().rstrip()


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_a_watch_tells_each_change_in_a_line_and_ends_as_asked(
    folder: Path, number: int, code: int
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "index", "--watch", "news"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, bufsize=1,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        # A shell's background job, as these tests may be one, passes on that it takes no Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    assert next_line(process).startswith("1 added, 0 updated")
    (folder / "b.txt").write_text(STORY)
    assert next_line(process) == "added 1: news/b.txt"
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (code, "")
    assert "Traceback" not in err
    assert "Watching news." in err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--watch", "news/a.txt"], "takes only folders"),
        (["--watch", "https://example.org/"], "takes only folders"),
        (["--watch", "nowhere"], "takes only folders"),
        (["--watch", "--dry-run", "news"], "don't go together"),
    ],
)
def test_only_folders_can_be_watched(
    folder: Path, arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["index", *arguments]) == 2
    assert sentence in capsys.readouterr().err


def test_a_run_is_told_in_one_line_with_its_first_sources_and_each_failure() -> None:
    added = tuple(Change(f"{n}.md", "it is new") for n in range(6))
    report = IndexReport(
        added=added,
        removed=(Change("old\n.md", "its file is gone"),),
        failed=(Failure("bad.txt", "It is empty."),),
    )
    assert change_lines(report) == [
        "added 6, removed 1: 0.md, 1.md, 2.md, 3.md, 4.md and 2 more",
        "failed: bad.txt — It is empty.",
    ]
    assert change_lines(IndexReport(unchanged=3)) == []


def test_the_bot_watches_the_folder_if_there_is_one_and_the_feeds_if_it_is_told_to(
    tmp_path: Path, folder: Path
) -> None:
    def names(**values: object) -> list[str]:
        given = {"home": tmp_path, "articles": folder, **values}
        return [task.func.__name__ for task in background(Settings(**given))]  # type: ignore[arg-type, attr-defined]

    assert names() == ["keep_watch"]
    assert names(watch=False) == []
    assert names(articles=tmp_path / "none") == []
    assert names(feed_minutes=10) == ["keep_watch", "keep_feeds"]


def test_what_changes_while_the_bot_runs_is_in_the_archive(
    settings: Settings, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    stop = threading.Event()
    thread = threading.Thread(target=keep_watch, args=(settings, stop), daemon=True)
    thread.start()
    assert until(lambda: held(settings) == 1)
    (folder / "b.txt").write_text(STORY)
    assert until(lambda: held(settings) == 2)
    assert until(lambda: "added 1" in caplog.text)
    stop.set()
    thread.join(30)
    assert not thread.is_alive()


def test_a_watch_or_a_feed_that_fails_is_logged_and_does_not_end_the_bot(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.home.mkdir()
    (settings.home / "archive.sqlite").write_bytes(b"no database at all, but something else" * 99)
    stop = threading.Event()
    tasks = (keep_watch, keep_feeds)
    threads = [threading.Thread(target=task, args=(settings, stop), daemon=True) for task in tasks]
    for thread in threads:
        thread.start()
    assert until(lambda: "is not being indexed" in caplog.text)
    assert until(lambda: "feeds could not be read" in caplog.text)
    assert all(thread.is_alive() for thread in threads)
    stop.set()
    for thread in threads:
        thread.join(30)
    assert not any(thread.is_alive() for thread in threads)


def test_the_bot_writes_backups_when_told_to_and_goes_on_after_a_failure(
    settings: Settings, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    told = settings.model_copy(update={"backup_hours": 1.0, "backups_kept": 2})
    assert [task.func for task in background(told) if task.func is keep_backups] == [keep_backups]  # type: ignore[attr-defined]
    stop = threading.Event()
    thread = threading.Thread(target=keep_backups, args=(told, stop), daemon=True)
    thread.start()
    assert until(lambda: "No backup was written: There is no archive" in caplog.text)
    stop.set()
    thread.join(30)
    factory.index(settings, [folder])
    stop.clear()
    thread = threading.Thread(target=keep_backups, args=(told, stop), daemon=True)
    thread.start()
    assert until(lambda: list((settings.home / "backups").glob("dateline-*.backup")))
    stop.set()
    thread.join(30)
    assert not thread.is_alive()


def test_a_backup_that_fails_again_and_again_is_told_once_and_its_end_too(
    settings: Settings, folder: Path, caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    caplog.set_level("INFO")
    monkeypatch.setattr(background_watching, "LONGEST_WAIT", 0.05)
    factory.index(settings, [folder])
    in_the_way = settings.home / "backups"
    in_the_way.write_text("no folder")
    stop = threading.Event()
    told = settings.model_copy(update={"backup_hours": 1.0})
    thread = threading.Thread(target=keep_backups, args=(told, stop), daemon=True)
    thread.start()
    assert until(lambda: "No backup was written: The folder" in caplog.text)
    time.sleep(0.5)
    in_the_way.unlink()
    assert until(lambda: "A backup was written again." in caplog.text)
    stop.set()
    thread.join(30)
    assert caplog.text.count("No backup was written") == 1
    assert len(list(in_the_way.glob("dateline-*.backup"))) == 1
