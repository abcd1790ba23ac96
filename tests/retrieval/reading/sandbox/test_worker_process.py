"""A worker process by itself."""

import pytest

from retrieval.reading.sandbox.worker_pool import Worker

pytestmark = pytest.mark.slow


def test_a_process_ends_with_its_input():
    worker = Worker()
    worker.wait_until_ready()
    assert worker._process.stdin
    worker._process.stdin.close()
    assert worker._process.wait(60) == 0
    worker.close()
