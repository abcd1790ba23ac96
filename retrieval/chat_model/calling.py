"""Calling the chat model: as it streams, within a clock, tried again only where that is safe.

A client's own time-out begins anew with every byte, and some clients know none; so the call
runs in a thread that is left behind when the time is over.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextvars import copy_context
from typing import Any, TypeVar

T = TypeVar("T")

PAUSES = (0.5, 1.5)
"""Seconds before each further try; as many tries as there are pauses, and the first."""

# 429: too many requests; 5xx: a fault or a pause at the server; 529: Anthropic's "overloaded".
PASSING = frozenset({429, 500, 502, 503, 504, 529})
"""The answers of a server that may be another a moment later."""


def stream_with_retries(
    call: Callable[[], Iterable[T]], until: float | None, pauses: Sequence[float] = PAUSES
) -> Iterator[T]:
    """What the call gives, piece by piece; called again while it fails before the first piece.

    After the first piece nothing is tried again: what the model has written is paid for.

    Args:
        call: Starts the call.
        until: The moment (`time.monotonic`) by which it must be over, or None.
        pauses: Seconds to wait before each further try.

    Raises:
        TimeoutError: The time is over.
        Exception: Whatever the call raises, when it is not worth another try.
    """
    # None stands for the last try, after which there is no further one.
    for pause in (*pauses, None):
        began = False
        try:
            for piece in within_time(call, until):
                began = True
                yield piece
        except Exception as error:  # each provider's client raises its own
            # A try that would begin after its time is none: the reason of this one is told instead.
            late = until is not None and pause is not None and time.monotonic() + pause >= until
            if began or pause is None or late or not is_transient_error(error):
                raise
            time.sleep(pause)
        else:
            return


def is_transient_error(error: Exception) -> bool:
    """Whether an error of a provider's client may be gone a moment later; a time-out is none."""
    status = getattr(error, "status_code", None)
    if isinstance(status, int):
        return status in PASSING
    # By names, since each provider's client has classes of its own, and none is imported here.
    kinds = [kind.__name__ for kind in type(error).__mro__]
    # First: OpenAI's APITimeoutError is an APIConnectionError as well.
    if any("Timeout" in kind for kind in kinds):
        return False
    return any(kind.endswith(("ConnectionError", "ConnectError")) for kind in kinds)


def within_time(call: Callable[[], Iterable[T]], until: float | None) -> Iterator[T]:
    """What the call gives, each piece handed over from a thread of its own.

    Raises:
        TimeoutError: The time is over; the thread is told to stop and never keeps the process.
        Exception: Whatever the call raises.
    """
    if until is None:
        yield from call()
        return
    pieces: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
    stopped = threading.Event()
    # A new thread would not know what language is spoken, nor LangChain's callbacks, which go by
    # context variables.
    context = copy_context()

    def run() -> None:
        try:
            for piece in call():
                # To leave the loop closes the provider's stream.
                if stopped.is_set():
                    return
                pieces.put(("piece", piece))
            pieces.put(("end", None))
        except BaseException as error:  # handed to the caller, whatever it is
            pieces.put(("error", error))

    # A daemon: one that hangs in a provider's client does not keep the process from ending.
    threading.Thread(target=context.run, args=(run,), name="chat model", daemon=True).start()
    try:
        yield from _handed_over(pieces, until)
    # Also where the caller listens no further, having heard enough.
    finally:
        stopped.set()


def _handed_over(pieces: queue.SimpleQueue[tuple[str, Any]], until: float) -> Iterator[Any]:
    while True:
        try:
            kind, piece = pieces.get(timeout=max(0.0, until - time.monotonic()))
        except queue.Empty:
            raise TimeoutError from None
        if kind == "error":
            raise piece
        if kind == "end":
            return
        yield piece
