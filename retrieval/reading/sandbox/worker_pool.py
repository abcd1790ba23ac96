"""The processes that read files: started, asked, and ended, whatever they are at."""

from __future__ import annotations

import io
import logging
import os
import pickle
import signal
import struct
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import is_dataclass
from importlib import import_module
from queue import Empty, LifoQueue
from typing import IO, Any

from retrieval.child_processes import child_command, child_environment
from retrieval.reading.press.known_outlets import own_outlets

# Eight bytes, the highest first.
HEAD = struct.Struct(">Q")
"""What goes before a request and a reply: its length."""

WORKER = "retrieval.reading.sandbox.worker_process"
_VALUES = frozenset({
    ("retrieval.reading.article", "Metadata"),
    ("retrieval.reading.web.news_feeds", "FeedEntry"),
    ("retrieval.reading.web.news_feeds", "Feed"),
    ("retrieval.reading.web.sitemaps", "SitemapEntry"),
    ("retrieval.reading.web.sitemaps", "Sitemap"),
})  # fmt: skip
"""What a reply may hold beside the dataclasses of `retrieval.types`."""
START_SECONDS = 60.0  # importing the readers on a busy machine
LONGEST_REPLY = 2**30  # bytes; more is no article, and would fill this process
KEPT = ("LANG", "LC_ALL", "LC_CTYPE", "PYTHONUTF8", "TMPDIR", "TEMP", "TMP")
"""Beside what every child gets: how names of files are spelled, and where short-lived ones go."""


log = logging.getLogger(__name__)


class Workers:
    """The worker processes: those that wait for a file, and all that run.

    `ended` is true once they have been killed.
    """

    def __init__(self, module: str = WORKER) -> None:
        self._module = module
        self._idle: LifoQueue[Worker] = LifoQueue()
        self._all: set[Worker] = set()
        self._refused = False
        self.ended = False
        self._lock = threading.Lock()

    def take(self) -> Worker:
        """A worker that is at nothing, a new one if there is none.

        Raises:
            OSError: None can be started, now or before; or all have been ended.
        """
        with suppress(Empty):
            while True:
                if (idle := self._idle.get_nowait()).is_running():
                    return idle
                # It died while it waited, killed for memory perhaps; its pipes are still open.
                idle.close()
        # Noted in `_all` under the lock, so that `end` knows of it however it is just then started;
        # and waited for outside of it, so that several can start at once.
        with self._lock:
            if self._refused:
                raise OSError("no process can be started for reading")
            self._all = {one for one in self._all if one.is_running()}
            worker = Worker(self._module)
            self._all.add(worker)
        try:
            worker.wait_until_ready()
        except OSError as error:
            if not self._refused:
                log.warning("Files are read in one process: %s.", error)
            self._refused = True
            raise
        return worker

    def give_back(self, worker: Worker) -> None:
        """Let the next file have this worker."""
        self._idle.put(worker)

    def end(self) -> None:
        """Kill every worker, and start no other."""
        with self._lock:
            self.ended = self._refused = True
            # Killed first, all of them, and only then waited for, or each would delay the next.
            for worker in self._all:
                worker.kill()
            for worker in self._all:
                worker.close()


class Worker:
    """One process that reads files. It may not take for ever, nor be left behind."""

    def __init__(self, module: str = WORKER) -> None:
        self._late = False
        self._process = subprocess.Popen(  # noqa: S603 - our own module, and no shell
            child_command(module),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # Nobody would read it, and a pipe that is full blocks the worker.
            stderr=subprocess.DEVNULL,
            env=_environment(),
            # Ctrl-C is for this process alone, which then ends the worker and its children.
            start_new_session=True,
        )

    def wait_until_ready(self) -> None:
        """Wait for its first word.

        Raises:
            OSError: It ended instead.
        """
        try:
            # The first request names the outlets; the empty reply means that all is imported.
            self._exchange(own_outlets(), START_SECONDS)
        except EOFError:
            raise OSError(f"another ended as it started ({self._process.returncode})") from None

    def ask(self, task: str, given: tuple[Any, ...], seconds: float) -> tuple[str, Any]:
        """How a task ended, and what it told.

        Returns:
            `done` and its value, `refused` and a reason, or `fault` and a traceback.

        Raises:
            EOFError: The process died, or was killed when the seconds were over.
        """
        reply = self._exchange((task, given, seconds), seconds)
        try:
            outcome, told = _Values(io.BytesIO(reply)).load()
        except Exception:  # a reply that was tampered with may raise anything
            outcome, told = "", None
        # A reply of any other form: this worker gets no further file.
        if outcome == "done" or (outcome in {"refused", "fault"} and isinstance(told, str)):
            return outcome, told
        self.kill()
        self.close()
        raise EOFError

    def _exchange(self, told: object, seconds: float) -> bytes:
        """Its reply; an EOFError, and its end, if there is none in time."""
        # A pipe's reading can't be given a time on every system; but the process's end ends it.
        timer = threading.Timer(seconds, self._too_late)
        timer.daemon = True
        timer.start()
        try:
            reply = self._reply_to(pickle.dumps(told))
        except OSError:
            reply = None
        finally:
            # Joined, or it could kill the process a moment later, over the next file.
            timer.cancel()
            timer.join()
        # Late even with a whole reply: the timer has killed the process already.
        if reply is None or self._late:
            self.kill()
            self.close()
            raise EOFError
        return reply

    def _reply_to(self, request: bytes) -> bytes | None:
        requests, replies = self._pipes()
        requests.write(HEAD.pack(len(request)) + request)
        requests.flush()
        head = replies.read(HEAD.size)
        # Its length is the worker's word, and a stranger's file may speak through it.
        length = HEAD.unpack(head)[0] if len(head) == HEAD.size else LONGEST_REPLY
        reply = replies.read(length) if length < LONGEST_REPLY else b""
        return reply if len(reply) == length else None

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        assert self._process.stdin  # noqa: S101 - they are, with PIPE
        assert self._process.stdout  # noqa: S101
        return self._process.stdin, self._process.stdout

    def _too_late(self) -> None:
        self._late = True
        self.kill()

    def why(self, seconds: float) -> str:
        """Why it ended, as a sentence on the file that it was at."""
        if self._late:
            return f"It takes more than {seconds:g} seconds to be read; split or simplify it."
        return (
            f"The process that read it died (exit code {self._process.returncode}); "
            "save it again, or its text as a text file."
        )

    def is_running(self) -> bool:
        """Whether the process has not ended yet."""
        return self._process.poll() is None

    def kill(self) -> None:
        """End it at once, with the processes that it started itself."""
        if not self.is_running():
            return
        with suppress(OSError):
            if sys.platform == "win32":
                self._process.kill()
            else:
                # Its session's: a PDF's child, or tesseract, would go on without it.
                os.killpg(self._process.pid, signal.SIGKILL)

    def close(self) -> None:
        """Wait for its end, and close the pipes."""
        self._process.wait()
        for pipe in self._pipes():
            with suppress(OSError):
                pipe.close()


class _Values(pickle.Unpickler):
    """Loads our own values alone, for the worker has read a stranger's file."""

    def find_class(self, module: str, name: str) -> Any:
        """The class, if it is one of ours."""
        if (module, name) not in _VALUES and not module.startswith("retrieval.types."):
            raise pickle.UnpicklingError(f"{module}.{name} is no value")
        found = getattr(import_module(module), name)
        # Modules of ours also hold functions and what they import; only values are let through.
        if not (isinstance(found, type) and is_dataclass(found)):
            raise pickle.UnpicklingError(f"{module}.{name} is no value")
        return found


def fault_sentence(what: str) -> str:
    """The sentence on a fault of our own that reading showed."""
    return f"Reading it showed a fault of Dateline ({what}); please report it, with the file."


def _environment() -> dict[str, str]:
    return {name: os.environ[name] for name in KEPT if name in os.environ} | child_environment()
