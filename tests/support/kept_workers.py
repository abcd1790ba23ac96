"""Reading processes that go on to the next run: each takes a second of work to start."""

from __future__ import annotations

import threading

from retrieval.reading.press.known_outlets import own_outlets
from retrieval.reading.sandbox import worker_pool
from retrieval.reading.sandbox.worker_pool import WORKER, Worker, Workers

MOST = 6
"""How many may wait: those of three runs of two readers. Each holds a tenth of a gigabyte."""

_waiting: list[tuple[object, Worker]] = []
"""Those that are at nothing, each with what it was started with; the last that worked is last."""

_lock = threading.Lock()


class KeptWorkers(Workers):
    """The real processes; those that are at nothing when their run ends are left for the next.

    That none is left behind, and what becomes of one that dies, the tests of the pool tell.
    """

    def __init__(self, module: str = WORKER) -> None:
        super().__init__(module)
        self._kind = (module, str(worker_pool._environment()), str(own_outlets()))

    def take(self) -> Worker:
        with _lock, self._lock:
            kept = [one for one in _waiting if one[0] == self._kind and one[1].is_running()]
            if kept:
                _waiting.remove(kept[0])
                self._all.add(kept[0][1])
                return kept[0][1]
        return super().take()

    def give_back(self, worker: Worker) -> None:
        with _lock, self._lock:
            self._all.discard(worker)
            _waiting.append((self._kind, worker))
        end_waiting(MOST)


def end_waiting(left: int = 0) -> None:
    """End those that wait, the longest first, until so many are left."""
    with _lock:
        ended = [worker for _, worker in _waiting[: max(0, len(_waiting) - left)]]
        del _waiting[: len(ended)]
    for worker in ended:
        worker.kill()
        worker.close()
