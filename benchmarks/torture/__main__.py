"""Does to an archive what may befall it, and prints a table of what was promised and seen.

    python -m benchmarks.torture [SHARE]            (or: make torture SHARE=0.1)

SHARE 1, the default, is 200 kills, 300 runs, 100 runs with questions beside them and a full disk
at every 50 kB; it takes hours on a small machine. Stopped with Ctrl-C, it prints what it has seen.
Ends with 1 if any promise was broken.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from benchmarks.torture.full import full_disk
from benchmarks.torture.kills import ARTICLES, kills
from benchmarks.torture.paper import Paper, Row, run
from benchmarks.torture.runs import ask_beside, reindex
from benchmarks.torture.witness import Witness

# How often each part does its work at a SHARE of 1.
KILLS, RUNS, BESIDE, STEPS = 200, 300, 100, 100


def main(share: float) -> int:
    began = time.monotonic()
    rows: list[Row] = []
    # Ctrl-C ends the part that is under way; the rows so far are printed below.
    with suppress(KeyboardInterrupt), tempfile.TemporaryDirectory() as folder:
        for part in parts(rows, share, Path(folder)):
            part()
            print(f"{time.monotonic() - began:.0f} s", file=sys.stderr)
    print(table(rows))
    print(f"\n{time.monotonic() - began:.0f} seconds.")
    return int(any(row.faults for row in rows))


def parts(rows: list[Row], share: float, scratch: Path) -> Sequence[Callable[[], None]]:
    """What is to be done, one after another; each adds its rows."""
    many = lambda whole: max(1, round(share * whole))  # noqa: E731
    # From a seed, so that a fault can be had again with the same paper.
    paper, home = Paper(scratch / "paper", random.Random(2014)), scratch / "home"
    while len(paper.texts) < ARTICLES:
        paper.write(paper.new_name())
    run(home, ["index", str(paper.folder)])
    # Opened before the first kill and never again: it sees everything as the bot does.
    witness = Witness(home)
    return (
        partial(kills, rows, many(KILLS), paper, home, witness),
        partial(reindex, rows, many(RUNS), paper, home),
        partial(ask_beside, rows, many(BESIDE), paper, home, witness),
        partial(full_disk, rows, many(STEPS), paper, scratch / "full"),
    )


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    lines = ["| promise | tested by | times | faults | seen |", "|---|---|---|---|---|"]
    lines += [
        f"| {row.promise} | {row.how} | {row.times:,} | {len(row.faults)} | {row.seen or '-'} |"
        for row in rows
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0))
