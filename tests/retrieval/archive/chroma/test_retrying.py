"""Which requests of an upload are made again, and how often."""

from __future__ import annotations

import time

import httpx
import pytest
from chromadb.errors import InternalError, InvalidArgumentError, NotFoundError, RateLimitError

from retrieval.archive.chroma import retrying
from retrieval.archive.chroma.retrying import TRIES, is_transient, with_retries

REQUEST = httpx.Request("POST", "http://chroma.example/api")


def answered(status: int) -> httpx.HTTPStatusError:
    return httpx.HTTPStatusError("", request=REQUEST, response=httpx.Response(status))


class Server:
    """Fails as often as it has errors, then gives what it was asked for."""

    def __init__(self, *errors: Exception, seconds: float = 0.0) -> None:
        self.errors, self.seconds = list(errors), seconds
        self.asked = 0

    def give(self, **arguments: object) -> object:
        self.asked += 1
        time.sleep(self.seconds)
        if self.errors:
            raise self.errors.pop(0)
        return arguments


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retrying, "LONGEST_PAUSE", 0.001)


def test_what_passes_is_waited_for() -> None:
    server = Server(httpx.ReadTimeout(""), answered(503), RateLimitError())
    assert with_retries(server.give, 60.0, ids=["1"]) == {"ids": ["1"]}
    assert server.asked == 4 == TRIES


def test_the_last_failure_is_told() -> None:
    server = Server(*(httpx.ReadTimeout(str(n)) for n in range(TRIES + 1)))
    with pytest.raises(httpx.ReadTimeout, match=str(TRIES - 1)):
        with_retries(server.give, 60.0)


def test_what_will_not_pass_is_told_at_once() -> None:
    server = Server(InvalidArgumentError("no such dimension"))
    with pytest.raises(InvalidArgumentError):
        with_retries(server.give, 60.0)
    assert server.asked == 1


def test_nothing_is_tried_beyond_its_time() -> None:
    server = Server(*(httpx.ReadTimeout("") for _ in range(4)), seconds=0.05)
    with pytest.raises(httpx.ReadTimeout):
        with_retries(server.give, 0.04)
    assert server.asked == 1


@pytest.mark.parametrize(
    ("error", "passes"),
    [
        (httpx.ConnectError(""), True),
        (httpx.RemoteProtocolError(""), True),
        (answered(429), True),
        (InternalError(), True),
        (answered(401), False),
        (answered(404), False),
        (NotFoundError(), False),
        (ValueError(), False),
    ],
)
def test_which_failures_may_pass(error: Exception, passes: bool) -> None:
    assert is_transient(error) is passes


def test_what_an_error_was_raised_from_counts() -> None:
    """Chroma's client raises a bare one while it handles httpx's."""
    error = Exception("busy")
    error.__context__ = answered(503)
    assert is_transient(error)
