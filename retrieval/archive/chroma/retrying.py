"""A request of an upload, made again where the server was slow, busy or away for a moment.

Each of them may be made twice: what the server did without being heard is only done again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from retrieval.archive.chroma.chroma_server import causes

T = TypeVar("T")

TRIES = 4  # with the pauses half a minute at most
LONGEST_PAUSE = 10.0
"""Seconds between two tries; the first pause is one of a second or less."""

PASSING = frozenset({408, 429, 500, 502, 503, 504})
"""The answers of a server, or of a proxy before it, that may be another a moment later."""


def with_retries(request: Callable[..., T], seconds: float, **arguments: Any) -> T:
    """What the request gives, made again while it fails for a reason that may pass.

    Args:
        request: One of Chroma's.
        seconds: When so many have gone by, no further try is made.
        **arguments: What the request takes.

    Raises:
        Exception: Whatever the last try raises.
    """
    # Imported late, as Chroma is: questions make no request that is tried again.
    from tenacity import (
        Retrying,
        retry_if_exception,
        stop_after_attempt,
        stop_after_delay,
        wait_random_exponential,
    )

    trying = Retrying(
        retry=retry_if_exception(is_transient),
        # Whichever comes first.
        stop=stop_after_attempt(TRIES) | stop_after_delay(seconds),
        wait=wait_random_exponential(max=LONGEST_PAUSE),
        # Else the last error would come as tenacity's own `RetryError`.
        reraise=True,
    )
    return trying(request, **arguments)


def is_transient(error: BaseException) -> bool:
    """Whether an error of Chroma's client may be gone a moment later."""
    import httpx
    from chromadb.errors import InternalError, RateLimitError

    # An error that the server names comes as Chroma's own, without a status; others lead to
    # httpx's.
    for cause in causes(error):
        if isinstance(cause, httpx.HTTPStatusError):
            return cause.response.status_code in PASSING
        if isinstance(cause, httpx.TransportError | InternalError | RateLimitError):
            return True
    return False
