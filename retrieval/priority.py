"""Work that gives way: what brings the archive up to date must not keep askers waiting."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress

NICENESS = 5
"""A third of an asker's share of a busy processor; all of one that is idle. Disks follow suit.

Less would be no help: while an article is being written, others wait to write their receipts.
"""


def lower_priority() -> None:
    """Lower the priority of the calling thread, and of all threads and processes it starts.

    There is no way back, so a thread that also serves askers must not call it. Only Linux gives
    threads priorities of their own; elsewhere nothing happens.
    """
    if sys.platform == "linux":
        # On Linux a thread has a number like a process's, and a priority under it.
        thread = threading.get_native_id()
        with suppress(OSError):  # some containers forbid it; the work is the same
            # Whoever was started with a lower priority keeps it: to raise it takes rights.
            niceness = max(NICENESS, os.getpriority(os.PRIO_PROCESS, thread))
            os.setpriority(os.PRIO_PROCESS, thread, niceness)
