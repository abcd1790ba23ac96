"""The connection to the PostgreSQL server that holds a shared archive's log.

The one module that knows psycopg, which is imported when a shared archive is opened. What the
server or the network says becomes an `ArchiveError`; nothing waits for either for ever.
"""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from queue import Empty, LifoQueue
from typing import Any

from retrieval.errors import ArchiveError, ConfigurationError, first_line
from retrieval.redaction import redacted

CONNECT_SECONDS = 3  # a question must not wait long for a server that is down
LOOK_SECONDS = 3.0
"""How long a question waits for the server before it goes on from the copy."""

STATEMENT_SECONDS = 120.0
"""How long any other statement may go without a word from the server."""

RETRY_SECONDS = 5.0
"""For so long after a failure nobody tries again: each asker would wait in vain."""

LONGEST_NAME = 63
"""Bytes; what PostgreSQL keeps of the name of a connection."""


class ServerDown(ArchiveError):
    """The server can't be reached, or doesn't answer."""


class Server:
    """Connections to one server, opened when needed and kept for the next use; for any thread.

    Args:
        url: `postgresql://user:password@host/database`; what it leaves out is libpq's to find.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._idle: LifoQueue[Any] = LifoQueue()
        # Looks have a connection of their own: with autocommit a look is one exchange, without a
        # second and third to begin and end a transaction.
        self._looking: Any = None
        self._look_lock, self._lock = threading.Lock(), threading.Lock()
        # When the server could not be reached last (by `monotonic`), and what was said then.
        self._failed: tuple[float, str] | None = None

    def close(self) -> None:
        """Close every idle connection."""
        with self._look_lock:
            if self._looking is not None:
                self._looking.close()
                self._looking = None
        while True:
            try:
                self._idle.get_nowait().close()
            except Empty:
                return

    def look(self, query: str) -> tuple[Any, ...] | None:
        """The first row of a query that changes nothing, in one exchange with the server.

        Raises:
            ServerDown: The server can't be reached.
            ArchiveError: It refuses the query.
        """
        with self._look_lock:
            if self._looking is not None:
                with suppress(ServerDown):  # it may have been restarted since
                    return self._row(query)
            self._looking = self._connect(LOOK_SECONDS)
            self._looking.autocommit = True
            return self._row(query)

    def _row(self, query: str) -> tuple[Any, ...] | None:
        try:
            with explain_postgres():
                row: tuple[Any, ...] | None = self._looking.execute(query).fetchone()
        except ServerDown:
            self._looking.close()
            self._looking = None
            raise
        return row

    @contextmanager
    def connection(self) -> Iterator[Any]:
        """A connection that has answered just now; what is not committed in the block is undone.

        Raises:
            ServerDown: The server can't be reached, or stops answering within the block.
            ArchiveError: It refuses what was asked.
        """
        held = self._borrow()
        try:
            with explain_postgres():
                yield held
        finally:
            # Reading began a transaction too, which must not stay open while nobody uses it.
            with suppress(Exception):  # of a broken connection nothing is left to undo
                held.rollback()
            if held.closed or held.broken:
                held.close()
            else:
                self._idle.put(held)

    def _borrow(self) -> Any:
        while True:
            try:
                held = self._idle.get_nowait()
            except Empty:
                return self._connect(STATEMENT_SECONDS)
            if _answers(held):
                return held
            held.close()

    def _connect(self, seconds: float) -> Any:
        with self._lock:
            if self._failed and time.monotonic() < self._failed[0] + RETRY_SECONDS:
                raise ServerDown(self._failed[1])
        try:
            # Without the lock, so that threads wait for a server that hangs side by side.
            made = _open(self._url, seconds)
        except ServerDown as error:
            with self._lock:
                self._failed = (time.monotonic(), str(error))
            raise
        with self._lock:
            self._failed = None
        return made


def _answers(held: Any) -> bool:
    """Whether a connection is alive: the server may have been restarted since it was used."""
    # A question may wait for this; what is asked next may take its time again.
    held.seconds = LOOK_SECONDS
    try:
        held.execute("select 1")
        held.rollback()
    except Exception:  # whatever it is, a new connection tells what is wrong
        return False
    held.seconds = STATEMENT_SECONDS
    return True


def _open(url: str, seconds: float) -> Any:
    with explain_postgres():
        made = _bounded_connection().connect(
            url,
            connect_timeout=CONNECT_SECONDS,
            keepalives_idle=30,  # an indexing run may say nothing for minutes
            application_name=own_name("dateline"),
            # A statement kept by the server is lost behind a pool that hands sessions on.
            prepare_threshold=None,
        )
    made.seconds = seconds
    return made


def own_name(doing: str) -> str:
    """What the server calls a connection that does this."""
    return f"{doing}, process {os.getpid()} on {socket.gethostname()}"[:LONGEST_NAME]


def _psycopg() -> Any:
    try:
        import psycopg
    except ImportError as error:
        raise ConfigurationError(
            "DATELINE_DATABASE_URL is set, and the package for it is not installed. "
            "Install it in the project's folder: pip install '.[shared]'"
        ) from error
    return psycopg


@cache
def _bounded_connection() -> Any:
    class Bounded(_psycopg().Connection):  # type: ignore[misc]
        """A connection that waits for its server for so many `seconds` at most."""

        seconds = STATEMENT_SECONDS

        def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
            try:
                # psycopg gives a `timeout` for notices alone, and waits for all else for ever.
                return super().wait(gen, interval, timeout or self.seconds)
            except _psycopg().OperationalError:
                self.pgconn.finish()  # an answer that comes late would be taken for the next one's
                raise

    return Bounded


@contextmanager
def explain_postgres() -> Iterator[None]:
    """What psycopg raises, as sentences for the user, without anything secret of the address."""
    psycopg = _psycopg()
    try:
        yield
    # How `lock_timeout` ends, which `SharedLog.recording` sets.
    except psycopg.errors.LockNotAvailable:
        raise ArchiveError(
            "The shared archive stayed busy: another machine is writing. Try again in a moment."
        ) from None
    except psycopg.Error as error:
        # With a state (SQLSTATE) it is the server's answer; without, psycopg's own.
        raise _plain(error, refused=error.sqlstate is not None) from None


def _plain(error: Any, *, refused: bool) -> ArchiveError | ConfigurationError:
    psycopg = _psycopg()
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return ServerDown(f"The shared archive can't be reached: {_said(error)}.")
    if refused:
        return ArchiveError(
            f"The shared archive's server refuses this: {_said(error)}. See whether "
            "DATELINE_DATABASE_URL names the right database, and a user who may make tables in it."
        )
    # What psycopg itself says of an address may repeat it, password and all.
    return ConfigurationError(
        "DATELINE_DATABASE_URL is no address of a PostgreSQL database. Write it as "
        "postgresql://USER:PASSWORD@HOST:PORT/DATABASE; a sign such as @ or / in the password is "
        "written as %40 or %2F."
    )


def _said(error: Exception) -> str:
    return redacted(first_line(error))
