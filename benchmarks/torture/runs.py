"""Runs upon runs of `dateline index`, alone and beside somebody who asks."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.torture.paper import Paper, Row, digest, held, opened, run
from benchmarks.torture.witness import Witness


def reindex(rows: list[Row], times: int, paper: Paper, home: Path) -> None:
    same = Row(
        "The archive is what the folder is",
        "`dateline index` after random additions, changes and deletions; all texts and the report"
        " compared",
    )
    idle = Row("Unchanged costs nothing", "the runs among them that had nothing to do")
    rows += [same, idle]
    for _ in range(times):
        # Three in ten at least have nothing to do.
        done = _edit(paper) if paper.rng.random() < 0.7 else (0, 0, 0)
        report = json.loads(run(home, ["index", str(paper.folder), "--json"]).stdout or "{}")
        # The report must tell what was done to the folder, no more and no less.
        told = tuple(len(report.get(key, ())) for key in ("added", "updated", "removed"))
        same.expect(told == done, f"told {told} for {done}")
        with opened(home) as archive:
            same.expect(held(archive) == paper.texts, "the archive differs from the folder")
        same.times += 1
        if done == (0, 0, 0):
            idle.expect(report.get("chunks_embedded") == 0, "something was embedded")
            idle.times += 1


def _edit(paper: Paper) -> tuple[int, int, int]:
    """Add, change and delete some articles; how many of each."""
    rng = paper.rng
    names = rng.sample(sorted(paper.texts), 8)
    # The first four may change, the next ones may go: none does both.
    changed, deleted = names[: rng.randint(0, 4)], names[4 : rng.randint(4, 6)]
    added = {paper.new_name() for _ in range(rng.randint(0, 2))} - paper.texts.keys()
    for name in (*changed, *added):
        paper.write(name)
    for name in deleted:
        paper.delete(name)
    return len(added), len(changed), len(deleted)


def ask_beside(rows: list[Row], times: int, paper: Paper, home: Path, witness: Witness) -> None:
    exact = Row(
        "Every quote is the stored text at its offsets",
        f"questions to a process that stays open, beside {times} runs of `dateline index`",
    )
    gone = Row("Removed is gone from the next question on", "the same questions")
    rows += [exact, gone]
    answered = 0
    for _ in range(times):
        # Texts that are in the folder before this run's edits.
        before = {digest(text) for text in paper.texts.values()}
        # What was gone before this run began must not be cited; of this run both versions may be.
        dead = paper.ever.keys() - before
        _edit(paper)
        names = sorted(paper.texts)
        # The witness asks in this thread for as long as the run writes in its own process.
        with ThreadPoolExecutor(1) as beside:
            writing = beside.submit(run, home, ["index", str(paper.folder)])
            while not writing.done():
                answer = witness.ask(paper.question(paper.rng.choice(names)))
                answered += answer.found
                for fault in witness.faults(answer, paper, dead):
                    (gone if "gone" in fault else exact).faults.append(fault)
                exact.times += 1
                gone.times += 1
        exact.seen = f"{answered} answered, the others refused with the nearest sentences"
        exact.expect(writing.result().returncode == 0, writing.result().stderr)
