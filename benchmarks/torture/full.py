"""A disk that is full: no file may grow beyond a limit, which rises step by step."""

from __future__ import annotations

import resource
from collections import Counter
from functools import partial
from pathlib import Path

from benchmarks.torture.paper import Paper, Row, held, opened, run
from retrieval.archive.doctor import examine
from retrieval.errors import ArchiveMissing

# Bytes; also the step from one limit to the next.
STEP = 50_000


def full_disk(rows: list[Row], most: int, paper: Paper, homes: Path) -> None:
    """At every step, or at `most` of them evenly spread, up to the size of the whole archive."""
    whole = Row(
        "A full disk leaves every article whole, and is told in a sentence",
        "`dateline index` into an empty home where no file may grow beyond a limit"
        f" (RLIMIT_FSIZE), steps of {STEP // 1000} kB",
    )
    goes_on = Row("The next run carries on", "the same once more without the limit; doctor")
    rows += [whole, goes_on]
    # Once without a limit, to learn how large the file becomes.
    run(homes / "whole", ["index", str(paper.folder)])
    size = (homes / "whole" / "archive.sqlite").stat().st_size
    # Up to the first limits under which the whole archive fits.
    limits = list(range(STEP, size + 2 * STEP, STEP))
    ended: Counter[int] = Counter()
    # Evenly spread where fewer are wanted.
    for limit in limits[:: max(1, len(limits) // most)]:
        home = homes / str(limit)
        # For the process that is started and its children; this one stays without a limit.
        capped = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (limit, limit))
        done = run(home, ["index", str(paper.folder)], capped)
        # 0: done; 4: some files could not be read; 5: the archive could not be written.
        plain = done.returncode in (0, 4, 5) and "Traceback" not in done.stderr
        whole.expect(plain, f"at {limit}: {done.returncode} {done.stderr[-300:]}")
        ended[done.returncode] += 1
        _all_whole(whole, home, paper)
        run(home, ["index", str(paper.folder)])
        with opened(home) as archive:
            goes_on.expect(held(archive) == paper.texts, f"at {limit}: not all is there")
            faults = [one.seen for one in examine(archive) if not one.sound]
        goes_on.expect(not faults, f"at {limit}: {faults}")
        whole.times += 1
        whole.seen = (
            f"{ended[5]} runs stopped by it (code 5), {ended[4]} told files that they"
            f" could not read (code 4), {ended[0]} finished"
        )
        goes_on.times += 1


def _all_whole(row: Row, home: Path, paper: Paper) -> None:
    try:
        with opened(home) as archive:
            texts = held(archive)
            count = archive.coverage().articles
    except ArchiveMissing:  # there was no room for the first page
        return
    # Each text that is there is one of the paper's, and none is held in part.
    wrong = [name for name, text in texts.items() if paper.texts[name] != text]
    row.expect(not wrong and len(texts) == count, f"not whole: {wrong}")
