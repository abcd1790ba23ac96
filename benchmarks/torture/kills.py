"""Kills: SIGKILL for `dateline index` at random moments, in the writing above all."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

from benchmarks.torture.paper import Paper, Row, command, environment, held, opened, run
from benchmarks.torture.witness import Witness
from retrieval.archive.doctor import examine

ARTICLES = 40
# Of the articles, so that every other one has two versions that count as whole.
CHANGED = 20
EARLY = 0.2
"""The share of kills at any moment of the run; the others come once it has begun to write."""


def kills(rows: list[Row], times: int, paper: Paper, home: Path, witness: Witness) -> None:
    whole = Row(
        "All or nothing per article; nothing committed is lost",
        f"SIGKILL of `dateline index` with {CHANGED} of {ARTICLES} articles changed;"
        " every text compared with both of its versions",
    )
    sound = Row("Doctor finds no fault", "doctor's examination after each kill")
    found = Row("What is held is found, what is gone is not", "a search after each kill")
    goes_on = Row("The next run carries on", "one more `dateline index`, compared with the folder")
    rows += [whole, sound, found, goes_on]
    # Seconds until a run writes, and how long it writes, as one that is not killed takes.
    began, span, middle = *_measure(paper, home), 0
    for _ in range(times):
        with opened(home) as archive:
            before = held(archive)
        _change(paper)
        _run_and_kill(paper, home, began, span)
        with opened(home) as archive:
            now = held(archive)
            faults = [f"{one.about}: {one.seen}" for one in examine(archive) if not one.sound]
        for name, text in before.items():
            # As it was before, or as the folder has it now; never a mixture, and never nothing.
            whole.expect(now.get(name) in (text, paper.texts[name]), f"{name} is neither version")
        # Neither all old nor all new: the kill came between two commits.
        middle += before != now != paper.texts
        whole.seen = f"{middle} kills between two articles of a run"
        sound.expect(not faults, "; ".join(faults))
        for name in paper.rng.sample(sorted(now), 3):
            found.expect(witness.finds_only(name, now, paper), f"{name} was not found rightly")
            found.times += 1
        whole.times += 1
        sound.times += 1
    goes_on.expect(run(home, ["index", str(paper.folder)]).returncode == 0, "the last run failed")
    with opened(home) as archive:
        goes_on.expect(held(archive) == paper.texts, "the archive differs from the folder")
    goes_on.times = 1


def _change(paper: Paper) -> None:
    for name in paper.rng.sample(sorted(paper.texts), CHANGED):
        paper.write(name)


def _measure(paper: Paper, home: Path) -> tuple[float, float]:
    """Seconds until a run begins to write, and from there to its end."""
    _change(paper)
    process = _start(paper, home)
    started = time.monotonic()
    before = _state(home)
    while process.poll() is None and _state(home) == before:
        time.sleep(0.005)
    wrote = time.monotonic()
    process.wait()
    return wrote - started, time.monotonic() - wrote


def _run_and_kill(paper: Paper, home: Path, began: float, span: float) -> None:
    before = _state(home)
    process = _start(paper, home)
    if paper.rng.random() < EARLY:
        time.sleep(paper.rng.uniform(0, began + span))
    else:
        while process.poll() is None and _state(home) == before:
            time.sleep(0.005)
        # The commits come first and quickly: one moment of ten times the length is as likely.
        time.sleep(span * 10 ** paper.rng.uniform(-3, 0))
    # SIGKILL: nothing of the process can tidy up.
    process.kill()
    process.wait()


def _start(paper: Paper, home: Path) -> subprocess.Popen[bytes]:
    quiet = subprocess.DEVNULL
    return subprocess.Popen(
        command("index", str(paper.folder)), env=environment(home), stdout=quiet, stderr=quiet
    )


def _state(home: Path) -> tuple[int, ...]:
    """Changes with every commit: the size and time of SQLite's log."""
    log = home / "archive.sqlite-wal"
    return (log.stat().st_size, log.stat().st_mtime_ns) if log.exists() else ()
