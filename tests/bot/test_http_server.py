"""An address to serve at, or a sentence saying why not; a signal that comes early is not lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.http_server import address, listen
from retrieval.errors import ConfigurationError

# Told to end after its own handlers are set, and before the library's are. In a process of its own,
# since one that has served is ended by a clock where a thread is left in it.
ENDED_EARLY = """
import signal
from bot import http_server
run = http_server._Server.run

def signalled(server, **given):
    signal.raise_signal(signal.SIGTERM)
    run(server, **given)

async def silent(scope, receive, send):
    for one in ("startup", "shutdown"):
        assert (await receive())["type"] == f"lifespan.{one}"
        await send({"type": f"lifespan.{one}.complete"})

http_server._Server.run = signalled
http_server.serve_http(silent, http_server.listen("127.0.0.1", 0))
print("ended")
"""


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_an_address_that_is_taken_is_told(host: str) -> None:
    with listen(host, 0) as taken:
        port = taken.getsockname()[1]
        assert address(taken).startswith("http://")
        assert address(taken).endswith(f":{port}")
        with pytest.raises(ConfigurationError, match=r"\(Address already in use\)\. Choose"):
            listen(host, port)
    with pytest.raises(ConfigurationError, match=r"^Can't listen on "):
        listen("no.such.host.invalid", 0)


@pytest.mark.slow
def test_a_signal_that_comes_before_it_serves_ends_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ENDED_EARLY], cwd=Path(__file__).parents[2],
        capture_output=True, text=True, check=True, timeout=30,
    )  # fmt: skip
    assert done.stdout == "ended\n"
