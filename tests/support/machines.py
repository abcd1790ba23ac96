"""A machine that has a copy of a shared archive: it writes, reads, and tells all that it holds."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

from retrieval.archive.indexing import index, remove
from retrieval.archive.shared.comparing import examine_copy
from retrieval.archive.shared.local_copy import open_copy
from retrieval.archive.store import Archive
from retrieval.types import IndexReport
from support.archives import DIMENSION, Folder, HashedWords
from support.integrity import assert_sound

OWN = ("meta", "renewed")
"""Tables that are each machine's own."""


def open_here(url: str, home: Path, *, create: bool = False) -> Archive:
    """The copy in `home`, for the small embedder."""
    return open_copy(url, home, HashedWords.name, DIMENSION, create=create)


def held_by(archive: Archive) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables that machines share, and the words found in which chunks."""
    with archive.reading() as connection:
        tables = [
            row["name"]
            for row in connection.execute(
                "select name from sqlite_master where type = 'table' and sql not like"
                " '%virtual%' and name not like 'words\\_%' escape '\\'"
            )
            if row["name"] not in OWN
        ]
        held = {
            table: sorted(
                (tuple(row) for row in connection.execute(f"select * from {table}")), key=repr
            )
            for table in tables
        }
        words = "select term, doc, cnt from vocabulary order by term"
        held["words"] = [tuple(row) for row in connection.execute(words)]
    return {table: rows for table, rows in held.items() if rows}


class Machine:
    """A copy in a home of its own, and a folder to index from."""

    def __init__(self, url: str, home: Path, *, create: bool = False) -> None:
        self.url = url
        self.archive = open_here(url, home, create=create)
        self.folder = Folder(home.with_name(f"{home.name}-articles"))
        self.embedder = HashedWords()

    @property
    def home(self) -> Path:
        return self.archive.home

    def index(self, *names: str, **facts: Any) -> IndexReport:
        """Write and index a story under each of these names."""
        for name in names:
            self.folder.put_story(name, **facts)
        return index(self.archive, self.embedder, self.folder.found(), self.folder.read)

    def remove(self, *names: str) -> None:
        remove(self.archive, names)

    def ids(self) -> set[str]:
        return {listing.id for listing in self.archive.listings()}

    def held(self) -> dict[str, list[tuple[Any, ...]]]:
        """All that machines share of this one's copy."""
        return held_by(self.archive)


class Machines:
    """Machines of one shared archive, each with a home and a folder of its own."""

    def __init__(self, stack: ExitStack, url: str, tmp_path: Path) -> None:
        self._stack, self.url, self._tmp = stack, url, tmp_path
        self._made = 0

    def new(self, *, create: bool = False) -> Machine:
        self._made += 1
        home = self._tmp / f"home{self._made}"
        return self.of(home, create=create)

    def of(self, home: Path, *, create: bool = False) -> Machine:
        machine = Machine(self.url, home, create=create)
        self._stack.callback(machine.archive.close)
        return machine


def assert_alike(*machines: Machine) -> None:
    """The machines hold the same, which is what the log holds, and each copy is sound."""
    first = machines[0].held()
    for machine in machines:
        assert machine.held() == first
        assert_sound(machine.archive)
        sound, seen, _ = examine_copy(machine.archive)
        assert sound, seen
