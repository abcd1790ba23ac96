"""Watching as the faces show it: `dateline index --watch`, and what the bot does beside answering.

The work itself is in `retrieval.watching`.
"""

from __future__ import annotations

import logging
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import click

from bot.progress import index_progress
from bot.text import fold
from retrieval import factory
from retrieval.errors import ArchiveLocked, DatelineError, UsageError
from retrieval.messages import gettext, number_words
from retrieval.watching import Watching, watch

if TYPE_CHECKING:
    from retrieval.settings import Settings
    from retrieval.types import IndexReport, Progress

Task = Callable[[Event], None]
"""Something that goes on until the event is set."""

MOST_NAMES = 5  # in one line
AGAIN_SECONDS = 60.0  # before a watch that failed begins again
MOST_TRIES = 3
"""How often a page of a feed is asked for that fails each time: a feed names it for weeks."""

LONGEST_WAIT = 600.0
"""Seconds from one look whether a backup is due to the next: clocks are set, machines sleep."""

log = logging.getLogger(__name__)


def change_lines(report: IndexReport) -> list[str]:
    """What a run changed, in one line with the first few sources, and a line for each failure."""
    groups = {
        gettext("added"): report.added,
        gettext("updated"): report.updated,
        gettext("removed"): report.removed,
    }
    counts = ", ".join(f"{verb} {len(many)}" for verb, many in groups.items() if many)
    changes = [change for many in groups.values() for change in many]
    lines = []
    if changes:
        names = ", ".join(fold(change.source) for change in islice(changes, MOST_NAMES))
        more = len(changes) - MOST_NAMES
        others = gettext(" and {count} more").format(count=number_words(more)) if more > 0 else ""
        lines.append(f"{counts}: {names}{others}")
    failed = gettext("failed")
    return lines + [f"{failed}: {fold(one.source)} — {fold(one.reason)}" for one in report.failed]


def watch_folders(settings: Settings, names: Sequence[str | Path], *, as_json: bool) -> int:
    """Index the folders and watch them until Ctrl-C or SIGTERM; the exit code of the latter.

    Raises:
        UsageError: One of them is no folder.
        ArchiveError: The archive can't be used in the first run.
        KeyboardInterrupt: Ctrl-C was pressed.
    """
    folders = tuple(map(_folder, names))
    stop = Event()
    with _stopping_on_terminate(stop):
        try:
            watch(
                Watching(
                    settings,
                    folders,
                    tell=_PrintedReports(folders, as_json=as_json),
                    warn=lambda sentence: click.echo(fold(sentence), err=True),
                    stop=stop,
                    showing=index_progress,
                )
            )
        except KeyboardInterrupt:
            # Ctrl-C goes on up and ends with 130; SIGTERM has set `stop`, and ends with 0.
            if not stop.is_set():
                raise
    return 0


class _PrintedReports:
    """Prints the first report whole, with what is watched from then on, and later ones short."""

    def __init__(self, folders: Sequence[Path], *, as_json: bool) -> None:
        self._folders = folders
        self._as_json = as_json
        self._first = True

    def __call__(self, report: IndexReport) -> None:
        from bot.render_index_report import index_report_text
        from bot.render_json import json_line, report_json

        first, self._first = self._first, False
        if self._as_json:
            click.echo(json_line(report_json(report)))
        else:
            # Short from the second run on: what changed, without the counts of what did not.
            click.echo(index_report_text(report) if first else "\n".join(change_lines(report)))
        # Into a pipe Python writes in blocks, and whoever reads it would wait for the next.
        sys.stdout.flush()
        if first:
            names = ", ".join(fold(str(folder)) for folder in self._folders)
            told = gettext("Watching {folders}. Ctrl-C ends this.").format(folders=names)
            # On stderr, so that stdout has the reports alone.
            click.echo(told, err=True)


def _folder(name: str | Path) -> Path:
    if Path(name).is_dir():
        return Path(name)
    raise UsageError(f"{name} is no folder; --watch takes only folders. Name one that is there.")


@contextmanager
def _stopping_on_terminate(stop: Event) -> Iterator[None]:
    """Let SIGTERM end the block as Ctrl-C does, with `stop` set to tell the one from the other."""

    def terminate(_number: int, _frame: object) -> None:
        stop.set()
        # In the main thread, where it breaks off whatever is running there.
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def background(settings: Settings) -> tuple[Task, ...]:
    """What goes on beside the bot, as the settings have it: the folder's watch, feeds, backups."""
    tasks: list[Task] = []
    # A folder that nobody named is not theirs to be indexed unasked: it may hold the samples.
    named = "articles" in settings.model_fields_set
    if settings.watch and named and settings.articles.is_dir():
        tasks.append(partial(keep_watch, settings))
    if settings.feed_minutes:
        tasks.append(partial(keep_feeds, settings))
    if settings.backup_hours:
        tasks.append(partial(keep_backups, settings))
    return tuple(tasks)


def keep_watch(settings: Settings, stop: Event) -> None:
    """Index what changes in the settings' folder; a failure is logged and it begins again."""
    folders = (settings.articles,)
    while not stop.is_set():
        try:
            watch(Watching(settings, folders, tell=_log, warn=log.warning, stop=stop))
        except DatelineError as error:
            log.warning("The folder %s is not being indexed: %s", settings.articles, error)
        except Exception:
            log.exception("Watching the folder %s failed; it begins again.", settings.articles)
        # A watch returns only when told to stop, and then the wait is over at once.
        stop.wait(AGAIN_SECONDS)


def keep_feeds(settings: Settings, stop: Event) -> None:
    """Read the feeds every so many minutes; a failure is logged, and the next time comes."""
    failures = FeedFailures()
    while not stop.is_set():
        wait = settings.feed_minutes * 60.0
        try:
            given_up = failures.given_up
            report = factory.refresh_feeds(settings, progress=_until(stop), given_up=given_up)
            _log(failures.news(report))
        except _Over:
            return
        except UsageError as error:  # none is followed
            log.info("%s", error)
        except ArchiveLocked:
            # Somebody else writes just now: sooner than the next time that is due.
            wait = min(wait, AGAIN_SECONDS)
        except DatelineError as error:
            log.warning("The feeds could not be read: %s", error)
        except Exception:
            log.exception("Reading the feeds failed; they are read again later.")
        stop.wait(wait)


class FeedFailures:
    """What failed in the feeds: a reason is told once, and no page is asked for without end."""

    def __init__(self) -> None:
        self._told: dict[str, str] = {}
        self._tries: Counter[str] = Counter()

    @property
    def given_up(self) -> frozenset[str]:
        """The pages that failed `MOST_TRIES` times in a row, until the bot starts anew."""
        return frozenset(url for url, tries in self._tries.items() if tries >= MOST_TRIES)

    def news(self, report: IndexReport) -> IndexReport:
        """Note what a run failed at; the report with only those failures that are new."""
        failed = {one.source: one.reason for one in report.failed}
        # What was given up is not asked for, so it can't fail again: it must not be forgotten for
        # that.
        kept = self.given_up | failed.keys()
        # A page that succeeds is forgotten, so that only failures in a row count.
        self._tries = Counter({url: tries for url, tries in self._tries.items() if url in kept})
        self._tries.update(failed.keys())
        # The same reason again is no news, though it is another run.
        new = tuple(one for one in report.failed if self._told.get(one.source) != one.reason)
        self._told = {url: why for url, why in self._told.items() if url in kept} | failed
        return replace(report, failed=new)


def keep_backups(settings: Settings, stop: Event) -> None:
    """Write a backup every so many hours; a failure is logged, and it is tried again.

    It is tried much oftener than it is told: a full disk does not fill the log too.
    """
    from retrieval.archive.backups import back_up_when_due

    # `told` is when a failure was told last; None where the last try went well.
    told: float | None = None
    while not stop.is_set():
        wait, now = LONGEST_WAIT, time.monotonic()
        telling = told is None or now - told >= settings.backup_hours * 3600
        try:
            with factory.open_archive(settings, any_model=True) as archive:
                due = back_up_when_due(archive, settings.backup_hours, settings.backups_kept)
            wait = min(due, LONGEST_WAIT)
            if told is not None:
                log.info("A backup was written again.")
            told, telling = None, False
        except DatelineError as error:
            if telling:
                log.warning("No backup was written: %s It is tried again every ten minutes.", error)
        except Exception:
            if telling:
                log.exception("Writing a backup failed; it is tried again later.")
        told = now if telling else told
        stop.wait(wait)


class _Over(Exception):
    """Raised inside a run when the bot stops."""


def _until(stop: Event) -> Progress:
    # The progress of a run is the one place where it can be left: every article is whole there.
    def step(_done: int, _total: int, _source: str) -> None:
        if stop.is_set():
            raise _Over

    return step


def _log(report: IndexReport) -> None:
    for line in change_lines(report):
        log.info("%s", line)
