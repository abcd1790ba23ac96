"""What an indexing run has to do: the files found against what the archive holds.

A file whose stamp is the same is not read again. An article counts as changed when its text
or anything known of it differs. A file that fails to be read keeps its articles.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from retrieval.archive.lists import LIST_COLUMNS, lists_json
from retrieval.archive.store import ARTICLE_COLUMNS, Archive
from retrieval.types import Article, Failure, Found, Reading, SourceFile


@dataclass(frozen=True, slots=True)
class Held:
    """One article in the archive, as far as planning needs it."""

    id: str
    source: str
    file: str
    facts: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Stock:
    """What the archive held when the run began: articles by id, stamps by file."""

    articles: dict[str, Held]
    stamps: dict[str, str]


@dataclass(frozen=True, slots=True)
class Put:
    """Write this article; `known` if one of its id is held already."""

    file: SourceFile
    article: Article
    known: bool


@dataclass(frozen=True, slots=True)
class Finish:
    """All of a file is written: note its stamp, and take out what it no longer holds.

    `noted` is the stamp that the archive has of it; `leads` counts the files it led to.
    """

    file: SourceFile
    unchanged: int
    gone: tuple[Held, ...] = ()
    failures: tuple[Failure, ...] = ()
    noted: str | None = None
    leads: int = 0

    @property
    def stamp(self) -> str | None:
        """The stamp to note; None for a file with a failure, which is read and told every time."""
        return None if self.failures else self.file.stamp


Step = Put | Finish


def stock(archive: Archive) -> Stock:
    """What the archive holds now."""
    with archive.reading() as connection:
        rows = connection.execute(f"select file, {LIST_COLUMNS}, {ARTICLE_COLUMNS} from articles")
        articles = {
            row["id"]: Held(
                row["id"],
                row["source"],
                row["file"],
                tuple(row[name] for name in f"{ARTICLE_COLUMNS}, {LIST_COLUMNS}".split(", ")),
            )
            for row in rows
        }
        stamps = {row["key"]: row["stamp"] for row in connection.execute("select * from files")}
    return Stock(articles, stamps)


def _facts(article: Article) -> tuple[object, ...]:
    values = (getattr(article, name) for name in ARTICLE_COLUMNS.split(", "))
    return (*values, *lists_json(article))


def unread(found: Found, held: Stock) -> tuple[SourceFile, ...]:
    """The files that `steps` will read: new ones, and those whose stamp has changed."""
    return tuple(file for file in found.files if held.stamps.get(file.key) != file.stamp)


def steps(found: Found, held: Stock, read: Callable[[SourceFile], Reading]) -> Iterator[Step]:
    """What to do, file by file: its changed articles, its finish, then the files it led to."""
    by_file: dict[str, list[Held]] = {}
    for article in held.articles.values():
        by_file.setdefault(article.file, []).append(article)
    waiting = deque(found.files)
    seen = {file.key for file in waiting}
    while waiting:
        file = waiting.popleft()
        mine = by_file.get(file.key, [])
        if held.stamps.get(file.key) == file.stamp:
            yield Finish(file, unchanged=len(mine), noted=file.stamp)
            continue
        reading = read(file)
        fresh = {lead.key: lead for lead in reading.leads if lead.key not in seen}
        leads = list(fresh.values())
        seen |= fresh.keys()
        waiting.extendleft(reversed(leads))
        yield from _file_steps(file, mine, held, reading, len(leads))


def _file_steps(
    file: SourceFile, mine: list[Held], held: Stock, reading: Reading, leads: int
) -> Iterator[Step]:
    unchanged = reading.unchanged
    for article in reading.articles:
        before = held.articles.get(article.id)
        if before and before.facts == _facts(article):
            unchanged += 1
        else:
            yield Put(file, article, known=before is not None)
    still = {article.id for article in reading.articles}
    # A broken line may be one of the missing articles: what failed to be read is kept.
    kept = reading.failures or reading.keeps or reading.unchanged
    gone = () if kept else tuple(h for h in mine if h.id not in still)
    yield Finish(file, unchanged, gone, reading.failures, held.stamps.get(file.key), leads)


def gone(found: Found, held: Stock) -> list[Held]:
    """Articles whose file lies under a folder that was given, and is no longer there.

    So do those that came by a link that leads out of such a folder, from before this was refused.
    """
    present = {file.key for file in found.files}
    failed = {failure.source for failure in found.failures}
    folders = [Path(folder) for folder in found.folders]
    return [
        article
        for article in held.articles.values()
        if article.file not in present
        and (
            _came_by(article.source, found.outward)
            or (
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
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False
