"""A process that serves ends in time, also where a thread is stuck."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

pytestmark = pytest.mark.slow

SERVING = """
import threading, time
import bot.shutdown
bot.shutdown.LEAVE_SECONDS = 1.0
with bot.shutdown.leaving_in_time() as begin:
    threading.Thread(target=time.sleep, args=({stuck},), daemon={daemon}).start()
    begin()
print("ended in order", flush=True)
"""


def ended(stuck: int, *, daemon: bool) -> tuple[float, subprocess.CompletedProcess[str]]:
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", SERVING.format(stuck=stuck, daemon=daemon)],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    return time.monotonic() - began, done


def test_a_stuck_thread_holds_the_process_no_longer_than_allowed() -> None:
    seconds, done = ended(600, daemon=False)
    assert (done.returncode, done.stdout) == (0, "ended in order\n")
    assert seconds < 60


def test_where_nothing_is_stuck_it_ends_by_itself() -> None:
    _, done = ended(600, daemon=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "ended in order\n", "")
