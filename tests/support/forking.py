"""Children that are forked from a process which has everything imported, and knows the words."""

from __future__ import annotations

import multiprocessing
import os
import sys
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext

import pytest


def forked() -> ForkServerContext:
    """What starts such children; their parent is one for all tests of a process.

    So whichever test comes first tells what is imported there. A kill then lands in what a child
    does, not in a second of importing.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["support.forking_parent"])
    with pytest.MonkeyPatch.context() as patch:
        # Until Python 3.12 it is not told this process's path, and goes on without what it misses.
        patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
        forkserver.ensure_running()
    return context
