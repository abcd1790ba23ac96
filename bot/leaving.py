"""The end of a process that serves: in time, also where an answer is still being worked on."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

LEAVE_SECONDS = 9.0

log = logging.getLogger(__name__)


@contextmanager
def leaving_in_time() -> Iterator[Callable[[], None]]:
    """Hand out what to call when stopping begins: the process then ends in time, come what may.

    Threads can't be stopped, so a chain that is still at work would hold the process.
    """
    last_resort = threading.Timer(LEAVE_SECONDS, _leave)
    last_resort.daemon = True
    try:
        yield last_resort.start
    finally:
        last_resort.cancel()


def _leave() -> None:
    log.warning("An answer is still being worked on; leaving all the same.")
    logging.shutdown()
    os._exit(0)
