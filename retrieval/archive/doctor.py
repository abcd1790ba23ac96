"""Examining an archive; `rebuilding` mends what can be made again from the articles it holds."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from retrieval.archive.backups import LastBackup, backups_in, is_whole, last_backup
from retrieval.archive.chroma.chroma_server import ChromaServer
from retrieval.archive.chroma.examining import MEND, seen_at
from retrieval.archive.connecting import can_be_written, page_faults
from retrieval.archive.languages import advice, shares
from retrieval.archive.own_id import own_id
from retrieval.archive.planning import is_missing
from retrieval.archive.probe import seen_in
from retrieval.archive.quantization import sentence_bytes
from retrieval.archive.rebuilding import unfinished
from retrieval.archive.salvaging import each_article, is_whole_article, names_of
from retrieval.archive.schema import BATCHED
from retrieval.archive.snapshot import current_path, is_whole_snapshot
from retrieval.archive.store import Archive, meta
from retrieval.archive.stories import story_faults

SHOWN = 3
"""Faults of pages that are told one by one."""

SALVAGE = (
    "Stop the bot, then bring out what can be read: dateline rebuild --salvage; or move the file"
    " away, and put back a backup: dateline restore FILE"
)


LATE = 2.0
"""A backup is late after so many times the hours between two."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing examined: whether it is sound, what was seen, and what mends it if not."""

    about: str
    sound: bool
    seen: str
    mend: str = ""


def examine(archive: Archive, backup_hours: float = 0.0) -> Iterator[Finding]:
    """Everything that can differ between the files, SQLite and Chroma, one finding each.

    What lies on a damaged page is a finding, and the rest is examined all the same.

    Args:
        archive: What to examine.
        backup_hours: How often the bot is to write a backup; 0 for never.
    """
    with archive.reading() as connection:
        dimension = int(meta(connection, "dimension") or 0)
        path, archive_id = current_path(archive.home, connection), own_id(connection)
        generation = meta(connection, "generation")
        noted = last_backup(connection)
        yield _sqlite(connection)
        yield _unless_damaged("texts", _texts, connection)
        yield _model(connection)
        yield _unless_damaged("languages", _languages, connection)
        yield _unless_damaged("index", partial(_parts, dimension=dimension), connection)
        yield _unless_damaged("stories", _stories, connection)
        if archive.log is None:  # most of the files lie on other machines
            yield _unless_damaged("files", _files, connection)
    server = archive.server
    yield _snapshot(path, archive_id, dimension) if server is None else _server(archive, server)
    if archive.log:
        yield _copy(archive)
    yield _backup(archive.home, noted)
    if noted and backup_hours:
        yield _schedule(noted, backup_hours)
    yield Finding("generation", sound=True, seen=str(generation))


def _unless_damaged(
    about: str, look: Callable[[sqlite3.Connection], Finding], connection: sqlite3.Connection
) -> Finding:
    try:
        return look(connection)
    except sqlite3.DatabaseError as error:
        return Finding(about, sound=False, seen=f"can't be read: {error}", mend=SALVAGE)


def _sqlite(connection: sqlite3.Connection) -> Finding:
    faults = page_faults(connection)
    more = f" and {len(faults) - SHOWN} more" if len(faults) > SHOWN else ""
    return Finding(
        "archive file", not faults, f"{'; '.join(faults[:SHOWN]) or 'ok'}{more}", SALVAGE
    )


def _texts(connection: sqlite3.Connection) -> Finding:
    """Every text still has the hash under which it is cited."""
    try:
        count, wrong = _altered(connection)
    except sqlite3.DatabaseError:
        return _unread(connection)
    seen = f"{count:,} articles, {len(wrong)} differ from their hash {' '.join(wrong[:5])}".rstrip()
    return Finding("texts", not wrong, seen, "Remove these articles and index them again.")


def _altered(connection: sqlite3.Connection) -> tuple[int, list[str]]:
    count, wrong = 0, []
    for row in connection.execute("select id, hash, text from articles"):
        count += 1
        if hashlib.sha256(row["text"].encode()).hexdigest() != row["hash"]:
            wrong.append(row["id"])
    return count, wrong


def _unread(connection: sqlite3.Connection) -> Finding:
    """Which articles can't be read, where some can't."""
    names = names_of(connection)
    whole = {
        number
        for number, row in each_article(connection)
        if row is not None and is_whole_article(row)
    }
    lost = [names[number].id or f"number {number}" for number in names if number not in whole]
    seen = f"{len(whole):,} articles can be read, {len(lost)} can't: {' '.join(lost[:5])}"
    return Finding("texts", sound=False, seen=seen, mend=SALVAGE)


def _model(connection: sqlite3.Connection) -> Finding:
    """Whose vectors these are, and whether changing that broke off."""
    seen = f"{meta(connection, 'model')}, {meta(connection, 'dimension')} numbers a vector"
    if meta(connection, BATCHED):
        seen += "; some are an older Dateline's, which depended on what was embedded beside them"
        seen += " (to make them anew, run: dateline rebuild)"
    coming = unfinished(connection)
    if coming:
        seen += f"; a rebuild with {coming} is unfinished"
    mend = (
        f"Go on with DATELINE_EMBEDDING_MODEL set for {coming}, or as it is now: dateline rebuild"
    )
    return Finding("embedding model", coming is None, seen, mend if coming else "")


def _languages(connection: sqlite3.Connection) -> Finding:
    """In which languages the articles are, and what finds them better; never a fault."""
    told = ", ".join(f"{name} {share:.0%}" for name, share in shares(connection).items())
    return Finding("languages", sound=True, seen=advice(connection) or told or "none told")


def _parts(connection: sqlite3.Connection, dimension: int) -> Finding:
    """Each chunk has its vector, its sentences and its words, and nothing is left over."""
    chunks, vectors, sentences, words = (
        connection.execute(f"select count(*) from {table}").fetchone()[0]
        for table in ("chunks", "vectors", "sentences", "words_docsize")
    )
    damaged = connection.execute(
        "select count(*) from vectors join sentences using (chunk)"
        " where length(vector) != ? or length(spans) = 0"
        " or length(vectors) != length(spans) / 8 * ?",
        (dimension, sentence_bytes(dimension)),
    ).fetchone()[0]
    seen = (
        f"{chunks:,} chunks, {vectors:,} vectors, {sentences:,} sentence sets, {words:,} in words"
        f"{f', {damaged:,} of the wrong length' if damaged else ''}"
    )
    sound = chunks == vectors == sentences == words and not damaged
    return Finding("index", sound, seen, "Run: dateline rebuild")


def _stories(connection: sqlite3.Connection) -> Finding:
    """What is kept to tell copies of one story belongs to the articles held."""
    faults = story_faults(connection)
    seen = "sound" if not faults else f"{faults:,} faults in what is kept about copies"
    return Finding("stories", not faults, seen, "Run: dateline rebuild")


def _files(connection: sqlite3.Connection) -> Finding:
    """Files that are gone since they were indexed; a gone file is no damage, but worth saying."""
    keys = [row["file"] for row in connection.execute("select distinct file from articles")]
    # A page's key is its URL: nothing that could be looked for on the disk.
    gone = [key for key in keys if Path(key).is_absolute() and is_missing(key)]
    seen = f"{len(keys):,} files indexed, {len(gone)} of them no longer there"
    return Finding("files", not gone, seen, "Index their folder again, or remove their articles.")


def _snapshot(path: Path | None, archive_id: str | None, dimension: int) -> Finding:
    if path is None:
        return Finding("vector snapshot", sound=True, seen="none yet; every vector is scanned")
    if is_whole_snapshot(path, archive_id) and not can_be_written(path):
        # Chroma writes into a folder that it opens.
        told = f"{path.name}: whole; where nothing can be written, every vector is scanned"
        return Finding("vector snapshot", sound=True, seen=told)
    seen = seen_in(path, archive_id, dimension)
    return Finding(
        "vector snapshot",
        seen is not None,
        f"{path.name}: {seen or 'it cannot be opened; every vector is scanned instead'}",
        "Run: dateline rebuild",
    )


def _copy(archive: Archive) -> Finding:
    """How far this copy of a shared archive is, and whether it is what the log says."""
    from retrieval.archive.shared.comparing import examine_copy

    return Finding("shared archive", *examine_copy(archive))


def _server(archive: Archive, server: ChromaServer) -> Finding:
    """The vectors at the Chroma server against those in SQLite, id by id."""
    with archive.reading() as connection:
        sound, seen = seen_at(server, connection)
    return Finding("vector server", sound, seen, MEND)


def _schedule(noted: LastBackup, hours: float) -> Finding:
    """Whether the bot writes backups as it is to; before the first one nothing is late."""
    written = datetime.fromisoformat(noted.written)
    return Finding(
        "backup schedule",
        datetime.now(UTC) - written <= timedelta(hours=LATE * hours),
        f"one every {hours:g} hours, the last {written:%Y-%m-%d %H:%M UTC}",
        "See whether the bot runs, and what its log says of backups.",
    )


def _backup(home: Path, noted: LastBackup | None) -> Finding:
    """The last good backup, and whether a later one is damaged."""
    files = [Path(noted.file)] if noted else []
    files += [file for file in reversed(backups_in(home)) if file not in files]
    there = [file for file in files if not is_missing(str(file))]
    good = next((file for file in there if _is_good(file)), None)
    bad = there[: there.index(good)] if good else there
    if noted and not there:
        return Finding("backup", sound=True, seen=f"{noted.file}, {noted.written}; not there now")
    if not there:
        return Finding("backup", sound=True, seen="none yet; make one with: dateline backup FILE")
    damaged = "".join(f"{file} is damaged; " for file in bad)
    return Finding(
        "backup",
        not bad,
        f"{damaged}{f'the last good one is {good}, {_day(good)}' if good else 'no good one'}",
        "Delete what is damaged, and make another: dateline backup FILE",
    )


def _is_good(file: Path) -> bool:
    try:
        return is_whole(file)
    except OSError:
        return False


def _day(file: Path) -> str:
    """When a file was written, to the minute."""
    return datetime.fromtimestamp(file.stat().st_mtime, UTC).strftime("%Y-%m-%d %H:%M UTC")
