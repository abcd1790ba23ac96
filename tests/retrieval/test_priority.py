"""What gives way: the thread that says so and what it starts, and no other."""

import os
import subprocess
import sys
import threading

import pytest

from retrieval.priority import NICENESS, lower_priority

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="threads have no priority here")


def mine():
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


def in_a_thread(work):
    told = []
    thread = threading.Thread(target=lambda: told.append(work()))
    thread.start()
    thread.join()
    return told[0]


def test_a_thread_gives_way_with_all_that_it_starts_and_no_other_does():
    def work():
        lower_priority()
        child = [sys.executable, "-c", "import os; print(os.getpriority(os.PRIO_PROCESS, 0))"]
        printed = subprocess.run(child, capture_output=True, text=True, check=True).stdout
        return mine(), in_a_thread(mine), int(printed)

    before = mine()
    expected = max(before, NICENESS)
    assert in_a_thread(work) == (expected,) * 3
    assert mine() == before
