"""How far an indexing run has come: a bar on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from retrieval.messages import gettext, gettext_noop
from retrieval.types import VECTORS, Progress

SECONDS_BETWEEN_LINES = 5.0  # where lines stay, as in a service's journal


@contextmanager
def index_progress(
    doing: str = gettext_noop("Indexing"),
    did: str = gettext_noop("Indexed {done} of {total} files."),
) -> Iterator[Progress]:
    """A function to call with files done, files in all, and the source just finished."""
    # On stderr throughout: stdout has the report, which may be JSON.
    if not sys.stderr.isatty():
        yield _lines(did)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn(gettext(doing)), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        # How many there are is not known yet; without a total the bar only moves.
        task = bar.add_task("index", total=None)
        yield lambda done, total, _source: bar.update(task, completed=done, total=total)


def _lines(did: str) -> Progress:
    # From now on, so that a run of a few seconds writes no line at all; one that has written a
    # line ends with all of them told.
    last, told = time.monotonic(), False

    def tell(done: int, total: int, source: str) -> None:
        nonlocal last, told
        ended = told and done == total
        if ended or time.monotonic() - last >= SECONDS_BETWEEN_LINES:
            last, told = time.monotonic(), True
            form = gettext("Uploaded {done} of {total} vectors.") if source == VECTORS else did
            sys.stderr.write(gettext(form).format(done=done, total=total) + "\n")
            sys.stderr.flush()

    return tell
