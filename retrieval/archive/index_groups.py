"""What an indexing run has read, group by group: made ready outside the lock, committed under it.

What was made out before the lock was taken counts only if nobody has changed the archive since;
else it is made out anew under the lock, from vectors that are there by then.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from retrieval.archive import planning
from retrieval.archive.article_writing import (
    delete_article,
    embed_new,
    passage_of,
    put_article,
    stored_vectors,
    with_vectors,
)
from retrieval.archive.chunking import Chunk, chunks
from retrieval.archive.index_report_builder import IndexReportBuilder
from retrieval.archive.inventory import articles_by_file, file_stamps, inventory_of
from retrieval.archive.kept_out import hashes_kept_out, let_in, stays_out
from retrieval.archive.planning import (
    FileReading,
    FinishFile,
    PlannedPiece,
    PutArticle,
    RereadFile,
    RunState,
    Step,
    UnchangedArticle,
)
from retrieval.archive.quantization import PackedVectors
from retrieval.archive.stated_table import read_stated, save_stated
from retrieval.archive.store import Archive, meta
from retrieval.errors import ArchiveError
from retrieval.types import NOTHING, Article, SourceFile, StatedMetadata

if TYPE_CHECKING:
    from retrieval.embedding import Embedder

Restate = Callable[[SourceFile, Article, StatedMetadata], Article]
"""Puts what the team states of an article, and of its file, over what was read of it."""

GROUP_CHARACTERS, GROUP_PIECES, GROUP_SECONDS = 64_000, 128, 10.0
"""A group is committed when it has so much text (about 64 chunks), so many articles and ends of
files, or took so long to read: a kill loses little work, and little waits in memory."""

COMMIT_SECONDS = 60.0
"""How long what was read waits for others to give the lock back; what is committed stays."""

DOING = "dateline index"


@dataclass(slots=True)
class IndexRun:
    """A run in the middle of its work.

    Attributes:
        archive: The archive that is written to.
        embedder: The embedding model.
        builder: What has been done.
        said: What the team states of every article that is read; it is kept.
        restate: Puts what the team states over an article.
        memory: What the run remembers of the archive.
        held: How many articles each file had when the run began.
        generation: The archive's, when the run last looked.
        inode: The archive's file itself.
        again: The files that are to be read again.
        group: What has been read and is not yet committed; `size` and `began` are its own.
    """

    archive: Archive
    embedder: Embedder
    builder: IndexReportBuilder
    said: StatedMetadata
    restate: Restate
    memory: RunState
    held: dict[str, int]
    generation: int
    inode: int
    again: list[SourceFile] = field(default_factory=list)
    group: list[PlannedPiece] = field(default_factory=list)
    size: int = 0
    began: float = 0.0

    def take(self, read: FileReading) -> None:
        """Take in a file that was read; whenever a group is full, it is committed."""
        if read.reading is None:
            # Nobody has looked at its articles: as many as it had when the run began.
            self.builder.unchanged += self.held.get(read.file.key, 0)
            return
        for piece in planning.articles_read(read):
            if not self.group:
                self.size, self.began = 0, time.monotonic()
            self.group.append(piece)
            self.size += len(piece[1].text) if piece[1] else 0
            # Asked after each piece: a file of many articles (`.jsonl`) is committed in several
            # groups.
            late = time.monotonic() - self.began >= GROUP_SECONDS
            if late or self.size >= GROUP_CHARACTERS or len(self.group) >= GROUP_PIECES:
                self.commit()

    def commit(self) -> None:
        """Write what has been read; the lock is held for the writing alone."""
        group, self.group = self.group, []
        if not group:
            return
        made = _made_ready(self, group)
        # Where nothing is new, a run takes no lock at all, and holds nobody up.
        if made.writes or self.said:
            with self.archive.write_lock(DOING, COMMIT_SECONDS):
                self._require_the_same_file()
                # Somebody wrote while this embedded. What was embedded serves again: only what is
                # new beyond it is embedded while the lock is held.
                if _generation(self.archive) != made.generation:
                    made = _made_ready(self, group, made.vectors)
                for step in made.steps:
                    _write(self, step, made)
                # Its own writing is no other's change.
                self.generation = _generation(self.archive)
        # After the commit alone: steps that were not written must not be remembered.
        for step in made.steps:
            planning.record_step(step, self.memory)
            self.builder.count(step)
            if isinstance(step, RereadFile):
                self.again.append(step.read.file)

    def _require_the_same_file(self) -> None:
        # Restored or moved in meanwhile: the open file would be written to, where nobody reads it.
        if self.archive.path.stat().st_ino != self.inode:
            raise ArchiveError(
                f"Another process has put another archive in the place of {self.archive.path}. "
                "Run the same command again."
            )


def begin_run(
    archive: Archive,
    embedder: Embedder,
    builder: IndexReportBuilder,
    said: StatedMetadata,
    restate: Restate,
) -> IndexRun:
    """A run that has read nothing yet."""
    with archive.reading() as connection:
        memory, held = RunState(file_stamps(connection)), articles_by_file(connection)
        generation = int(meta(connection, "generation") or 0)
    inode = archive.path.stat().st_ino
    return IndexRun(archive, embedder, builder, said, restate, memory, held, generation, inode)


@dataclass(frozen=True, slots=True)
class _MadeReady:
    """The steps of a group, with all that is needed to write them.

    Attributes:
        generation: The archive's, of which they are true.
        steps: What is to be done.
        chunks: The chunks of the articles that are to be written.
        known: The vectors that the archive has for them.
        vectors: All of their vectors.
    """

    generation: int
    steps: tuple[Step, ...]
    chunks: dict[PutArticle, tuple[Chunk, ...]]
    known: PackedVectors
    vectors: PackedVectors

    @property
    def writes(self) -> bool:
        """Whether anything is to be written."""
        return any(isinstance(one, PutArticle) or _is_to_finish(one) for one in self.steps)


def _made_ready(
    run: IndexRun, group: Sequence[PlannedPiece], at_hand: PackedVectors | None = None
) -> _MadeReady:
    """Make out what is to be done about a group, and embed what is new in it at once.

    Args:
        run: The run.
        group: What was read.
        at_hand: Vectors that were made before; what the archive holds comes first.
    """
    with run.archive.reading() as connection:
        generation = int(meta(connection, "generation") or 0)
        if generation != run.generation:
            # Others have written. `planning` compares this count with the one at each file's
            # reading.
            run.memory.changes += 1
            run.generation = generation
        steps = _steps(run, connection, group)
        known: PackedVectors = {}
        for step in steps:
            if isinstance(step, PutArticle) and step.known:
                known |= stored_vectors(connection, step.article.id)
    # By the step itself (`PutArticle` is compared by identity): an article may come twice in a
    # group.
    parts = {
        step: _chunks(step.article, run.embedder) for step in steps if isinstance(step, PutArticle)
    }
    vectors = embed_new(
        ((step.article, made) for step, made in parts.items()),
        (at_hand or {}) | known,
        run.embedder,
    )
    return _MadeReady(generation, steps, parts, known, vectors)


def _steps(
    run: IndexRun, connection: sqlite3.Connection, group: Sequence[PlannedPiece]
) -> tuple[Step, ...]:
    keys = list({read.file.key for read, _ in group})
    # Its other articles count at a file's end alone. One file can hold all of an archive, and to
    # list them for each group would cost the square of their number.
    ended = [read.file.key for read, article in group if article is None]
    names = [article.id for _, article in group if article]
    known, kept = read_stated(connection, names), hashes_kept_out(connection, names)
    told: list[PlannedPiece] = []
    for read, article in group:
        if article is not None:
            if stays_out(article, kept):
                continue
            # What this run states counts over what was stated before, and both over what was read.
            said = run.said.over(known.get(article.id, NOTHING))
            article = run.restate(read.file, article, said)
        told.append((read, article))
    return planning.plan_steps(told, inventory_of(connection, keys, ended, names), run.memory)


def _chunks(article: Article, embedder: Embedder) -> tuple[Chunk, ...]:
    count, size = embedder.count_tokens, embedder.chunk_tokens
    return tuple(chunks(article.text, article.furniture, count, size=size))


def _write(run: IndexRun, step: Step, made: _MadeReady) -> None:
    if isinstance(step, PutArticle):
        _put(run, step, made)
    elif isinstance(step, UnchangedArticle):
        # Its text and facts are held as they are; what the team says of it is noted all the same.
        if run.said:
            with run.archive.writing() as connection:
                save_stated(connection, step.article.id, run.said)
    elif isinstance(step, FinishFile) and _is_to_finish(step):
        _finish(run.archive, step)


def _put(run: IndexRun, step: PutArticle, made: _MadeReady) -> None:
    article, parts = step.article, made.chunks[step]
    embedded = with_vectors(article, parts, made.vectors)
    with run.archive.writing() as connection:
        put_article(connection, step.read.file.key, article, embedded)
        let_in(connection, article.id)
        if run.said:
            save_stated(connection, article.id, run.said)
    # Counted by what the archive had not, and not by what was embedded, which other files share.
    passages = (passage_of(article, chunk) for chunk in parts)
    run.builder.chunks_embedded += sum(passage not in made.known for passage in passages)


def _is_to_finish(step: Step) -> bool:
    return isinstance(step, FinishFile) and (bool(step.gone) or step.stamp != step.noted)


def _finish(archive: Archive, step: FinishFile) -> None:
    # In one transaction: a stamp that is noted says that what left the file is out, too.
    key = step.read.file.key
    with archive.writing() as connection:
        for held in step.gone:
            delete_article(connection, held.id)
        connection.execute("delete from files where key = ?", (key,))
        # Without a stamp, as after a failure, the next run reads the file again.
        if step.stamp is not None:
            connection.execute("insert into files values (?, ?)", (key, step.stamp))


def _generation(archive: Archive) -> int:
    with archive.reading() as connection:
        return int(meta(connection, "generation") or 0)
