"""A worker process, `python -m retrieval.reading.sandbox.worker_process`; `worker_pool` starts it.

A first request on standard input names the team's own outlets; it says that it is ready.
Then each request names a task, what it is given and the seconds it may take, and one reply goes
to standard output. It ends when its input ends, or at a task that takes too long, even without
its parent; and it has only so much memory.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import sys
import traceback
from collections.abc import Callable
from typing import Any, BinaryIO

from retrieval.errors import UnreadableArticle
from retrieval.reading.files import read
from retrieval.reading.press.known_outlets import use_own_outlets
from retrieval.reading.sandbox.resource_limits import limit_process
from retrieval.reading.sandbox.tasks import TASKS
from retrieval.reading.sandbox.worker_pool import HEAD
from retrieval.types import Reading, SourceFile

LATE_SECONDS = 5.0
"""How much later than its parent the worker ends itself."""
MEMORY = 4 * 1024**3
"""The address space of a worker, libraries with it."""


def main(read: Callable[[SourceFile], Reading] = read) -> None:
    """Do tasks, the reading of files among them, until there are no more."""
    requests, replies = sys.stdin.buffer, _own_output()
    # Added here, for `files` imports `tasks` by way of the crawler.
    tasks = TASKS | {"file": read}
    # No limit on seconds of work: it would count over all files that the process reads.
    limit_process(memory=MEMORY)
    _begin(_request(requests))
    _send(replies, b"")
    while (request := _request(requests)) is not None:
        task, given, seconds = request
        # faulthandler's clock is a C thread: it ends a parser that holds Python's lock as well.
        faulthandler.dump_traceback_later(seconds + LATE_SECONDS, exit=True)
        reply = _reply(tasks[task], given)
        faulthandler.cancel_dump_traceback_later()
        _send(replies, reply)


def _request(requests: BinaryIO) -> Any:
    """The next request of our own parent; None where there are no more."""
    head = requests.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    return pickle.loads(requests.read(HEAD.unpack(head)[0]))  # noqa: S301 - our parent's


def _begin(outlets: dict[str, list[str]]) -> None:
    """Take the outlets, and import what reading a page would only import on first use."""
    use_own_outlets({name: tuple(others) for name, others in outlets.items()})
    import trafilatura  # noqa: F401


def _reply(task: Callable[..., Any], given: tuple[Any, ...]) -> bytes:
    """How the task ended: its value, why it was refused, or the traceback of a fault of ours."""
    try:
        told = "done", task(*given)
    except UnreadableArticle as error:
        told = "refused", str(error)
    except (MemoryError, RecursionError):
        told = "refused", "It is too large or too deeply nested to be read; save it as a file."
    except Exception:  # the run goes on, and the parent logs it
        told = "fault", traceback.format_exc()
    return pickle.dumps(told)


def _own_output() -> BinaryIO:
    """Standard output for the replies alone: what a library prints goes nowhere."""
    # A copy of descriptor 1 for the replies; what C libraries write to 1 goes nowhere as well.
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return replies


def _send(replies: BinaryIO, reply: bytes) -> None:
    replies.write(HEAD.pack(len(reply)) + reply)
    replies.flush()


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError:  # the parent is gone
        os._exit(0)
