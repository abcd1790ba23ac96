"""The archive: one SQLite file in WAL mode, read by any number of processes at once.

A reader sees one moment of the archive from the start of its transaction to the end; a
writer commits article by article, and every commit bumps `generation`, by which other
processes notice that something changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from queue import Empty, LifoQueue
from typing import TYPE_CHECKING, Protocol

from retrieval.archive.archive_checks import check_model
from retrieval.archive.article_listing import ARTICLE_COLUMNS, LISTED, NEWEST_FIRST
from retrieval.archive.connecting import BUSY_SECONDS, connect, explain_sqlite, is_frozen
from retrieval.archive.list_columns import lists_from_row
from retrieval.archive.lock import PATIENCE_SECONDS, write_lock
from retrieval.errors import ArchiveError
from retrieval.types import Article, ArticleListing, Coverage

if TYPE_CHECKING:
    from retrieval.archive.chroma.chroma_server import ChromaServer
    from retrieval.archive.shared.postgres_server import Server

FILE = "archive.sqlite"
NOTE_SECONDS = 15.0
"""How long a note waits for another writer; an article is written in a fraction of a second, but
beside many askers an indexing run that gives way to them may take seconds."""

SHORTEST_PREFIX = 4  # of an id; shorter ones are likely to be a slip


class ChangeLog(Protocol):
    """The log of a shared archive, that a machine's copy follows (`shared.log`)."""

    server: Server

    def close(self) -> None:
        """Close the connections."""

    @property
    def behind(self) -> str | None:
        """That the copy may be behind, as a sentence; None if it isn't."""

    def catch_up(self, archive: Archive, *, required: bool = False) -> None:
        """Bring the copy up to the head of the log."""

    def recording(
        self, archive: Archive, connection: sqlite3.Connection, seconds: float
    ) -> AbstractContextManager[None]:
        """Note what the block changes in the copy as the log's next commit."""

    def lock(self, doing: str, seconds: float = 0.0) -> AbstractContextManager[None]:
        """Hold the lock of the log's writers for the block, once it is given back."""

    def erasing(self) -> None:
        """Let every copy overwrite what is removed."""

    def overwrite_removed(self) -> None:
        """Write the log's rows anew, without what was removed from them."""


class Archive:
    """An open archive. Use `opening.open_archive`; close it, or use it as a context manager.

    With `model`, every transaction makes sure that the vectors are still that model's: another
    process may have embedded the archive anew. With a `log`, it is a machine's copy of a shared
    archive: every reading takes in what is new there, every change goes there first. With a
    `server`, that holds its vectors too. `patience` is how long it waits for another writer.
    """

    def __init__(self, path: Path, model: str | None = None) -> None:
        self.path = path
        self.model = model
        self.log: ChangeLog | None = None
        self.server: ChromaServer | None = None
        self.patience = PATIENCE_SECONDS
        self._idle: LifoQueue[sqlite3.Connection] = LifoQueue()

    @property
    def home(self) -> Path:
        """The folder that holds the archive and its vectors."""
        return self.path.parent

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every idle connection."""
        if self.server is not None:
            self.server.close()
        while True:
            try:
                self._idle.get_nowait().close()
            except Empty:
                break
        if self.log:
            self.log.close()

    @contextmanager
    def write_lock(self, doing: str, seconds: float | None = None) -> Iterator[None]:
        """Be the one writer for the block, of a shared archive on any machine.

        Args:
            doing: What the holder is doing, for the one who has to wait (`dateline index`).
            seconds: How long another process's work is waited for, in the place of `patience`.

        Raises:
            ArchiveLocked: Another process writes still; the message names it.
            ArchiveError: The folder can't be written to, or a shared archive can't be reached.
        """
        wait = self.patience if seconds is None else seconds
        shared = self.log.lock(doing, wait) if self.log else nullcontext()
        with write_lock(self.home, doing, wait), shared:  # this machine's, then all machines'
            if self.log:
                self.log.catch_up(self, required=True)
            yield

    @property
    def behind(self) -> str | None:
        """That this copy of a shared archive may be behind, as a sentence; None if it isn't."""
        return self.log.behind if self.log else None

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is to be said of how this archive stands, in sentences: with each answer."""
        trouble = self.server and self.server.trouble
        alone = trouble and f"{trouble}; vectors are compared on this machine."
        return tuple(sentence for sentence in (self.behind, alone) if sentence)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one moment of the archive until the block ends."""
        if self.log:
            self.log.catch_up(self)
        with self._transaction("begin", frozen=is_frozen(self.path)) as connection:
            self._same_model(connection)
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A write transaction: all of the block or none of it; bumps the generation."""
        with self.applying() as connection, self._recording(connection, BUSY_SECONDS):
            self._same_model(connection)
            yield connection
            connection.execute("update meta set value = value + 1 where key = 'generation'")

    @contextmanager
    def noting(self) -> Iterator[sqlite3.Connection]:
        """A write transaction that changes nothing a search sees (a receipt).

        It waits for another writer for a while: without a receipt an answer has no buttons.
        """
        with self.applying(NOTE_SECONDS) as connection, self._recording(connection, NOTE_SECONDS):
            yield connection

    @contextmanager
    def applying(self, seconds: float = BUSY_SECONDS) -> Iterator[sqlite3.Connection]:
        """A write transaction of this file alone: for what the log of a shared archive brings."""
        # Who reads first and writes later fails at once where another has written in between.
        with self._transaction("begin immediate", seconds) as connection:
            yield connection

    def _recording(
        self, connection: sqlite3.Connection, seconds: float
    ) -> AbstractContextManager[None]:
        return self.log.recording(self, connection, seconds) if self.log else nullcontext()

    def overwrite_free(self) -> None:
        """Write the file anew without what was deleted in it, and empty its log.

        Raises:
            ArchiveError: Another process reads an earlier state for too long, or the disk is full.
        """
        with explain_sqlite(self.path):
            connection = self._borrow()
            try:
                connection.execute(f"pragma busy_timeout = {int(BUSY_SECONDS * 1000)}")
                connection.execute("vacuum")  # takes as much room again
                # The file is written anew by way of the log, which still holds what was deleted.
                busy = connection.execute("pragma wal_checkpoint(truncate)").fetchone()[0]
            finally:
                self._idle.put(connection)
        if busy:
            raise ArchiveError(
                f"Another process reads an earlier state of the archive {self.path}, so that its"
                " log keeps what was deleted. Try again with: dateline remove --erase"
            )

    def _same_model(self, connection: sqlite3.Connection) -> None:
        if self.model is not None:
            check_model(self.home, meta(connection, "model"), self.model)

    @contextmanager
    def _transaction(
        self, begin: str, wait: float = BUSY_SECONDS, *, frozen: bool = False
    ) -> Iterator[sqlite3.Connection]:
        with explain_sqlite(self.path):
            connection = connect(self.path, frozen=True) if frozen else self._borrow()
            try:
                connection.execute(f"pragma busy_timeout = {int(wait * 1000)}")
                connection.execute(begin)
                yield connection
                # Of what was only read nothing is kept; on a damaged page "commit" would fail.
                connection.execute("rollback" if begin == "begin" else "commit")
            except BaseException:
                # A full disk may have rolled back by itself already.
                if connection.in_transaction:
                    connection.execute("rollback")
                raise
            finally:
                if frozen:  # nothing that is written there later would be seen by it
                    connection.close()
                else:
                    self._idle.put(connection)

    def _borrow(self) -> sqlite3.Connection:
        try:
            return self._idle.get_nowait()
        except Empty:
            return connect(self.path)

    def coverage(self) -> Coverage:
        """How many articles are held, and from when to when."""
        with self.reading() as connection:
            return coverage(connection)

    def outlets(self) -> tuple[str, ...]:
        """The outlets of the articles held, by name."""
        with self.reading() as connection:
            rows = connection.execute(
                "select distinct outlet from articles where outlet is not null order by outlet"
            )
            return tuple(row["outlet"] for row in rows)

    def listings(self) -> tuple[ArticleListing, ...]:
        """Every article held, newest first, the undated last."""
        with self.reading() as connection:
            rows = connection.execute(LISTED + NEWEST_FIRST)
            return tuple(ArticleListing(**dict(row)) for row in rows)

    def article(self, name: str) -> Article | None:
        """The only article of this id (or whose id starts so), source or file, or None."""
        if not name.isascii() and name.encode("utf-8", "replace").decode() != name:
            return None  # no text: SQLite takes none, and no article is called so
        with self.reading() as connection:
            rows = connection.execute(
                "select * from articles where id = ?1 or source = ?1 or file = ?2 limit 2",
                (name, str(Path(name).absolute())),  # a source may be told from elsewhere
            ).fetchall()
            if not rows and len(name) >= SHORTEST_PREFIX:
                rows = connection.execute(
                    "select * from articles where substr(id, 1, length(?1)) = ?1 limit 2", (name,)
                ).fetchall()
        return as_article(rows[0]) if len(rows) == 1 else None  # of two neither is meant

    def text(self, name: str) -> str | None:
        """The text of the `article` of this name, or None."""
        return found.text if (found := self.article(name)) else None


def as_article(row: sqlite3.Row) -> Article:
    """A row of `articles` as the value."""
    fields = {name: row[name] for name in ARTICLE_COLUMNS.split(", ")}
    return Article(text=row["text"], **lists_from_row(row), **fields)


def coverage(connection: sqlite3.Connection) -> Coverage:
    """What an archive holds, seen from inside a transaction."""
    row = connection.execute(
        "select count(*), min(published), max(published), sum(published is null) from articles"
    ).fetchone()
    return Coverage(articles=row[0], first=row[1], last=row[2], undated=row[3] or 0)


def meta(connection: sqlite3.Connection, key: str) -> str | int | None:
    """One recorded fact about the archive: version, model, dimension, generation, snapshot."""
    row = connection.execute("select value from meta where key = ?", (key,)).fetchone()
    return row[0] if row else None
