"""Calling a model: within a clock, and tried again only where nothing has come yet."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from retrieval.chat_model.calling import is_transient_error, stream_with_retries, within_time


class Refused(Exception):
    """An error of a client, with the status that the server gave."""

    def __init__(self, status_code: int) -> None:
        super().__init__(str(status_code))
        self.status_code = status_code


class APIConnectionError(Exception):
    """As clients call it when a server is not there."""


class APITimeoutError(APIConnectionError):
    """As clients call it when a server took too long."""


def failing_first(*errors: Exception, after: int = 0) -> tuple[Callable[[], Iterator[str]], list]:
    """A call that fails once with each of the errors, after so many pieces; and its calls."""
    calls: list[int] = []

    def call() -> Iterator[str]:
        calls.append(1)
        for at, piece in enumerate("abc"):
            if len(calls) <= len(errors) and at == after:
                raise errors[len(calls) - 1]
            yield piece

    return call, calls


@pytest.mark.parametrize(
    "error",
    [Refused(429), Refused(500), Refused(503), ConnectionResetError(), APIConnectionError()],
)
def test_what_may_pass_is_tried_again(error: Exception) -> None:
    call, calls = failing_first(error, error)
    assert "".join(stream_with_retries(call, None, (0, 0))) == "abc"
    assert len(calls) == 3


@pytest.mark.parametrize(
    "error",
    [Refused(400), Refused(401), Refused(404), ValueError(), TimeoutError(), APITimeoutError()],
)
def test_what_will_not_pass_is_not_tried_again(error: Exception) -> None:
    assert not is_transient_error(error)
    call, calls = failing_first(error)
    with pytest.raises(type(error)):
        list(stream_with_retries(call, None, (0, 0)))
    assert len(calls) == 1


def test_there_is_an_end_to_trying() -> None:
    call, calls = failing_first(*[Refused(503)] * 5)
    with pytest.raises(Refused):
        list(stream_with_retries(call, None, (0, 0)))
    assert len(calls) == 3


def test_after_the_first_piece_nothing_is_tried_again() -> None:
    call, calls = failing_first(Refused(503), after=1)
    heard: list[str] = []
    with pytest.raises(Refused):
        heard.extend(stream_with_retries(call, None, (0, 0)))
    assert len(calls) == 1


def test_there_is_no_pause_that_would_outlast_the_clock() -> None:
    call, calls = failing_first(Refused(503))
    with pytest.raises(Refused):
        list(stream_with_retries(call, time.monotonic() + 1, (60,)))
    assert len(calls) == 1


def test_a_call_that_takes_too_long_is_left_and_told_to_stop() -> None:
    ending, ended = threading.Event(), threading.Event()

    def call() -> Iterator[str]:
        try:
            yield "a"
            ending.wait(5)
            yield "b"
        finally:
            ended.set()

    heard: list[str] = []
    with pytest.raises(TimeoutError):
        heard.extend(within_time(call, time.monotonic() + 0.2))
    assert heard == ["a"]
    ending.set()
    assert ended.wait(5)


def test_a_clock_that_has_run_out_calls_nothing_for_long() -> None:
    with pytest.raises(TimeoutError):
        list(within_time(lambda: iter(lambda: time.sleep(1), None), time.monotonic() - 1))
