"""Watching folders: what is new, changed, renamed or removed in them is indexed within seconds.

The system tells that something changed, never what to do: the folders are looked through, and
a file whose stamp has stood still for a moment is indexed. So a lost message costs a minute,
and a half-written file is left until it is whole.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from retrieval import factory
from retrieval.errors import ArchiveLocked, DatelineError, UsageError
from retrieval.reading.watch_events import TICK_SECONDS, watch_events
from retrieval.types import Failure, FoundFiles, IndexReport, Progress, SourceFile

if TYPE_CHECKING:
    from retrieval.settings import Settings

STILL_SECONDS = 1.0
"""How long a file must be as it is before it is indexed, and be missing before it is removed."""

LOOK_SECONDS = 60.0
"""The folders are looked through so often even if the system told of nothing."""

RETRY_SECONDS = 3.0  # between tries while another process writes

MISSING = ""
"""The stamp of a file that is no longer there."""

LOCKED = "Another process is writing to the archive; this waits for it and tries again."
EMPTY = (
    "There is no article left in {folder}; nothing was removed. To take out what was indexed "
    "from there, use: dateline remove ID"
)
GONE = "{folder} is gone; its articles are kept. It is watched again when it is back."


class Stopped(Exception):
    """Raised inside an indexing run that was told to stop; each article is whole."""


@dataclass(slots=True)
class Watched:
    """What is known of the folders.

    Attributes:
        handed: The stamps of the files that were handed to an indexing run, by key.
        moving: The files that have changed since, with their stamp and since when it is so.
        told: The failures of the last look, which are not told again.
        warned: The last warning, until a run has gone well.
        gone: The folders that are gone.
        emptied: The folders in which no file is left.
        looked: When they were looked through last.
        rest_until: No look before then: the archive was locked.
    """

    handed: dict[str, str] = field(default_factory=dict)
    moving: dict[str, tuple[str, float]] = field(default_factory=dict)
    told: frozenset[Failure] = frozenset()
    warned: str | None = None
    gone: frozenset[Path] = frozenset()
    emptied: frozenset[str] = frozenset()
    looked: float = 0.0
    rest_until: float = 0.0

    def take_note(
        self, found: FoundFiles, now: float, still_seconds: float = STILL_SECONDS
    ) -> tuple[tuple[SourceFile, ...], set[str]]:
        """The files that changed and stand still, and the keys of those gone for good."""
        # A file that is gone is treated as one that changed: it must stay so for a moment, for many
        # editors save by deleting and renaming.
        missing = {k: MISSING for folder in found.folders for k in _below(self.handed, folder)}
        stamps = {file.key: file.stamp for file in found.files}
        # What was seen takes the place of the mark that it is missing.
        seen = missing | stamps
        before = self.moving
        self.moving = {
            # A stamp that has changed again begins to stand still anew.
            key: before[key] if key in before and before[key][0] == stamp else (stamp, now)
            for key, stamp in seen.items()
            if self.handed.get(key) != stamp
        }
        still = {key for key, (_, since) in self.moving.items() if now - since >= still_seconds}
        files = tuple(file for file in found.files if file.key in still)
        return files, still - stamps.keys()

    def hand_over(self, files: Sequence[SourceFile], gone: set[str]) -> None:
        """Note that an indexing run has had these files, and the loss of those."""
        self.handed |= {file.key: file.stamp for file in files}
        for key in gone:
            del self.handed[key]
        for key in (*gone, *(file.key for file in files)):
            self.moving.pop(key, None)


@dataclass(frozen=True, slots=True)
class Watching:
    """Who watches what, and who is told.

    Attributes:
        settings: Where the archive lies, and how it is indexed.
        folders: What is watched.
        tell: Called with the first run's report, and with each that changed something.
        warn: Called with a sentence when something keeps it from its work; once.
        stop: Ends it, between two files even in a run.
        showing: Opens what shows the progress of the first run.
        still_seconds: How long a file must stand still.
        retry_seconds: How long it rests while another process writes.
        tick_seconds: How often it is asked whether anything changed.
    """

    settings: Settings
    folders: tuple[Path, ...]
    tell: Callable[[IndexReport], None]
    warn: Callable[[str], None]
    stop: Event = field(default_factory=Event)
    showing: Callable[[], AbstractContextManager[Progress]] = lambda: nullcontext(_silent)
    still_seconds: float = STILL_SECONDS
    retry_seconds: float = RETRY_SECONDS
    tick_seconds: float = TICK_SECONDS


def _silent(_done: int, _total: int, _source: str) -> None:
    """Show no progress."""


def watch(watching: Watching) -> None:
    """Index the folders once, then whatever changes in them, until told to stop.

    Raises:
        UsageError: A folder does not exist when it begins.
        ArchiveError: The archive can't be used in the first run; later that is only told.
    """
    watched = Watched()
    try:
        # Nothing is watched before the first run, for which another writer is waited for.
        while not _began(watching, watched):
            if watching.stop.wait(watching.retry_seconds):
                return
        # At every tick, changed or not: what moves must be looked at again.
        for changed in watch_events(watching.folders, watching.stop, watching.tick_seconds):
            if _is_due(watched, time.monotonic(), changed=changed):
                _look(watching, watched)
    except Stopped:
        return


def _began(watching: Watching, watched: Watched) -> bool:
    """Whether the first run could be made; false while another process holds the archive."""
    found = _found(watching.settings, watching.folders)
    found = _without(found, [folder for folder in found.folders if not _holds(found, folder)])
    report = IndexReport()
    try:
        if found.files or found.failures:
            with watching.showing() as progress:
                report = _index(watching, found, progress)
    except ArchiveLocked:
        _warn(watching, watched, LOCKED)
        return False
    watched.hand_over(found.files, set())
    watched.told, watched.warned = frozenset(found.failures), None
    watching.tell(report)
    return True


def _is_due(watched: Watched, now: float, *, changed: bool) -> bool:
    # Also while it rests: what changed then is looked at when the rest is over.
    if changed:
        watched.looked = 0.0
    if now < watched.rest_until:
        return False
    # What moves is looked at each time until it stands still; 0 asks for a look at once.
    return bool(watched.moving) or not watched.looked or now - watched.looked >= LOOK_SECONDS


def _look(watching: Watching, watched: Watched) -> None:
    """Look the folders through, and index what has changed and stands still."""
    watched.looked = time.monotonic()
    present = _present(watching, watched)
    if not present:
        return
    try:
        found = _found(watching.settings, present)
    except UsageError:  # one went away in this very moment
        return
    except DatelineError as error:
        _warn(watching, watched, str(error))
        return
    emptied = [folder for folder in found.folders if not _holds(found, folder)]
    # A folder that was empty from the beginning has lost nothing.
    lost = {folder for folder in emptied if _below(watched.handed, folder)}
    for folder in sorted(lost - watched.emptied):
        watching.warn(EMPTY.format(folder=folder))
    watched.emptied = frozenset(lost)
    # A disk that is not mounted looks like an empty folder: nothing is removed for that.
    found = _without(found, emptied)
    files, gone = watched.take_note(found, watched.looked, watching.still_seconds)
    # A failure that is new is told by a run, though no file has changed.
    if files or gone or not watched.told.issuperset(found.failures):
        _catch_up(watching, watched, replace(found, files=files), gone)


def _catch_up(watching: Watching, watched: Watched, found: FoundFiles, gone: set[str]) -> None:
    """Index these files, note what is gone, and tell what was changed by it."""
    try:
        report = _index(watching, found, _silent)
    except DatelineError as error:
        # Nothing was handed over, so the same files are found changed, and still, the next time.
        watched.rest_until = time.monotonic() + watching.retry_seconds
        _warn(watching, watched, LOCKED if isinstance(error, ArchiveLocked) else str(error))
        return
    watched.hand_over(found.files, gone)
    news = tuple(failure for failure in report.failed if failure not in watched.told)
    watched.told, watched.warned = frozenset(found.failures), None
    if report.added or report.updated or report.removed or news:
        watching.tell(replace(report, failed=news))


def _index(watching: Watching, found: FoundFiles, progress: Progress) -> IndexReport:
    def stoppable(done: int, total: int, source: str) -> None:
        # Between two files is the only place where a run can be left without anything lost.
        if watching.stop.is_set():
            raise Stopped
        progress(done, total, source)

    return factory.index_found(watching.settings, found, progress=stoppable)


def _found(settings: Settings, folders: Sequence[Path]) -> FoundFiles:
    """What lies in the folders, the short-lived files of editors left out."""
    found = factory.find(settings, folders)
    # What an office program keeps beside an open document has a name like ~$report.docx.
    files = (file for file in found.files if not Path(file.key).name.startswith("~"))
    return replace(found, files=tuple(files))


def _below(keys: Iterable[str], folder: str) -> list[str]:
    # With its separator: below "/news" lies nothing of "/news-old".
    return [key for key in keys if key.startswith(folder.rstrip(os.sep) + os.sep)]


def _without(found: FoundFiles, emptied: Sequence[str]) -> FoundFiles:
    """Without the folders that are empty: a disk may not be mounted; nothing is removed there."""
    return replace(found, folders=tuple(one for one in found.folders if one not in emptied))


def _holds(found: FoundFiles, folder: str) -> bool:
    return bool(_below((file.key for file in found.files), folder))


def _present(watching: Watching, watched: Watched) -> list[Path]:
    """The folders that are there; of one that went away it is told once."""
    present = [folder for folder in watching.folders if folder.is_dir()]
    gone = frozenset(watching.folders).difference(present)
    for folder in sorted(gone - watched.gone):
        watching.warn(GONE.format(folder=folder))
    watched.gone = gone
    return present


def _warn(watching: Watching, watched: Watched, sentence: str) -> None:
    if watched.warned != sentence:
        watched.warned = sentence
        watching.warn(sentence)
