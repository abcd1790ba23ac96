"""Folders stir, and a watch notices it: by the system's word, and by comparing."""

import threading

import pytest

from retrieval.reading.watch_events import watch_events

pytestmark = pytest.mark.slow

TICK = 0.1


def until_it_changes(events, times=200):
    """Whether the folder changes within some ticks; what changed before does not count."""
    return any(next(events) for _ in range(times))


@pytest.mark.parametrize("polling", ["", "1"])
def test_a_new_file_is_noticed(tmp_path, monkeypatch, polling):
    if polling:
        monkeypatch.setenv("WATCHFILES_FORCE_POLLING", "1")
    stop = threading.Event()
    events = watch_events([tmp_path], stop, TICK)
    assert next(events), "what came before the watch is told once"
    assert not next(events)
    (tmp_path / "a.txt").write_text("a")
    assert until_it_changes(events)
    stop.set()
    assert list(events) in ([], [False], [True])


def test_hidden_files_stir_nothing(tmp_path):
    stop = threading.Event()
    events = watch_events([tmp_path], stop, TICK)
    next(events)
    (tmp_path / ".a.txt.swp").write_text("a")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").write_text("a")
    assert not until_it_changes(events, 8)
    stop.set()


def test_a_folder_that_is_not_there_yet_is_waited_for(tmp_path):
    stop = threading.Event()
    later = tmp_path / "later"
    events = watch_events([later], stop, TICK)
    assert next(events)
    later.mkdir()
    (later / "a.txt").write_text("a")
    assert until_it_changes(events)
    stop.set()


def test_a_folder_in_the_place_of_another_is_watched(tmp_path):
    stop = threading.Event()
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    events = watch_events([here], stop, TICK)
    next(events)
    here.rename(tmp_path / "old")
    there.rename(here)
    assert until_it_changes(events)
    (here / "a.txt").write_text("a")
    assert until_it_changes(events)
    stop.set()
