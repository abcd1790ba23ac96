"""Running graphs on onnxruntime: a text is one thread's work, several texts run side by side.

A text runs by itself. In a batch the activations of an int8 graph are scaled by the largest of
all, so that what a text comes to would depend on its neighbours; and a batch is no faster.

onnxruntime can also share one text among threads of its own. They spin while they wait for one
another: two of them took twice the processor time of one for the same text, and questions asked
at once, or an indexing run, were kept waiting by threads that did nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import numpy as np

from retrieval.telemetry import disable_telemetry

SLOWER = ("SkipLayerNormFusion",)
"""Rewritings of a graph that cost time: the two steps that this one makes one take a sixth of its
own (onnxruntime 1.32), which is a tenth of a passage's whole."""

WIDE_SUMS = "session.x64quantprecision"
"""onnxruntime's option to add products of bytes in more than 16 bits. With it a passage takes 7 %
longer on a processor with AVX2 alone, and twice as long on one with VNNI, which needs it not."""

PROBE = "int8_products.onnx"
"""64 products of bytes added up, eight times side by side (`training/int8_products.py`)."""

Work = TypeVar("Work")
Result = TypeVar("Result")


def open_graph(path: str, without: Sequence[str] = ()) -> Any:
    """A session that computes in the thread that calls it; any number may at once.

    Args:
        path: An ONNX file; weights in a file beside it are mapped.
        without: onnxruntime's rewritings of the graph to leave out. Each changes what comes out by
            a little, so that stored vectors depend on them.

    Raises:
        Exception: onnxruntime can't load it; its kinds are its own.
    """
    return _session(path, without, wide=_sums_are_cut_off())


@cache
def _sums_are_cut_off() -> bool:
    """Whether this processor cuts off sums of products of bytes that go beyond 16 bits.

    Those with AVX2 alone do: the network that reads then takes wrong sentences for answers. Which
    they are onnxruntime does not tell, so that a graph is asked whose result is known.
    """
    session = _session(files(__package__).joinpath(PROBE).read_bytes(), (), wide=False)
    (sums,) = session.run(None, {"bytes": np.full((8, 64), 255, np.uint8)})
    # Two products, 64,770, are too many for 16 bits already.
    return bool((sums != 64 * 255 * 127).any())


def _session(model: str | bytes, without: Sequence[str], *, wide: bool) -> Any:
    disable_telemetry()
    # Imported late: the variables that silence it must be set first.
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # Errors alone: warnings tell of nodes of the graph, which no user can change.
    options.log_severity_level = 3
    if wide:
        options.add_session_config_entry(WIDE_SUMS, "1")
    return onnxruntime.InferenceSession(
        model, options, providers=["CPUExecutionProvider"], disabled_optimizers=list(without)
    )


def run_in_parallel(
    do: Callable[[Work], Result], work: Sequence[Work], threads: int
) -> list[Result]:
    """What `do` makes of each piece of work, in order, on at most so many threads.

    The threads are the call's own: they have the caller's priority, and no call waits in
    another's queue. Starting them takes a thousandth of what a text does.
    """
    if min(threads, len(work)) <= 1:
        return [do(one) for one in work]
    # Threads are enough: onnxruntime lets go of the interpreter's lock while it computes.
    with ThreadPoolExecutor(min(threads, len(work)), "inference") as pool:
        return list(pool.map(do, work))
