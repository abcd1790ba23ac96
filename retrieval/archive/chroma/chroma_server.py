"""A Chroma server: reaching it, and saying in a sentence why it can't be used.

Chroma's own client sets no limit of time. Its first requests, made while it is built, are waited
for in a thread; then it is given the limit.
"""

from __future__ import annotations

import queue
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from retrieval.errors import ArchiveError, VectorServerError, first_line
from retrieval.telemetry import disable_telemetry

RETRY_SECONDS = 30.0
"""How long a server that failed is left alone, so that not every question waits for it."""

TENANT = "default_tenant"
DATABASE = "default_database"
COLLECTION = "dateline"
"""What Chroma calls its own defaults, and ours."""

REFUSED = (401, 403)  # without a token, or with a wrong one


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where a Chroma server is, what it asks for, and how long a question waits for it."""

    url: str
    token: str | None = field(default=None, repr=False)
    ca_file: Path | None = None
    tenant: str = TENANT
    database: str = DATABASE
    collection: str = COLLECTION
    seconds: float = 2.0

    @property
    def shown(self) -> str:
        """The host, with its port if one is named, and nothing that may be secret."""
        return urlsplit(self.url).netloc.rpartition("@")[2]


class ChromaServer:
    """A Chroma server, for any thread; connected to at its first use.

    `trouble` is a clause that says why it could not be used last, or None.
    """

    def __init__(self, address: ServerAddress) -> None:
        self.address = address
        self.trouble: str | None = None
        self._retry_at = 0.0
        # By the seconds that a request may take: a question has few, an upload many.
        self._clients: dict[float, Any] = {}
        self._connecting: threading.Thread | None = None
        self._lock = threading.Lock()

    @property
    def is_resting(self) -> bool:
        """Whether it failed a moment ago, and is not to be asked again yet."""
        return self.trouble is not None and time.monotonic() < self._retry_at

    def close(self) -> None:
        """Let go of every connection."""
        with self._lock:
            for client in self._clients.values():
                for session in _sessions(client):
                    session.close()
                client.close()
            self._clients.clear()

    @contextmanager
    def session(self, seconds: float) -> Iterator[Any]:
        """Chroma's client, each of whose requests may take so many seconds.

        Raises:
            VectorServerError: The server can't be used; kept as `trouble`.
        """
        try:
            with self._lock:
                # Under the lock: whoever comes meanwhile waits for this client, and makes none.
                if seconds not in self._clients:
                    self._clients[seconds] = self._connected(seconds)
                client = self._clients[seconds]
            yield client
        except (ArchiveError, sqlite3.Error):
            raise  # the archive's own trouble
        except Exception as error:  # Chroma and httpx raise their own many kinds
            told = error if isinstance(error, VectorServerError) else self._told(error, seconds)
            self.trouble = str(told)
            self._retry_at = time.monotonic() + RETRY_SECONDS
            raise told from error
        self.trouble = None

    def error(self, what: str) -> VectorServerError:
        """That this server `what`, to be raised."""
        return VectorServerError(f"The Chroma server at {self.address.shown} {what}")

    def _connected(self, seconds: float) -> Any:
        disable_telemetry()
        import chromadb.api.fastapi  # noqa: F401 - it takes a second, which is not the server's

        if self._connecting is not None and self._connecting.is_alive():
            raise TimeoutError  # the last attempt still waits: no second thread beside it
        made: queue.SimpleQueue[Any] = queue.SimpleQueue()

        def connect() -> None:
            try:
                made.put(_client(self.address))
            except Exception as error:  # handed to the one who waits
                made.put(error)

        # A daemon: one that waits for a dead server must not keep the process from its end.
        self._connecting = threading.Thread(target=connect, name="chroma server", daemon=True)
        self._connecting.start()
        try:
            client = made.get(timeout=seconds)
        except queue.Empty:
            raise TimeoutError from None
        if isinstance(client, Exception):
            raise client
        for session in _sessions(client):
            session.timeout = seconds
        return client

    def _told(self, error: Exception, seconds: float) -> VectorServerError:
        import httpx

        for cause in causes(error):
            # From the particular on: a timeout and a wrong certificate are transport errors too.
            if isinstance(cause, TimeoutError | httpx.TimeoutException):
                return self.error(f"does not answer within {seconds:g} seconds")
            if isinstance(cause, httpx.HTTPStatusError) and cause.response.status_code in REFUSED:
                wanted = "refuses CHROMA_TOKEN" if self.address.token else "asks for CHROMA_TOKEN"
                return self.error(wanted)
            if "CERTIFICATE_VERIFY_FAILED" in str(cause):
                return self.error("has a certificate that is not trusted; see CHROMA_CA_FILE")
            if isinstance(cause, httpx.TransportError):
                return self.error("can't be reached")
        return self.error(f"fails: {first_line(error)}")


def _client(address: ServerAddress) -> Any:
    import chromadb
    from chromadb.config import Settings

    # Chroma would take its settings, an address for traces among them, from a `.env` as well.
    quiet = Settings(
        _env_file=None,  # type: ignore[call-arg]  # its own words on itself are older
        anonymized_telemetry=False,
        chroma_otel_granularity="none",
        chroma_server_ssl_verify=str(address.ca_file) if address.ca_file else True,
    )
    return chromadb.HttpClient(
        host=address.url,
        # A whole URL: Chroma then takes the port from that, and leaves this aside.
        port=urlsplit(address.url).port or 0,
        ssl=address.url.lower().startswith("https:"),
        headers={"X-Chroma-Token": address.token} if address.token else None,
        settings=quiet,
        tenant=address.tenant,
        database=address.database,
    )


def _sessions(client: Any) -> tuple[Any, ...]:
    """The httpx clients in Chroma's, which neither gives them a limit nor closes them."""
    # The second has asked for tenant and database.
    return tuple(one._server._session for one in (client, client._admin_client))  # noqa: SLF001


def causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error, and those that led to it."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
