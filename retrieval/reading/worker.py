"""A worker process: `python -m retrieval.reading.worker`, as `workers` starts it.

A first line of JSON on standard input names the team's own outlets; it says that it is ready.
Then each line names a file and the seconds it may take, and one reply goes to standard output.
It ends when its input ends. A file that takes too long ends it too, even without its parent.
"""

from __future__ import annotations

import faulthandler
import json
import os
import pickle
import sys
import traceback
from collections.abc import Callable
from typing import BinaryIO

from retrieval.reading.files import read
from retrieval.reading.outlets import take_own
from retrieval.reading.workers import HEAD
from retrieval.types import Reading, SourceFile

LATE_SECONDS = 5.0
"""How much later than its parent the worker ends itself."""


def main(read: Callable[[SourceFile], Reading] = read) -> None:
    """Read files until there are no more."""
    requests, replies = sys.stdin.buffer, _own_output()
    _begin(json.loads(requests.readline()))
    _send(replies, b"")
    for line in requests:
        file, seconds = json.loads(line)
        faulthandler.dump_traceback_later(seconds + LATE_SECONDS, exit=True)
        reply = _reply(read, SourceFile(**file))
        faulthandler.cancel_dump_traceback_later()
        _send(replies, reply)


def _begin(outlets: dict[str, list[str]]) -> None:
    """Take the outlets, and import what reading a page would only import on first use."""
    take_own({name: tuple(others) for name, others in outlets.items()})
    import trafilatura  # noqa: F401


def _reply(read: Callable[[SourceFile], Reading], file: SourceFile) -> bytes:
    """What the file held; the traceback if reading it showed a fault of ours."""
    try:
        told: Reading | str = read(file)
    except Exception:  # the run goes on, and the parent logs it
        told = traceback.format_exc()
    return pickle.dumps(told)


def _own_output() -> BinaryIO:
    """Standard output for the replies alone: what a library prints goes nowhere."""
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
