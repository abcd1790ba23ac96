"""The way of an article into the archive, as one run: plan, embed, commit, mend the snapshot.

An article whose text is the same keeps its vectors; of a changed one only the changed
chunks are embedded. Each article is one transaction, so a kill at any moment leaves every
article wholly old or wholly new, and the next run carries on.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from retrieval.archive import planning
from retrieval.archive.article_writing import (
    delete_article,
    embed_new,
    put_article,
    stored_vectors,
    with_vectors,
)
from retrieval.archive.chroma.uploading import bring_up_to_date
from retrieval.archive.languages import advice
from retrieval.archive.planning import Finish, Held, Put, Step
from retrieval.archive.quantization import PackedVectors
from retrieval.archive.quotations import lose_quotations
from retrieval.archive.snapshot import is_stale, write_snapshot
from retrieval.archive.split import Chunk, chunks
from retrieval.archive.store import Archive
from retrieval.errors import UsageError, VectorServerError
from retrieval.types import Article, Change, Failure, Found, IndexReport, Reading, SourceFile

if TYPE_CHECKING:
    from retrieval.embedding import Embedder

Progress = Callable[[int, int, str], None]
"""Called with files done, files in all, and the source just finished."""

Expect = Callable[[Sequence[SourceFile], Mapping[str, str]], None]
"""Called with files that will be read, and the stamps by which the archive knows others."""
"""Called with the files that a run is about to read, in order."""

GROUP_CHUNKS = 64
"""Chunks embedded before they are committed: few, so that a kill loses little work."""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Tally:
    """What a run has done so far."""

    added: list[Change] = field(default_factory=list)
    updated: list[Change] = field(default_factory=list)
    removed: list[Change] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    unchanged: int = 0
    chunks_embedded: int = 0
    others: Mapping[str, int] = field(default_factory=dict)
    began: float = field(default_factory=time.perf_counter)

    def count(self, step: Step) -> None:
        """Take a finished step into account."""
        if isinstance(step, Finish):
            self.unchanged += step.unchanged
            self.failed += step.failures
            self.removed += [Change(held.source, "no longer in its file") for held in step.gone]
        elif step.known:
            self.updated.append(Change(step.article.source, "it has changed"))
        else:
            self.added.append(Change(step.article.source, "it is new"))

    def report(self, *, dry_run: bool = False) -> IndexReport:
        """The run as the value that faces render."""
        return IndexReport(
            added=tuple(self.added),
            updated=tuple(self.updated),
            unchanged=self.unchanged,
            removed=tuple(self.removed),
            failed=tuple(self.failed),
            chunks_embedded=self.chunks_embedded,
            seconds=time.perf_counter() - self.began,
            dry_run=dry_run,
            others=self.others,
        )


@dataclass(frozen=True, slots=True)
class Prepared:
    """A step, with the chunks of the article that it writes."""

    step: Step
    chunks: tuple[Chunk, ...] = ()


def index(
    archive: Archive,
    embedder: Embedder,
    found: Found,
    read: Callable[[SourceFile], Reading],
    progress: Progress = lambda done, total, source: None,
    expect: Expect = lambda files, stamps: None,
) -> IndexReport:
    """Bring the archive up to date with what was found.

    Args:
        archive: The archive to write to.
        embedder: The embedding model.
        found: The files, and the folders in which a missing file counts as removed.
        read: Reads one file; a failure is a value in what it returns.
        progress: Called after each file.
        expect: Told which files will be read, so that they can be read ahead.

    Raises:
        ArchiveLocked: Another process is writing.
    """
    tally = Tally(failed=list(found.failures), others=found.others)
    with archive.write_lock("dateline index"):
        pass  # whoever can't write is told so before anything is read
    # Pages and a few files are read right here, so that none keeps other writers waiting.
    before = planning.stock(archive)
    expect(planning.unread(found, before), before.stamps)
    with archive.write_lock("dateline index"):
        held = planning.stock(archive)
        group: list[Prepared] = []
        done, total = 0, len(found.files)
        for step in planning.steps(found, held, read):
            group.append(_prepare(step, embedder))
            if sum(len(prepared.chunks) for prepared in group) >= GROUP_CHUNKS:
                _write(archive, embedder, group, tally)
                group = []
            if isinstance(step, Finish):
                done, total = done + 1, total + step.leads
                progress(done, total, step.file.source)
        _write(archive, embedder, group, tally)
        _remove_gone(archive, planning.gone(found, held), tally)
        trouble = mend_index(archive, progress)
    with archive.reading() as connection:
        told = advice(connection) if tally.added or tally.updated else None
    told = told if trouble is None else f"{trouble}. {told or ''}".rstrip()
    return replace(tally.report(), advice=told)


def dry_run(
    archive: Archive | None,
    found: Found,
    read: Callable[[SourceFile], Reading],
    expect: Expect = lambda files, stamps: None,
) -> IndexReport:
    """What `index` would do, each article with the reason; nothing is written or embedded."""
    tally = Tally(failed=list(found.failures), others=found.others)
    held = planning.stock(archive) if archive else planning.Stock({}, {})
    expect(planning.unread(found, held), held.stamps)
    for step in planning.steps(found, held, read):
        tally.count(step)
    tally.removed += [Change(h.source, "its file is gone") for h in planning.gone(found, held)]
    return tally.report(dry_run=True)


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
        with archive.writing() as connection:
            for article in articles.values():
                take_out(connection, article)
            lose_quotations(connection, articles.keys())
        mend_index(archive)
    return tuple(Change(article.source, "removed as asked") for article in articles.values())


def take_out(connection: sqlite3.Connection, article: Article) -> None:
    """Delete an article that is to stay away until its file changes; call inside `writing()`."""
    # A damaged text is removed to be read again: its file must not count as unchanged.
    if hashlib.sha256(article.text.encode()).hexdigest() != article.hash:
        connection.execute(
            "delete from files where key = (select file from articles where id = ?)", (article.id,)
        )
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


def _prepare(step: Step, embedder: Embedder) -> Prepared:
    if isinstance(step, Finish):
        return Prepared(step)
    article = step.article
    made = chunks(
        article.text, article.furniture, embedder.count_tokens, size=embedder.chunk_tokens
    )
    return Prepared(step, tuple(made))


def _write(archive: Archive, embedder: Embedder, group: Sequence[Prepared], tally: Tally) -> None:
    """Embed what is new in the group at once, then commit step by step."""
    parts = [(p.step.article, p.chunks) for p in group if isinstance(p.step, Put)]
    known = _known_vectors(archive, group)
    vectors = embed_new(parts, known, embedder)
    for prepared in group:
        step = prepared.step
        if isinstance(step, Finish):
            _finish(archive, step)
        else:
            embedded = with_vectors(step.article, prepared.chunks, vectors)
            with archive.writing() as connection:
                put_article(connection, step.file.key, step.article, embedded)
            texts = (chunk.text(step.article.text) for chunk in prepared.chunks)
            tally.chunks_embedded += sum(text not in known.chunks for text in texts)
        tally.count(step)


def _known_vectors(archive: Archive, group: Sequence[Prepared]) -> PackedVectors:
    """The vectors that the archive holds for the articles about to be replaced, by their text."""
    vectors = PackedVectors()
    with archive.reading() as connection:
        for prepared in group:
            if isinstance(prepared.step, Put) and prepared.step.known:
                vectors |= stored_vectors(connection, prepared.step.article.id)
    return vectors


def _finish(archive: Archive, step: Finish) -> None:
    if not step.gone and step.stamp == step.noted:
        return
    with archive.writing() as connection:
        for held in step.gone:
            delete_article(connection, held.id)
        connection.execute("delete from files where key = ?", (step.file.key,))
        if step.stamp is not None:
            connection.execute("insert into files values (?, ?)", (step.file.key, step.stamp))


def _remove_gone(archive: Archive, gone: Sequence[Held], tally: Tally) -> None:
    for held in gone:
        with archive.writing() as connection:
            delete_article(connection, held.id)
            connection.execute("delete from files where key = ?", (held.file,))
        tally.removed.append(Change(held.source, "its file is gone"))
