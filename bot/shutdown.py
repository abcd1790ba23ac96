"""The end of a process that serves: in time, also where an answer is still being worked on."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

LEAVE_SECONDS = 9.0  # below the ten that containers give before they kill

log = logging.getLogger(__name__)


@contextmanager
def leaving_in_time() -> Iterator[Callable[[], None]]:
    """Hand out what to call when stopping begins: the process then ends in time, come what may.

    Threads can't be stopped, so a chain or a change of the archive that is still at work would hold
    the process, also after this block: the interpreter waits for its threads.
    """
    last_resort = threading.Timer(LEAVE_SECONDS, _leave)
    # A daemon, or the interpreter would wait for the timer itself.
    last_resort.daemon = True
    try:
        yield last_resort.start
    finally:
        # Where a thread holds the process up, the clock goes on after this block.
        if not _is_held_up():
            last_resort.cancel()


def _is_held_up() -> bool:
    """Whether a thread is left that the interpreter would wait for."""
    here = threading.current_thread()
    return any(not each.daemon and each is not here for each in threading.enumerate())


def _leave() -> None:
    log.warning("Something is still being worked on; leaving all the same.")
    # Not `sys.exit`, which in this thread would end the thread alone, and waits for the others.
    logging.shutdown()
    os._exit(0)
