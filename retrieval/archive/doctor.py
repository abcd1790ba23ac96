"""Examining an archive; `rebuilding` mends what can be made again from the articles it holds."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from retrieval.archive.archive_checks import SHIPPED_BEFORE
from retrieval.archive.archive_id import find_archive_id
from retrieval.archive.backup_examination import examine_backups, examine_schedule
from retrieval.archive.backups import last_backup
from retrieval.archive.chroma.chroma_server import ChromaServer
from retrieval.archive.chroma.examining import MEND, seen_at
from retrieval.archive.connecting import can_be_written, page_faults
from retrieval.archive.languages import language_advice, language_shares
from retrieval.archive.planning import is_missing
from retrieval.archive.probe import seen_in
from retrieval.archive.quantization import sentence_bytes
from retrieval.archive.rebuilding import unfinished
from retrieval.archive.salvaging import each_article, is_whole_article, names_by_number
from retrieval.archive.schema import OUTDATED_VECTORS
from retrieval.archive.snapshot import current_path, is_whole_snapshot
from retrieval.archive.store import Archive, meta
from retrieval.archive.stories import story_faults
from retrieval.messages import gettext, gettext_noop, number_words

SHOWN = 3
"""Faults of pages that are told one by one."""

SALVAGE = gettext_noop(
    "Stop the bot, then bring out what can be read: dateline rebuild --salvage; or move the file"
    " away, and put back a backup: dateline restore FILE"
)
REBUILD = gettext_noop("Run: dateline rebuild")

ABOUT = (
    gettext_noop("archive file"),
    gettext_noop("texts"),
    gettext_noop("embedding model"),
    gettext_noop("languages"),
    gettext_noop("index"),
    gettext_noop("stories"),
    gettext_noop("files"),
    gettext_noop("vector snapshot"),
    gettext_noop("vector server"),
    gettext_noop("shared archive"),
    gettext_noop("backup"),
    gettext_noop("backup schedule"),
    gettext_noop("generation"),
    gettext_noop("settings"),
)
"""What is examined; in English in a finding, as a keyword, and translated where it is shown."""


@dataclass(frozen=True, slots=True)
class DoctorFinding:
    """One thing examined: whether it is sound, what was seen, and what mends it if not.

    What was seen and what mends it are in the language that is spoken; words of SQLite or of a
    server in it stay as they are.
    """

    about: str
    sound: bool
    seen: str
    mend: str = ""


def examine(archive: Archive, backup_hours: float = 0.0) -> Iterator[DoctorFinding]:
    """Everything that can differ between the files, SQLite and Chroma, one finding each.

    What lies on a damaged page is a finding, and the rest is examined all the same.

    Args:
        archive: What to examine.
        backup_hours: How often the bot is to write a backup; 0 for never.
    """
    with archive.reading() as connection:
        # What the findings after the transaction need, as of this moment.
        dimension = int(meta(connection, "dimension") or 0)
        path, archive_id = current_path(archive.home, connection), find_archive_id(connection)
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
    # After the transaction: another process, or a server, may take its time, and a transaction that
    # stays open keeps SQLite's log from being taken into the file.
    server = archive.server
    yield _snapshot(path, archive_id, dimension) if server is None else _server(archive, server)
    if archive.log:
        yield _copy(archive)
    yield DoctorFinding("backup", *examine_backups(archive.home, noted))
    if noted and backup_hours:
        yield DoctorFinding("backup schedule", *examine_schedule(noted, backup_hours))
    yield DoctorFinding("generation", sound=True, seen=str(generation))


def _unless_damaged(
    about: str, look: Callable[[sqlite3.Connection], DoctorFinding], connection: sqlite3.Connection
) -> DoctorFinding:
    try:
        return look(connection)
    except sqlite3.DatabaseError as error:
        seen = gettext("can't be read: {error}").format(error=error)
        return DoctorFinding(about, sound=False, seen=seen, mend=gettext(SALVAGE))


def _sqlite(connection: sqlite3.Connection) -> DoctorFinding:
    faults = page_faults(connection)
    seen = "; ".join(faults[:SHOWN]) or gettext("ok")
    if len(faults) > SHOWN:
        form = gettext("{faults} and {count} more")
        seen = form.format(faults=seen, count=number_words(len(faults) - SHOWN))
    return DoctorFinding("archive file", not faults, seen, gettext(SALVAGE))


def _texts(connection: sqlite3.Connection) -> DoctorFinding:
    """Every text still has the hash under which it is cited."""
    try:
        # From row to row, which ends at the first damaged page. Then each is looked for by its
        # number.
        count, wrong = _altered(connection)
    except sqlite3.DatabaseError:
        return _unread(connection)
    form = gettext("{count} articles, {wrong} differ from their hash {names}")
    seen = form.format(
        count=number_words(count), wrong=number_words(len(wrong)), names=" ".join(wrong[:5])
    ).rstrip()
    mend = gettext("Remove these articles and index them again.")
    return DoctorFinding("texts", not wrong, seen, mend)


def _altered(connection: sqlite3.Connection) -> tuple[int, list[str]]:
    count, wrong = 0, []
    for row in connection.execute("select id, hash, text from articles"):
        count += 1
        if hashlib.sha256(row["text"].encode()).hexdigest() != row["hash"]:
            wrong.append(row["id"])
    return count, wrong


def _unread(connection: sqlite3.Connection) -> DoctorFinding:
    """Which articles can't be read, where some can't."""
    names = names_by_number(connection)
    whole = {
        number
        for number, row in each_article(connection)
        if row is not None and is_whole_article(row)
    }
    nameless = gettext("number {number}")
    lost = [
        names[number].id or nameless.format(number=number)
        for number in names
        if number not in whole
    ]
    seen = gettext("{count} articles can be read, {lost} can't: {names}").format(
        count=number_words(len(whole)), lost=number_words(len(lost)), names=" ".join(lost[:5])
    )
    return DoctorFinding("texts", sound=False, seen=seen, mend=gettext(SALVAGE))


def _model(connection: sqlite3.Connection) -> DoctorFinding:
    """Whose vectors these are, and whether changing that broke off."""
    form = gettext("{model}, {dimension} numbers a vector")
    model = meta(connection, "model")
    seen = [form.format(model=model, dimension=meta(connection, "dimension"))]
    if model in SHIPPED_BEFORE or meta(connection, OUTDATED_VECTORS):
        seen.append(
            gettext(
                "some are as an older Dateline made them "
                "(to make them again, run: dateline rebuild)"
            )
        )
    coming = unfinished(connection)
    if coming:
        seen.append(gettext("a rebuild with {model} is unfinished").format(model=coming))
    mend = gettext(
        "Go on with DATELINE_EMBEDDING_MODEL set for {model}, or as it is now: dateline rebuild"
    ).format(model=coming)
    return DoctorFinding("embedding model", coming is None, "; ".join(seen), mend if coming else "")


def _languages(connection: sqlite3.Connection) -> DoctorFinding:
    """In which languages the articles are, and what finds them better; never a fault."""
    told = ", ".join(f"{name} {share:.0%}" for name, share in language_shares(connection).items())
    seen = language_advice(connection) or told or gettext("none detected")
    return DoctorFinding("languages", sound=True, seen=seen)


def _parts(connection: sqlite3.Connection, dimension: int) -> DoctorFinding:
    """Each chunk has its vector, its sentences and its words, and nothing is left over."""
    # `words_docsize` is FTS5's own table: a row for each entry of `words`.
    chunks, vectors, sentences, words = (
        connection.execute(f"select count(*) from {table}").fetchone()[0]
        for table in ("chunks", "vectors", "sentences", "words_docsize")
    )
    # A sentence's span is two int32, 8 bytes. What a chunk lacks altogether the counts tell.
    damaged = connection.execute(
        "select count(*) from vectors join sentences using (chunk)"
        " where length(vector) != ? or length(spans) = 0"
        " or length(vectors) != length(spans) / 8 * ?",
        (dimension, sentence_bytes(dimension)),
    ).fetchone()[0]
    form = gettext(
        "{chunks} chunks, {vectors} vectors, {sentences} sentence sets, {words} in words"
    )
    seen = form.format(
        chunks=number_words(chunks),
        vectors=number_words(vectors),
        sentences=number_words(sentences),
        words=number_words(words),
    )
    if damaged:
        wrong = gettext("{count} of the wrong length").format(count=number_words(damaged))
        seen = f"{seen}, {wrong}"
    sound = chunks == vectors == sentences == words and not damaged
    return DoctorFinding("index", sound, seen, gettext(REBUILD))


def _stories(connection: sqlite3.Connection) -> DoctorFinding:
    """What is kept to tell copies of one story belongs to the articles held."""
    faults = story_faults(connection)
    form = gettext("{count} faults in what is kept about copies")
    seen = form.format(count=number_words(faults)) if faults else gettext("sound")
    return DoctorFinding("stories", not faults, seen, gettext(REBUILD))


def _files(connection: sqlite3.Connection) -> DoctorFinding:
    """Files that are gone since they were indexed; a gone file is no damage, but worth saying."""
    keys = [row["file"] for row in connection.execute("select distinct file from articles")]
    # A page's key is its URL: nothing that could be looked for on the disk.
    gone = [key for key in keys if Path(key).is_absolute() and is_missing(key)]
    form = gettext("{count} files indexed, {gone} of them no longer there")
    seen = form.format(count=number_words(len(keys)), gone=number_words(len(gone)))
    mend = gettext("Index their folder again, or remove their articles.")
    return DoctorFinding("files", not gone, seen, mend)


def _snapshot(path: Path | None, archive_id: str | None, dimension: int) -> DoctorFinding:
    if path is None:
        seen = gettext("none yet; every vector is scanned")
        return DoctorFinding("vector snapshot", sound=True, seen=seen)
    if is_whole_snapshot(path, archive_id) and not can_be_written(path):
        # Chroma writes into a folder that it opens.
        seen = gettext("whole; where nothing can be written, every vector is scanned")
        return DoctorFinding("vector snapshot", sound=True, seen=f"{path.name}: {seen}")
    # In a process of its own, which damaged files may crash.
    held = seen_in(path, archive_id, dimension)
    if held is None:
        seen = gettext("it cannot be opened; every vector is scanned instead")
    else:
        form = gettext("{count} vectors, up to chunk {chunk}")
        seen = form.format(count=number_words(held[0]), chunk=number_words(held[1]))
    return DoctorFinding(
        "vector snapshot", held is not None, f"{path.name}: {seen}", gettext(REBUILD)
    )


def _copy(archive: Archive) -> DoctorFinding:
    """How far this copy of a shared archive is, and whether it is what the log says."""
    from retrieval.archive.shared.comparing import examine_copy

    return DoctorFinding("shared archive", *examine_copy(archive))


def _server(archive: Archive, server: ChromaServer) -> DoctorFinding:
    """The vectors at the Chroma server against those in SQLite, id by id."""
    with archive.reading() as connection:
        sound, seen = seen_at(server, connection)
    return DoctorFinding("vector server", sound, seen, gettext(MEND))
