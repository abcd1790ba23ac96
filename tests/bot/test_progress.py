"""How far a run has come, where lines stay: now and then one, and none for a short run."""

from __future__ import annotations

import time

import pytest

from bot.progress import SECONDS_BETWEEN_LINES, index_progress
from retrieval.types import VECTORS


def test_a_short_run_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with index_progress() as tell:
        for done in range(100):
            tell(done, 100, "a.txt")
    assert capsys.readouterr() == ("", "")


def test_a_run_that_has_said_anything_says_when_it_has_all(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    with index_progress(did="Read {done} of {total} pages.") as tell:
        for done in (1, 2, 3):
            now[0] += SECONDS_BETWEEN_LINES if done == 1 else 0.1
            tell(done, 3, "a")
    assert capsys.readouterr().err == "Read 1 of 3 pages.\nRead 3 of 3 pages.\n"


def test_a_long_run_says_where_it_is_on_stderr_alone(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    with index_progress(did="Read {done} of {total} pages.") as tell:
        for done, source in ((1, "a"), (2, "b"), (3, VECTORS), (4, "c")):
            now[0] += SECONDS_BETWEEN_LINES if done != 2 else 0.1
            tell(done, 4, source)
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == "Read 1 of 4 pages.\nUploaded 3 of 4 vectors.\nRead 4 of 4 pages.\n"
