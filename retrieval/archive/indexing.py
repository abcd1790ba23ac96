"""The way of an article into the archive, as one run: read, plan, embed, commit, mend the snapshot.

An article whose text is the same keeps its vectors; of a changed one only the changed
chunks are embedded. Each article is one transaction, so a kill at any moment leaves every
article wholly old or wholly new, and the next run carries on. The lock is held while something is
written, never while something is read or embedded: others write between two groups.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from retrieval.archive import planning
from retrieval.archive.article_writing import delete_article
from retrieval.archive.chroma.uploading import bring_up_to_date
from retrieval.archive.index_groups import COMMIT_SECONDS, DOING, IndexRun, Restate, begin_run
from retrieval.archive.index_report_builder import IndexReportBuilder
from retrieval.archive.inventory import Inventory, full_inventory, held_articles
from retrieval.archive.kept_out import (
    hashes_kept_out,
    keep_out,
    let_in_named,
    named_again,
    stays_out,
)
from retrieval.archive.languages import language_advice
from retrieval.archive.planning import RunState
from retrieval.archive.quotation_removal import remove_quotations
from retrieval.archive.snapshot import is_stale, write_snapshot
from retrieval.archive.stated_table import read_stated
from retrieval.archive.store import Archive
from retrieval.errors import UsageError, VectorServerError
from retrieval.types import (
    NOTHING,
    Article,
    Change,
    FoundFiles,
    IndexReport,
    Progress,
    Reading,
    SourceFile,
    StatedMetadata,
)

if TYPE_CHECKING:
    from retrieval.embedding import Embedder

Read = Callable[[SourceFile], Reading]
"""Reads one file; a failure is a value in what it returns."""

Expect = Callable[[Sequence[SourceFile]], None]
"""Called with the files that a run is about to read, in order."""

log = logging.getLogger(__name__)


def as_read(file: SourceFile, article: Article, said: StatedMetadata) -> Article:
    """The article as it was read, whatever the team states of it."""
    return article


def index(
    archive: Archive,
    embedder: Embedder,
    found: FoundFiles,
    read: Read,
    progress: Progress = lambda done, total, source: None,
    expect: Expect = lambda files: None,
    *,
    said: StatedMetadata = NOTHING,
    restate: Restate = as_read,
) -> IndexReport:
    """Bring the archive up to date with what was found.

    Args:
        archive: The archive to write to.
        embedder: The embedding model.
        found: The files, and the folders in which a missing file counts as removed.
        read: Reads one file.
        progress: Called after each file.
        expect: Told which files will be read, so that they can be read ahead.
        said: What the team states of every article that is read; it is kept.
        restate: Puts what the team states over an article.

    Raises:
        ArchiveLocked: Another process is writing.
    """
    builder = IndexReportBuilder(failed=list(found.failures), others=found.others)
    with archive.write_lock(DOING):  # whoever can't write is told so before anything is read
        let_in_named(archive, found)
    # What follows is read and embedded without the lock; each group takes it for its own writing.
    run = begin_run(archive, embedder, builder, said, restate)
    _read_all(run, found.files, read, progress, expect)
    with archive.write_lock(DOING, COMMIT_SECONDS):
        # Last, when what took an article's place is there: a file that was moved is no loss
        # between.
        _remove_gone(archive, found, builder)
        trouble = mend_index(archive, progress)
    with archive.reading() as connection:
        told = language_advice(connection) if builder.added or builder.updated else None
    told = told if trouble is None else f"{trouble}. {told or ''}".rstrip()
    return replace(builder.report(), advice=told)


def _read_all(
    run: IndexRun, files: Sequence[SourceFile], read: Read, progress: Progress, expect: Expect
) -> None:
    """Read the files and write what is new, then read again those that others came between."""
    expect(planning.changed_files(files, run.memory.stamps))
    done, total = 0, len(files)
    for one in planning.read_files(files, read, run.memory):
        run.take(one)
        # A list (a feed, a sitemap) adds the pages that it led to.
        done, total = done + 1, total + one.leads
        progress(done, total, one.file.source)
    run.commit()
    # Others may come between once more: until nobody does.
    while run.again:
        files, run.again = tuple(run.again), []
        expect(files)
        for one in planning.read_files(files, read, run.memory, again=True):
            run.take(one)
        run.commit()


def dry_run(
    archive: Archive | None,
    found: FoundFiles,
    read: Read,
    expect: Expect = lambda files: None,
    *,
    said: StatedMetadata = NOTHING,
    restate: Restate = as_read,
) -> IndexReport:
    """What `index` would do, each article with the reason; nothing is written or embedded."""
    builder = IndexReportBuilder(failed=list(found.failures), others=found.others)
    held, known, kept = Inventory(), dict[str, StatedMetadata](), dict[str, str]()
    if archive:
        with archive.reading() as connection:
            held, known = full_inventory(connection), read_stated(connection)
            kept, named = hashes_kept_out(connection), named_again(connection, found)
        for name, file in named.items():
            del kept[name]
            held.stamps.pop(file, None)
    # `planning.plan_steps` changes what is held: what there was before is taken first.
    memory, before = RunState(dict(held.stamps)), list(held.articles.values())
    expect(planning.changed_files(found.files, memory.stamps))
    for one in planning.read_files(found.files, read, memory):
        if one.reading is None:
            builder.unchanged += len(held.of_file(one.file.key))
            continue
        told = [
            (one, article and restate(one.file, article, said.over(known.get(article.id, NOTHING))))
            for _, article in planning.articles_read(one)
            if article is None or not stays_out(article, kept)
        ]
        for step in planning.plan_steps(told, held, memory):
            planning.record_step(step, memory)
            builder.count(step)
    builder.count_gone(planning.articles_gone(found, before))
    return builder.report(dry_run=True)


def remove(archive: Archive, names: Sequence[str]) -> tuple[Change, ...]:
    """Remove articles by id or source: all of them or, if one is unknown, none.

    Receipts lose what they quote of them. Of an article whose file is gone they keep it, unseen,
    since files come back.

    Raises:
        UsageError: No article has that name.
        ArchiveLocked: Another process is writing.
    """
    with archive.write_lock("dateline remove"):
        articles: dict[str, Article] = {}
        for name in names:
            article = archive.article(name)
            if article is None:
                raise UsageError(f"No article is called {name!r}; `dateline articles` lists them.")
            articles[article.id] = article
        # In one transaction: no receipt quotes for a moment what is gone already.
        with archive.writing() as connection:
            for article in articles.values():
                take_out(connection, article)
            remove_quotations(connection, articles.keys())
        mend_index(archive)
    return tuple(Change(article.source, "removed as asked") for article in articles.values())


def take_out(connection: sqlite3.Connection, article: Article) -> None:
    """Delete an article that is to stay away until its text changes; call inside `writing()`."""
    # A damaged text is removed to be read again: its file must not count as unchanged.
    if hashlib.sha256(article.text.encode()).hexdigest() != article.hash:
        connection.execute(
            "delete from files where key = (select file from articles where id = ?)", (article.id,)
        )
    else:
        keep_out(connection, article)
    delete_article(connection, article.id)


def mend_index(archive: Archive, progress: Progress = lambda done, total, what: None) -> str | None:
    """Bring the vectors' index up to date if it is due; a failure costs speed, not the run.

    Args:
        archive: With its Chroma server, if its vectors are there.
        progress: Called with how many vectors were uploaded of how many.

    Returns:
        What is wrong with the server, as a sentence without its mark, or None.
    """
    try:
        if archive.server is not None:
            bring_up_to_date(archive, archive.server, progress)
        elif is_stale(archive):
            write_snapshot(archive)
    except VectorServerError as error:
        log.warning("%s; the vectors were not brought up to date there.", error)
        return f"{error}, so its vectors are as they were; later run: dateline doctor --sync"
    except Exception:  # Chroma's errors are many; the stored vectors answer without it
        log.warning(
            "The vector snapshot could not be written; search scans instead.", exc_info=True
        )
    return None


def _remove_gone(archive: Archive, found: FoundFiles, builder: IndexReportBuilder) -> None:
    # Single files were named, and no folder in which one could be missing.
    if not found.folders and not found.outward:
        return
    with archive.reading() as connection:
        gone = planning.articles_gone(found, held_articles(connection))
    for held in gone:
        # One by one: a kill in a long row of them leaves each there or gone, with its file's stamp.
        with archive.writing() as connection:
            # With its stamp, so that the file is read should it come back.
            delete_article(connection, held.id)
            connection.execute("delete from files where key = ?", (held.file,))
    builder.count_gone(gone)
