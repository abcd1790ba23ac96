"""What an indexing run has to do: the files found against what the archive holds.

A file whose stamp is the same is not read again. An article counts as changed when its text
or anything known of it differs. A file that fails to be read keeps its articles.
"""

from __future__ import annotations

import os
from collections import ChainMap, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from retrieval.archive.inventory import HeldArticle, Inventory, article_facts
from retrieval.types import Article, Failure, FoundFiles, Reading, SourceFile


# Compared by identity, and so a key of `_steps`: a file that is read twice has two of them.
@dataclass(slots=True, eq=False)
class FileReading:
    """A file that was read, and what is known of it at that.

    Attributes:
        file: The file.
        reading: What it held; None where its stamp was the same, and it was not read.
        noted: The stamp that the archive had of it when it was read.
        leads: How many files it led to.
        changes: How often others had changed the archive during the run by then.
        again: It was read before in this run, and another process came between.
        same: How many of its articles were found to be held as they are.
        dropped: It is to be read again: what is left of this reading is not written.
    """

    file: SourceFile
    reading: Reading | None
    noted: str | None
    leads: int = 0
    changes: int = 0
    again: bool = False
    same: int = 0
    dropped: bool = False


PlannedPiece = tuple[FileReading, Article | None]
"""An article of a file that was read; None for the end of the file."""


@dataclass(frozen=True, slots=True, eq=False)
class PutArticle:
    """Write this article; `known` if one of its id was held when the run began."""

    read: FileReading
    article: Article
    known: bool


@dataclass(frozen=True, slots=True)
class UnchangedArticle:
    """This article is held as it is."""

    read: FileReading
    article: Article


@dataclass(frozen=True, slots=True)
class RereadFile:
    """Another process came between the reading and now: the file is to be read once more."""

    read: FileReading
    noted: str | None


@dataclass(frozen=True, slots=True)
class FinishFile:
    """All of a file is written: note its stamp, and take out what it no longer holds.

    `noted` is the stamp that the archive has of it.
    """

    read: FileReading
    unchanged: int
    gone: tuple[HeldArticle, ...] = ()
    failures: tuple[Failure, ...] = ()
    noted: str | None = None

    @property
    def stamp(self) -> str | None:
        """The stamp to note; None for a file with a failure, which is read and told every time."""
        return None if self.failures else self.read.file.stamp


Step = PutArticle | UnchangedArticle | RereadFile | FinishFile


@dataclass(slots=True)
class RunState:
    """What a run remembers while it goes on.

    Attributes:
        stamps: The stamps that the archive has of files, as far as this run knows.
        written: The articles that this run has written or taken out, and whether they were held
            before it.
        seen: The files that are read in it, or were.
        changes: How often others have changed the archive meanwhile.
    """

    stamps: dict[str, str]
    written: dict[str, bool] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    changes: int = 0


def changed_files(files: Iterable[SourceFile], stamps: Mapping[str, str]) -> tuple[SourceFile, ...]:
    """The files that will be read: new ones, and those whose stamp has changed."""
    return tuple(file for file in files if stamps.get(file.key) != file.stamp)


def read_files(
    files: Sequence[SourceFile],
    read: Callable[[SourceFile], Reading],
    memory: RunState,
    *,
    again: bool = False,
) -> Iterator[FileReading]:
    """The files as they are read, each followed by those that it led to."""
    waiting = deque(files)
    memory.seen |= {file.key for file in waiting}
    while waiting:
        file = waiting.popleft()
        noted = memory.stamps.get(file.key)
        if noted == file.stamp:
            yield FileReading(file, None, noted)
            continue
        # Counted before the reading: what others change during it is to be noticed.
        changes, reading = memory.changes, read(file)
        fresh = {lead.key: lead for lead in reading.leads if lead.key not in memory.seen}
        memory.seen |= fresh.keys()
        # In front, in their order: a list's pages come right behind it, as they are read ahead.
        waiting.extendleft(reversed(fresh.values()))
        yield FileReading(file, reading, noted, len(fresh), changes, again)


def articles_read(read: FileReading) -> Iterator[PlannedPiece]:
    """The articles of a file that was read, and its end."""
    yield from ((read, article) for article in (read.reading or Reading()).articles)
    yield read, None


def plan_steps(
    pieces: Iterable[PlannedPiece], held: Inventory, memory: RunState
) -> tuple[Step, ...]:
    """What is to be done about pieces, given what is held of them; `held` follows.

    Of the memory nothing is changed, for the steps may have to be made out anew.
    """
    return tuple(_steps(pieces, held, memory))


def _steps(pieces: Iterable[PlannedPiece], held: Inventory, memory: RunState) -> Iterator[Step]:
    # Written to in its first map alone, so that the memory's own stays as it is.
    written = ChainMap[str, bool]({}, memory.written)
    same: dict[FileReading, int] = {}
    dropped: set[FileReading] = set()
    for read, article in pieces:
        # Dropped by a group before, or by this one.
        if read.dropped or read in dropped:
            continue
        noted = held.stamps.get(read.file.key)
        if noted == read.file.stamp:  # another run has done all of it
            if article is None:
                yield FinishFile(read, len(held.of_file(read.file.key)), noted=noted)
        # Another run has written the file since it was read, from another version of it.
        elif noted != read.noted or _is_anothers_now(read, article, held, memory):
            dropped.add(read)
            yield RereadFile(read, noted)
        elif article is None:
            yield (finish := _finish(read, held, noted, read.same + same.get(read, 0)))
            # Should one come again in this run, in another file, it is a changed article and no new
            # one.
            written |= dict.fromkeys((one.id for one in finish.gone), True)
        elif _is_held(read, article, held, written):
            same[read] = same.get(read, 0) + 1
            yield UnchangedArticle(read, article)
        else:
            # What this run itself wrote before does not make it known.
            known = written.setdefault(article.id, article.id in held.articles)
            held.put(HeldArticle(article.id, article.source, read.file.key, article_facts(article)))
            yield PutArticle(read, article, known)


def _is_anothers_now(
    read: FileReading, article: Article | None, held: Inventory, memory: RunState
) -> bool:
    """Whether others have changed the archive, and the article may now be that of another file.

    Which address a page is held under was decided by what stood there when it was read.
    """
    before = held.articles.get(article.id) if article else None
    foreign = before is not None and before.file != read.file.key
    return foreign and read.changes != memory.changes


def _is_held(
    read: FileReading, article: Article, held: Inventory, written: Mapping[str, bool]
) -> bool:
    """Whether an article is held as it is; of those read twice in a run the last one is held."""
    before = held.articles.get(article.id)
    twice = article.id in written and not read.again
    return before is not None and not twice and before.facts == article_facts(article)


def _finish(read: FileReading, held: Inventory, noted: str | None, same: int) -> FinishFile:
    reading = read.reading or Reading()
    still = {article.id for article in reading.articles}
    # A broken line may be one of the missing articles: what failed to be read is kept.
    kept = reading.failures or reading.keeps or reading.unchanged
    mine = held.of_file(read.file.key)
    gone = () if kept else tuple(one for one in mine if one.id not in still)
    for one in gone:
        held.drop(one.id)
    return FinishFile(read, reading.unchanged + same, gone, reading.failures, noted)


def record_step(step: Step, memory: RunState) -> None:
    """Take note of a step that was done."""
    read = step.read
    if isinstance(step, PutArticle):
        memory.written[step.article.id] = step.known
    elif isinstance(step, UnchangedArticle):
        read.same += 1
    elif isinstance(step, RereadFile):
        read.dropped = True
        _note(memory, read.file.key, step.noted)
    else:
        memory.written |= dict.fromkeys((one.id for one in step.gone), True)
        _note(memory, read.file.key, step.stamp)


def _note(memory: RunState, key: str, stamp: str | None) -> None:
    # Without a stamp a file counts as never read: the next run reads it again.
    if stamp is None:
        memory.stamps.pop(key, None)
    else:
        memory.stamps[key] = stamp


def articles_gone(found: FoundFiles, held: Iterable[HeldArticle]) -> list[HeldArticle]:
    """Articles whose file lies under a folder that was given, and is no longer there.

    So do those that came by a link that leads out of such a folder, from before this was refused.
    """
    present = {file.key for file in found.files}
    failed = {failure.source for failure in found.failures}
    folders = [Path(folder) for folder in found.folders]
    return [
        article
        for article in held
        if article.file not in present
        and (
            _came_by(article.source, found.outward)
            or (
                # What could not be read is not gone. The disk is asked last.
                article.source not in failed
                and any(Path(article.file).is_relative_to(folder) for folder in folders)
                and is_missing(article.file)
            )
        )
    ]


def _came_by(source: str, links: Sequence[str]) -> bool:
    """Whether a source is one of the links, lies below it, or is a line of it (`x.jsonl#id`)."""
    return any(
        source == link or source.startswith((f"{link}{os.sep}", f"{link}#")) for link in links
    )


def is_missing(path: str) -> bool:
    """Whether nothing lies at `path`; what may not be looked at is not missing."""
    try:
        # Of a link itself: one that leads nowhere lies there still.
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False
