"""An application served over HTTP until a signal ends it."""

from __future__ import annotations

import logging
import signal
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import uvicorn

from bot.shutdown import leaving_in_time
from retrieval.errors import ConfigurationError

if TYPE_CHECKING:
    from starlette.types import ASGIApp

# Shorter than `shutdown.LEAVE_SECONDS`, so that the orderly end comes before the last resort.
GRACE_SECONDS = 7
"""What is being answered when the end is asked for may take so long."""

MOST_CONNECTIONS = 64  # a team's; more get 503

log = logging.getLogger(__name__)


class _Server(uvicorn.Server):
    """Tells when it begins to stop."""

    stopping: Callable[[], None]

    def end(self, _number: int, _frame: Any) -> None:
        """Stop as soon as it runs, or go on stopping."""
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # Before the library waits for open answers: the seconds of the last resort count from here.
        log.info("Stopping.")
        self.stopping()
        await super().shutdown(sockets)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at this address; port 0 is any that is free.

    Raises:
        ConfigurationError: The address can't be had.
    """
    # "::1" is an address of IPv6; no name and no address of IPv4 has a colon.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        # "Address already in use (while attempting to bind on address ('127.0.0.1', 80))"
        why = (error.strerror or str(error)).partition(" (")[0]
        raise ConfigurationError(
            f"Can't listen on {host} port {port} ({why}). Choose another with --port or --host."
        ) from None


def serve_http(app: ASGIApp, listening: socket.socket) -> None:
    """Serve until SIGTERM or Ctrl-C; what is being answered then is given some seconds."""
    config = uvicorn.Config(
        app,
        # The log is set up already; `access_log` would add a line for every request.
        log_config=None,
        access_log=False,
        server_header=False,
        # A header must not name the address that somebody's questions are counted by.
        proxy_headers=False,
        # The guard lets no such connection through.
        ws="none",
        # "auto" would go on serving where the application could not start.
        lifespan="on",
        limit_concurrency=MOST_CONNECTIONS,
        # Seconds that an idle connection is kept open.
        timeout_keep_alive=15,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    server = _Server(config)
    # The library takes signals only once it runs; one that comes before must not be lost. And it
    # raises a signal once more when it has ended in order, which is no failure.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, server.end)
    with leaving_in_time() as server.stopping, listening:
        server.run(sockets=[listening])


def address(listening: socket.socket) -> str:
    """Where it is reached: `http://127.0.0.1:8765`."""
    # An address of IPv6 gives four parts, of which the first two are the same.
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
