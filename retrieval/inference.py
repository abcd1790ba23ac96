"""Running graphs on onnxruntime: a batch is one thread's work, several batches run side by side.

onnxruntime can also share one batch among threads of its own. They spin while they wait for one
another: two of them took twice the processor time of one for the same batch, and questions asked
at once, or an indexing run, were kept waiting by threads that did nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from retrieval.quiet import keep_quiet

BATCH_TOKENS = 1024
"""Tokens of a batch, padding included: larger ones are no faster."""

Batch = TypeVar("Batch")
Result = TypeVar("Result")


def open_graph(model: str | bytes) -> Any:
    """A session that computes in the thread that calls it; any number may at once.

    Args:
        model: The path of an ONNX file, or its bytes.

    Raises:
        Exception: onnxruntime can't load it; its kinds are its own.
    """
    keep_quiet()
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def side_by_side(
    work: Callable[[Batch], Result], batches: Sequence[Batch], threads: int
) -> list[Result]:
    """What `work` makes of each batch, in order, on at most so many threads.

    The threads are the call's own: they have the caller's priority, and no call waits in
    another's queue. Starting them takes a thousandth of what a batch does.
    """
    if min(threads, len(batches)) <= 1:
        return [work(batch) for batch in batches]
    with ThreadPoolExecutor(min(threads, len(batches)), "inference") as pool:
        return list(pool.map(work, batches))


def batches_of(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Indices by falling length, in batches of bounded cost (longest text times size).

    Args:
        lengths: Tokens of each text.
    """
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        longest = lengths[batch[0]] if batch else lengths[index]
        if batch and longest * (len(batch) + 1) > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch
