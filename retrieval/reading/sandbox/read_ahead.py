"""Reading files in processes of their own: a few at once, ahead of who asks for them.

They are started for every file that could be made never to end, and for plain text once it is
so much that it pays. Readings come in the order of the files. A file that ends its process, or
takes too long, becomes a failure of that file, and the next one gets a new process. What they
get of this process's environment holds no keys.
"""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from retrieval.reading.file_discovery import is_url
from retrieval.reading.files import LONGEST_ARTICLE
from retrieval.reading.sandbox.worker_pool import Workers, fault_sentence
from retrieval.types import Failure, Reading, SourceFile

AHEAD = 4
"""Files read ahead for each process: at most so many readings wait in memory."""

PAYS_SECONDS = 2.0
"""Estimated work from which on processes pay; each takes about a second to start."""

FILE_SECONDS = 120.0  # a long scan included
BUNDLE_SECONDS = 1200.0
"""The longest that one file may take; a zip may hold many documents."""

_LINES = ".jsonl"
BUNDLES = (_LINES, ".zip")

_PLAIN = (".txt", ".md", ".markdown")
"""Formats that no parser can be kept busy with: read here where they are few."""

# Roughly what a file of each kind takes, a child process included: whether workers are worth it.
_SECONDS = {
    ".pdf": 0.5,
    ".docx": 0.4,
    ".rtf": 0.4,
    ".odt": 0.4,
    ".epub": 0.5,
    ".html": 0.03,
    ".htm": 0.03,
    ".mhtml": 0.03,
    ".mht": 0.03,
}
_SECONDS_OTHER = 0.003  # plain text
_SECONDS_PER_BYTE = 1e-6  # of a file of many articles

log = logging.getLogger(__name__)


class ReadAhead:
    """Reads files one by one, while processes read those that come next.

    Close it, or use it as a context manager: then no process is left.

    Args:
        here: Reads a file in this process: a page, many JSON lines, or a few files of plain text.
        processes: How many processes may read; see `processes_for`.
        seconds: How long a process may take for a file; None for the usual limits.
        pays: Estimated seconds of work from which on processes are started.
        workers: The processes.
    """

    def __init__(
        self,
        here: Callable[[SourceFile], Reading],
        processes: int,
        *,
        seconds: float | None = None,
        pays: float = PAYS_SECONDS,
        workers: Workers | None = None,
    ) -> None:
        self._here = here
        self._processes = processes
        self._seconds = seconds
        self._pays = pays
        self._files: deque[SourceFile] = deque()
        self._coming: deque[tuple[SourceFile, Future[Reading]]] = deque()
        self._threads: ThreadPoolExecutor | None = None
        self._workers = workers or Workers()

    def __enter__(self) -> ReadAhead:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def expect(self, files: Iterable[SourceFile]) -> None:
        """Say which files `read` will be asked for, in order; starts processes if need be."""
        sandboxed = [file for file in files if _is_read_in_sandbox(file)]
        # Any format but plain text goes to a process, even on one core, for its parser may be kept
        # busy; plain text only where there is enough of it.
        pays = self._processes and sum(map(_estimated_seconds, sandboxed)) >= self._pays
        if pays or not all(_suffix(file) in _PLAIN for file in sandboxed):
            self._files.extend(sandboxed)
            if self._threads is None:
                # One thread for each process: it does nothing but wait for that one's reply.
                self._threads = ThreadPoolExecutor(max(1, self._processes), "reading")
            self._read_on()

    def read(self, file: SourceFile) -> Reading:
        """What the file holds; whatever is wrong with it is a failure in it."""
        # A page, or plain text of too little to pay: those were never sent to a process.
        if not self._coming or self._coming[0][0] != file:
            return self._read_here(file)
        reading = self._coming[0][1].result()
        self._coming.popleft()
        self._read_on()
        return reading

    def close(self) -> None:
        """End the processes, whatever they are at."""
        if self._threads is not None:
            self._threads.shutdown(wait=False, cancel_futures=True)
        # The threads wait for their workers' replies: only when those have ended do they end.
        self._workers.end()
        if self._threads is not None:
            self._threads.shutdown()

    def _read_on(self) -> None:
        while self._threads and self._files and len(self._coming) < AHEAD * max(1, self._processes):
            file = self._files.popleft()
            self._coming.append((file, self._threads.submit(self._read_apart, file)))

    def _read_apart(self, file: SourceFile) -> Reading:
        """What a process made of a file; it is read here where none can be started."""
        try:
            worker = self._workers.take()
        except OSError:
            # Once closed, nobody asks for this reading any more.
            return Reading() if self._workers.ended else self._read_here(file)
        seconds = self._seconds or _most_seconds(file)
        try:
            outcome, told = worker.ask("file", (file,), seconds)
        except EOFError:
            # The dead worker is not given back, so the next file gets a new one.
            return _failed(file, worker.why(seconds))
        self._workers.give_back(worker)
        if outcome == "done" and isinstance(told, Reading):
            return told
        log.error("Reading %s failed:\n%s", file.source, told)
        return _failed(file, fault_sentence(str(told).strip().splitlines()[-1]))

    def _read_here(self, file: SourceFile) -> Reading:
        try:
            return self._here(file)
        except Exception as error:  # as in a worker: one file's trouble is not the run's
            log.exception("Reading %s failed", file.source)
            return _failed(file, fault_sentence(f"{type(error).__name__}: {error}"))


def processes_for(threads: int) -> int:
    """How many processes may read: one a core, up to `threads`; none where there is one core."""
    # Linux tells which cores this process may use (`taskset`, a container's set of CPUs); other
    # systems only how many there are.
    affinity = getattr(os, "sched_getaffinity", None)
    cores = len(affinity(0)) if affinity else os.cpu_count() or 1
    return min(cores, threads) if cores > 1 else 0


def _is_read_in_sandbox(file: SourceFile) -> bool:
    """Not a page, and no JSON lines whose many articles would be held twice on their way.

    A zip of any size is, for what lies in it may keep a parser busy.
    """
    if is_url(file.key):
        return False
    return _suffix(file) != _LINES or _size(file) <= LONGEST_ARTICLE


def _estimated_seconds(file: SourceFile) -> float:
    if _suffix(file) in BUNDLES:
        return _size(file) * _SECONDS_PER_BYTE
    return _SECONDS.get(_suffix(file), _SECONDS_OTHER)


def _most_seconds(file: SourceFile) -> float:
    return BUNDLE_SECONDS if _suffix(file) in BUNDLES else FILE_SECONDS


def _suffix(file: SourceFile) -> str:
    return Path(file.key).suffix.lower()


def _size(file: SourceFile) -> int:
    try:
        return Path(file.key).stat().st_size
    except OSError:
        return 0


def _failed(file: SourceFile, reason: str) -> Reading:
    return Reading(failures=(Failure(file.source, reason),))
