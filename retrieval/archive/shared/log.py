"""The log of a shared archive, as one machine's copy sees it.

It is looked at before every question, and written before every change of the copy.

A writer holds SQLite's write lock and the head of the log, brings its copy up to it, changes the
copy, and notes the changed rows in the log as the next commit. PostgreSQL commits first: whoever
is killed between the two commits finds its change in the log.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from retrieval.archive.archive_checks import check_version
from retrieval.archive.lock import write_lock
from retrieval.archive.schema import VERSION
from retrieval.archive.shared import log_tables, rows
from retrieval.archive.shared.applying import apply, apply_sequences, take_model
from retrieval.archive.shared.log_tables import LogFacts
from retrieval.archive.shared.position import NOWHERE, Position, note_position, position_of
from retrieval.archive.shared.postgres_server import Server, ServerDown, explain_postgres, own_name
from retrieval.errors import ArchiveDamaged, ArchiveError, ArchiveLocked
from retrieval.private_files import FILE_MODE

if TYPE_CHECKING:
    from retrieval.archive.store import Archive

LOOKED = "shared.looked"
"""A file beside the copy, as old as the last look at the log."""

COPY_SECONDS = 5.0
"""How long a question waits for another process that writes to the copy."""

MANY = 1000
"""Changed rows that take a copy long enough to be told of."""

REFUSED = (
    " Nothing was written: a change goes to the shared archive first. See whether its server runs,"
    " and run this again."
)

VACUUM_SECONDS = 3600.0  # it may rewrite a large table, and nobody waits for it

log = logging.getLogger(__name__)


class SharedLog:
    """The log that an archive's copy follows; for any thread.

    Args:
        server: Where it is.
        home: The copy's folder.
    """

    def __init__(self, server: Server, home: Path) -> None:
        self.server = server
        self._looked = home / LOOKED
        self._applying = threading.RLock()  # a transaction of the archive looks at the log
        self._mine = threading.local()  # a thread's own: `recording`, `erasing`, `held`
        self._seen: Position | None = None  # the head up to which this process has brought the copy
        self._down: str | None = None  # why the last look failed

    def close(self) -> None:
        """Close the connections."""
        self.server.close()

    @property
    def behind(self) -> str | None:
        """That the copy may be behind, and since when, as a sentence; None if it isn't."""
        if self._down is None:
            return None
        when = "as it was last"
        with suppress(OSError):
            since = datetime.fromtimestamp(self._looked.stat().st_mtime, UTC)
            when = f"as it was on {since:%Y-%m-%d at %H:%M} UTC"
        return f"{self._down} This is from this machine's copy {when}, which may be behind."

    def catch_up(self, archive: Archive, *, required: bool = False) -> None:
        """Bring the copy up to the head of the log.

        Where that can't be done, `behind` says so, unless it is `required`.

        Raises:
            ArchiveDamaged: The log is of a newer Dateline, or lacks what the copy has seen.
            ArchiveError: It is required, and the server can't be reached.
        """
        if getattr(self._mine, "recording", False):
            return  # this thread's transaction has brought the copy up, and holds the head
        try:
            self._look(archive)
        except ArchiveDamaged:
            raise
        except ArchiveError as error:
            if required:
                raise
            if self._down is None:
                log.warning("%s Questions are answered from this machine's copy.", error)
            self._down = str(error)
        else:
            self._down = None
            _touch(self._looked)

    def _look(self, archive: Archive) -> None:
        row = self.server.look(log_tables.HEAD)
        if row is None:
            raise ArchiveDamaged("The shared archive has lost its head. Put back a backup of it.")
        # One small query a question; only where another commit is the head, the copy is written to.
        if Position(*row) != self._seen:
            with self._applying:
                self._seen = self._bring_up(archive)

    def _bring_up(self, archive: Archive) -> Position:
        """Apply what is new in a transaction of its own; where the copy stands then."""
        with self.server.connection() as server:
            # Head and rows as of one moment: a commit in between would be noted and not applied.
            server.execute("set transaction isolation level repeatable read, read only")
            facts = log_tables.log_facts(server)
            with archive.applying(COPY_SECONDS) as connection:
                erase = self._apply(archive, server, connection, facts)
        if erase:
            _overwrite(archive)
        return facts.head

    def _apply(
        self, archive: Archive, server: Any, connection: sqlite3.Connection, facts: LogFacts
    ) -> bool:
        """Bring the copy up within its transaction; whether what it removed is to be erased."""
        check_version("The shared archive", max(facts.version, VERSION))
        position = position_of(connection)
        if position == facts.head:
            return False
        if facts.version < VERSION:
            raise ArchiveError(
                "The shared archive was written by an earlier Dateline, and this machine's copy is "
                "not up to date with it. Change something with this Dateline on a machine whose "
                "copy is (dateline rebuild), which brings the shared archive up."
            )
        if not log_tables.has_commit(server, position):
            raise ArchiveDamaged(
                "The shared archive does not know the last change that this machine's copy has "
                f"(number {position.commit}): it was put back from a backup, or this machine was "
                f"off for more than {log_tables.KEPT_DAYS} days. Move the file "
                f"{archive.path} away; the next question fills a new copy."
            )
        count = log_tables.count_since(server, position.commit)
        if count >= MANY:
            log.warning("Taking %s changes of the shared archive into the copy.", f"{count:,}")
        erase = position != NOWHERE and log_tables.must_erase(server, position.commit)
        if apply(connection, log_tables.rows_since(server, position.commit)):
            connection.execute("update meta set value = value + 1 where key = 'generation'")
        apply_sequences(connection, facts.sequences)
        take_model(connection, facts.model, facts.dimension)
        if erase:
            connection.execute("insert into words (words) values ('optimize')")
        note_position(connection, facts.id, facts.head)
        return erase

    @contextmanager
    def recording(
        self, archive: Archive, connection: sqlite3.Connection, seconds: float
    ) -> Iterator[None]:
        """Note what the block changes in the copy as the log's next commit.

        Args:
            archive: The copy.
            connection: In a write transaction of it, which is committed after this block.
            seconds: How long another writer is waited for.

        Raises:
            ServerDown: The server can't be reached: nothing is to be changed.
        """
        with _refusing(), self._session() as server:
            server.execute(f"set local lock_timeout = {int(seconds * 1000)}")
            facts = log_tables.log_facts(server, lock=True)
            self._apply(archive, server, connection, facts)
            # Only now: what others changed, and was just applied, is no change of ours.
            rows.watch_changes(connection)
            if facts.version < VERSION:  # its rows are to be as those of this version are
                rows.mark_all_changed(connection)
            self._mine.recording, self._mine.erasing = True, False  # see `catch_up`
            try:
                yield
                self._append(server, connection, facts)
            finally:
                self._mine.recording = False

    def erasing(self) -> None:
        """Let every copy overwrite what is removed; call within `recording`'s block."""
        self._mine.erasing = True

    def overwrite_removed(self) -> None:
        """Write the log's rows anew, without what was removed from them."""
        with self.server.connection() as server:
            server.autocommit, server.seconds = True, VACUUM_SECONDS  # no transaction may vacuum
            try:
                server.execute("vacuum full dateline_rows")
            finally:
                server.autocommit = False

    def _append(self, server: Any, connection: sqlite3.Connection, before: LogFacts) -> None:
        changed = connection.execute("select exists (select 1 from temp.changed)").fetchone()[0]
        if not changed and not self._mine.erasing:
            return
        model = {
            row["key"]: row["value"]
            for row in connection.execute("select * from meta where key in ('model', 'dimension')")
        }
        made = log_tables.append_commit(
            server, before, rows.changed_rows(connection), rows.sequences(connection),
            (model["model"], model["dimension"]), erased=self._mine.erasing,
        )  # fmt: skip
        # Noted before the server commits, for the copy's own commit comes after it: if that fails,
        # both are undone here, and the log has the change.
        note_position(connection, before.id, made)
        server.commit()

    @contextmanager
    def lock(self, doing: str, seconds: float = 0.0) -> Iterator[None]:
        """Hold the lock of the log's writers for the block, in this thread.

        Args:
            doing: What the holder is doing, for the one who has to wait.
            seconds: How long another machine's work is waited for.

        Raises:
            ArchiveLocked: Another machine writes still; the message names it.
            ServerDown: The server can't be reached.
        """
        with _refusing(), self.server.connection() as server:
            server.execute("select set_config('application_name', %s, false)", (own_name(doing),))
            if not log_tables.take_lock(server, seconds):
                raise ArchiveLocked(
                    f"The shared archive is being written by {log_tables.holder(server)}. "
                    "Wait for it to finish, or stop it, and run this again."
                )
            server.commit()
            self._mine.held = server
            try:
                yield
            finally:
                self._mine.held = None
                # With the connection the lock goes too.
                with suppress(Exception):
                    server.rollback()
                    log_tables.give_lock(server)
                    server.commit()

    @contextmanager
    def _session(self) -> Iterator[Any]:
        """The connection that holds this thread's lock, so that no lost lock is written under."""
        held = getattr(self._mine, "held", None)
        if held is None:
            with self.server.connection() as server:
                yield server
            return
        try:
            with explain_postgres():
                yield held
        finally:
            with suppress(Exception):  # of a broken connection nothing is left to undo
                held.rollback()


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except ServerDown as error:
        # Blocks lie within each other: the sentence is said once.
        raise ServerDown(f"{str(error).removesuffix(REFUSED)}{REFUSED}") from None


def _overwrite(archive: Archive) -> None:
    """What another machine erased leaves this machine's disk too."""
    from retrieval.archive.snapshot import drop_snapshots

    try:
        archive.overwrite_free()
        with write_lock(archive.home, "dateline, erasing what another machine erased"):
            drop_snapshots(archive)
    except ArchiveError:
        log.warning("What was erased could not be overwritten here.", exc_info=True)


def _touch(file: Path) -> None:
    """Note that the copy is up to date now; where nothing can be written, it is not noted."""
    with suppress(OSError):
        try:
            os.utime(file)
        except FileNotFoundError:
            file.touch(FILE_MODE)
