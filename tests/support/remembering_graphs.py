"""The real networks, each asked for the same thing once a process.

Half of what the tests gave the networks they had given them before: the same articles, the same
questions. A graph's outputs are those of its inputs alone, so they are kept, by all that goes in.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import Any

import pytest
from numpy.typing import NDArray

from retrieval.embedding import sentence_model
from retrieval.models import cross_encoder

MOST = 1000
"""Inputs that a graph's outputs are kept for: a text's are 50 kilobytes, a pair's are two."""

Feed = Mapping[str, NDArray[Any]]
Outputs = list[NDArray[Any]]


class RememberingGraph:
    """A session of onnxruntime that runs the same inputs once."""

    on = True
    """False where it is the running that is tested."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self._known: OrderedDict[object, Outputs] = OrderedDict()
        self._lock = Lock()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._session, name)

    def run(self, outputs: Sequence[str], feed: Feed) -> Outputs:
        """The session's outputs for these inputs, copied: whoever gets them may change them."""
        if not self.on:
            return list(self._session.run(outputs, feed))
        fed = [(name, one.dtype.str, one.shape, one.tobytes()) for name, one in feed.items()]
        asked = (*outputs, *fed)
        with self._lock:
            found = self._known.get(asked)
        if found is None:
            found = self._session.run(outputs, feed)
        with self._lock:
            self._known[asked] = found
            self._known.move_to_end(asked)
            while len(self._known) > MOST:
                self._known.popitem(last=False)
        return [one.copy() for one in found]


def remembering(open_graph: Callable[..., Any]) -> Callable[..., RememberingGraph]:
    """What opens a graph and remembers its outputs."""
    return lambda *files, **options: RememberingGraph(open_graph(*files, **options))


@contextmanager
def graphs_remember() -> Iterator[None]:
    """Whatever is loaded meanwhile remembers."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (sentence_model, cross_encoder):
            patch.setattr(module, "open_graph", remembering(module.open_graph))
        yield


@contextmanager
def graphs_run() -> Iterator[None]:
    """Each run meanwhile is one of the graph."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(RememberingGraph, "on", False)
        yield
