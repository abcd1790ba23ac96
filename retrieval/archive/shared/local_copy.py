"""Opening this machine's copy of a shared archive, and the ways there and back."""

from __future__ import annotations

from pathlib import Path

from retrieval.archive.archive_checks import require_home
from retrieval.archive.lock import write_lock
from retrieval.archive.opening import checked, make_archive
from retrieval.archive.shared import log_tables, rows
from retrieval.archive.shared.log import SharedLog
from retrieval.archive.shared.log_tables import LogFacts
from retrieval.archive.shared.position import NOWHERE, followed_log, leave_log, note_position
from retrieval.archive.shared.postgres_server import Server, ServerDown
from retrieval.archive.store import FILE, Archive, meta
from retrieval.errors import ArchiveError, ArchiveMissing, UsageError


def open_copy(
    url: str, home: Path, model: str | None, dimension: int = 0, *, create: bool = False
) -> Archive:
    """Open the copy in `home` of the shared archive at `url`, made and filled if there is none.

    Args:
        url: The address of the PostgreSQL database.
        home: The copy's folder.
        model: The embedding model's name; None for what needs no model.
        dimension: The length of its vectors.
        create: Begin the shared archive if there is none.

    Raises:
        ArchiveMissing: There is no shared archive, and `create` is false.
        ModelMismatch: It holds another model's vectors.
        ArchiveError: The home holds an archive of its own, or the server can't be reached and
            there is no copy.
        ConfigurationError: The address is none.
    """
    require_home(home)
    path, server = home / FILE, Server(url)
    beginning = (model, dimension) if create and model is not None else None
    try:
        archive = _copy(path, _facts_of(server, path, beginning))
        # From here on each transaction looks at the log first: the one below fills a new copy, and
        # checks the model.
        archive.log = SharedLog(server, home)
        archive.model = model
        with archive.reading():
            return archive
    # Nobody else knows this server yet: its connections would stay open.
    except BaseException:
        server.close()
        raise


def _facts_of(server: Server, path: Path, beginning: tuple[str, int] | None) -> LogFacts | None:
    """What the log says of itself; None where it can't be asked and there is a copy.

    Raises:
        ArchiveMissing: There is no log, and none is to be begun.
        ServerDown: It can't be asked, and there is no copy.
    """
    try:
        with server.connection() as connection:
            if log_tables.has_tables(connection):
                return log_tables.log_facts(connection)
        if beginning is None:
            raise ArchiveMissing(
                "There is no shared archive at DATELINE_DATABASE_URL yet. Put the one that you have"
                " into it with: dateline share. Or begin with: dateline index FOLDER"
            )
        return _begin(server, *beginning)
    except ServerDown as error:
        if path.is_file():
            # Questions are answered from the copy, which says so (`SharedLog.behind`).
            return None
        raise ServerDown(
            f"{error} There is no copy in {path.parent} to answer from; run this again when it can"
            " be."
        ) from None


def _begin(server: Server, model: str, dimension: int) -> LogFacts:
    """Make the log's tables, unless another machine has just done so."""
    with server.connection() as connection:
        # Two machines may begin at once: the second one waits here, and finds the tables made.
        # PostgreSQL gives the lock back with the transaction.
        connection.execute("select pg_advisory_xact_lock(%s)", (log_tables.MAKERS,))
        if not log_tables.has_tables(connection):
            log_tables.make_log_tables(connection, model, dimension)
        facts = log_tables.log_facts(connection)
        connection.commit()
    return facts


def _copy(path: Path, facts: LogFacts | None) -> Archive:
    """The archive in this file, which is to follow that log; an empty one is made for it."""
    if facts is not None and not path.is_file():
        make_archive(path, facts.model, facts.dimension)
    archive = checked(path)
    with archive.reading() as connection:
        follows, empty = followed_log(connection), next(rows.all_rows(connection), None) is None
    # An archive in which nothing is yet may become a copy; nothing of it would be lost.
    if follows is None and empty and facts is not None:
        with archive.applying() as connection:
            # At the log's beginning, so that the next look brings all of it.
            note_position(connection, facts.id, NOWHERE)
    elif follows is None or (facts is not None and follows != facts.id):
        raise ArchiveError(
            f"The archive in {path.parent} is no copy of the shared one at DATELINE_DATABASE_URL. "
            "Set DATELINE_HOME to a new folder, which then fills itself; or, if the shared one is "
            "still empty, put this archive into it with: dateline share"
        )
    return archive


def share(url: str, home: Path) -> int:
    """Put the archive in `home` into a shared one that is empty; how many articles it has.

    The home is a copy of the shared archive from then on.

    Raises:
        UsageError: The shared archive is not empty, or this is a copy of it already.
        ArchiveError: There is no archive, or the server can't be reached.
    """
    with checked(home / FILE) as archive:
        server = Server(url)
        with archive.reading() as connection:
            model, dimension = meta(connection, "model"), meta(connection, "dimension")
        # A database without a log gets an empty one, of this archive's model.
        facts = _begin(server, str(model), int(dimension or 0))
        archive.log = SharedLog(server, home)
        # Not the archive's own lock, under which it would take in what the log holds.
        with (
            write_lock(home, "dateline share"),
            archive.log.lock("dateline share"),
            archive.noting() as connection,
        ):
            # A head that is not nowhere: something has been written to that log.
            if facts.head != NOWHERE or followed_log(connection):
                raise UsageError(
                    "The shared archive at DATELINE_DATABASE_URL is not empty, so nothing was put "
                    "into it. Name an empty database, or set DATELINE_HOME to a new folder to "
                    "have a copy."
                )
            note_position(connection, facts.id, NOWHERE)
            # `noting` writes into the log what counts as changed: all of it, as its first commit.
            rows.mark_all_changed(connection)
        return archive.coverage().articles


def leave(home: Path) -> None:
    """Make the copy in `home` an archive of its own; the shared one stays as it is.

    Raises:
        UsageError: It is one already.
        ArchiveError: There is no archive.
    """
    with checked(home / FILE) as archive, archive.applying() as connection:
        if not followed_log(connection):
            raise UsageError(f"The archive in {home} is one of its own already.")
        leave_log(connection)
