"""Bringing the archive up to date: with files, pages and feeds."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from retrieval.errors import ArchiveError, ArchiveMissing, UsageError
from retrieval.settings import Settings
from retrieval.types import (
    ARCHIVE_MARK,
    NOTHING,
    Change,
    FetchRecord,
    FoundFiles,
    IndexReport,
    Progress,
    Reading,
    SourceFile,
    StatedMetadata,
)

if TYPE_CHECKING:
    from retrieval.archive.store import Archive
    from retrieval.reading import ReadAhead, Web

from retrieval.factory.building import make_embedder, open_archive
from retrieval.factory.editing import restamped, restated, take_own_outlets
from retrieval.factory.repairing import judge_dates


def index(
    settings: Settings,
    paths: Sequence[str | Path],
    *,
    progress: Progress | None = None,
    dry_run: bool = False,
    stated: StatedMetadata = NOTHING,
    whole: bool = True,
) -> IndexReport:
    """Read what lies under the paths and URLs and bring the archive up to date with it.

    Args:
        settings: Where the archive is, and how it is indexed.
        paths: Files, folders and URLs.
        progress: Called after each file.
        dry_run: Only say what would be done.
        stated: What the team states of every article found; it is kept.
        whole: Whether an exported archive is taken in as it is, feeds and watches included.

    Raises:
        UsageError: A path does not exist, or no article lies under any of them.
        ArchiveError: The archive is locked, damaged or can't be written.
    """
    from retrieval import reading

    # By its first bytes, whatever the file is called.
    if whole and any(map(is_dump, paths)):
        if len(paths) > 1 or dry_run or stated:
            raise UsageError(
                "A whole archive is taken in as it is: name its file alone, without other options."
            )
        return _index_dump(settings, Path(paths[0]), progress)
    found = restamped(find(settings, paths), stated)
    if not found.files and not found.failures:
        # Also when a disk is not mounted: an archive is not emptied by an empty folder.
        raise UsageError(
            f"There is no article in {', '.join(map(str, paths))}; Dateline reads "
            f"{' '.join(sorted(reading.SUFFIXES))}. Nothing was changed. To take out what was "
            "indexed from there before, use: dateline remove ID"
        )
    # Not in `index_found`: a dry run makes no archive where there is none.
    if dry_run:
        return _dry_run(settings, found, stated)
    return index_found(settings, found, progress=progress, stated=stated)


def is_dump(path: str | Path) -> bool:
    """Whether a file is a whole archive that was exported: it begins as one."""
    try:
        with Path(path).open("rb") as file:
            return file.read(len(ARCHIVE_MARK)) == ARCHIVE_MARK
    # A folder, an address of the web; a path with a null character is a ValueError.
    except (OSError, ValueError):
        return False


def _index_dump(settings: Settings, file: Path, progress: Progress | None) -> IndexReport:
    """Take in a whole archive, and make its index."""
    from retrieval.archive.dump import load_dump
    from retrieval.archive.rebuilding import rebuild

    began = time.perf_counter()
    with open_archive(settings, create=True) as archive:
        sources = load_dump(archive, file)
        # An export holds no vectors and no full-text index.
        rebuild(archive, make_embedder(settings), progress or (lambda done, total, source: None))
        with archive.reading() as connection:
            chunks = connection.execute("select count(*) from chunks").fetchone()[0]
    added = tuple(Change(source, "it is in the archive that was exported") for source in sources)
    return IndexReport(added=added, chunks_embedded=chunks, seconds=time.perf_counter() - began)


def find(settings: Settings, paths: Sequence[str | Path]) -> FoundFiles:
    """What lies under the paths, its stamps those of files as they would be read now.

    Raises:
        UsageError: A path does not exist.
    """
    from retrieval import reading

    # First, since the stamps tell with which table of outlets a file is read.
    take_own_outlets(settings)
    return reading.find_files(paths)


def index_found(
    settings: Settings,
    found: FoundFiles,
    *,
    progress: Progress | None = None,
    stated: StatedMetadata = NOTHING,
) -> IndexReport:
    """Bring the archive up to date with what `find` found, and was `stated` of it.

    Raises:
        ArchiveError: The archive is locked, damaged or can't be written.
    """
    with open_archive(settings, create=True) as archive:
        # A page that has not changed since would not be read, and nothing be stated of it.
        reader = _Reader(settings, partial(_web, settings, None if stated else archive))
        return _index(settings, archive, found, reader, progress, stated)


class _Reader:
    """What reads for an indexing run, made when the first file is to be read.

    Where none has changed nothing is: to import what reads pages and PDFs takes longer than all
    else of such a run.
    """

    def __init__(self, settings: Settings, make_web: Callable[[], Web]) -> None:
        self._settings, self._make_web = settings, make_web

    @cached_property
    def _web(self) -> Web:
        return self._make_web()

    @cached_property
    def _ahead(self) -> ReadAhead:
        return _read_ahead(self._settings, self._web)

    def expect(self, files: Sequence[SourceFile]) -> None:
        if files:
            self._ahead.expect(files)

    def read(self, file: SourceFile) -> Reading:
        return self._ahead.read(file)

    def visits(self, failed: Collection[str]) -> tuple[FetchRecord, ...]:
        """What is to be remembered of the web, given the sources that failed."""
        return self._web.visits(failed) if "_web" in vars(self) else ()

    def __enter__(self) -> _Reader:
        return self

    def __exit__(self, *_: object) -> None:
        if "_ahead" in vars(self):
            self._ahead.close()


def _index(
    settings: Settings,
    archive: Archive,
    found: FoundFiles,
    reader: _Reader,
    progress: Progress | None,
    stated: StatedMetadata = NOTHING,
) -> IndexReport:
    """Index what was found, and remember what was seen of the web."""
    from retrieval import reading
    from retrieval.archive import indexing
    from retrieval.archive.fetch_history import save_history
    from retrieval.archive.retention import expire_receipts
    from retrieval.embedding.when_needed import WhenNeeded

    # A day that was noted as in the future at the last run may have come since.
    judge_dates(archive)
    with reader:
        embedder = WhenNeeded(partial(make_embedder, settings))
        progress = progress or (lambda done, total, source: None)
        report = indexing.index(
            archive, embedder, found, reader.read, progress, reader.expect,
            said=stated, restate=restated,
        )  # fmt: skip
    # What failed is not remembered as seen, so that it is asked for again.
    failed = {failure.source for failure in report.failed}
    with suppress(ArchiveError):  # what is forgotten is only asked for again
        save_history(archive, reader.visits(failed), reading.reader_version())
    with suppress(ArchiveError):  # the next run's work
        expire_receipts(archive, settings.receipt_days)
    return report


def _dry_run(
    settings: Settings, found: FoundFiles, stated: StatedMetadata = NOTHING
) -> IndexReport:
    # Nothing is embedded, so that an archive of any model will do; without one all is new.
    with suppress(ArchiveMissing), open_archive(settings, any_model=True) as archive:
        return _dry_run_of(settings, archive, found, stated)
    return _dry_run_of(settings, None, found, stated)


def _dry_run_of(
    settings: Settings, archive: Archive | None, found: FoundFiles, stated: StatedMetadata
) -> IndexReport:
    from retrieval.archive import indexing

    with _read_ahead(settings, _web(settings, archive)) as ahead:
        return indexing.dry_run(
            archive, found, ahead.read, ahead.expect, said=stated, restate=restated
        )


def _web(
    settings: Settings,
    archive: Archive | None,
    lists: Sequence[str] = (),
    given_up: Collection[str] = (),
) -> Web:
    """The web as a run may see it, with what the archive remembers; `lists` are to be feeds."""
    from retrieval.archive.fetch_history import read_history
    from retrieval.reading import Web, Workers, reader_version

    # What an earlier version of the reading has seen is no reason to leave a page unread.
    version = reader_version()
    if archive is None:
        return Web(settings.allowed_hosts, version, lists=lists, workers=Workers())
    known = read_history(archive, version)
    return Web(
        settings.allowed_hosts,
        version,
        known,
        lists,
        held=archive.text,
        workers=Workers(),
        given_up=given_up,
    )


def refresh_feeds(
    settings: Settings,
    urls: Sequence[str] = (),
    *,
    progress: Progress | None = None,
    given_up: Collection[str] = (),
) -> IndexReport:
    """Read the feeds followed, and index what is new in them.

    One feed that fails does not stop the others; what a feed has dropped stays in the archive.

    Args:
        settings: Where the archive is, and which hosts are the team's own.
        urls: Only these of the feeds followed.
        progress: Called after each feed and page.
        given_up: Pages that are not asked for.

    Raises:
        UsageError: No feed is followed, or one of `urls` is not.
        ArchiveError: There is no archive, or it is locked or damaged.
    """
    from retrieval import reading
    from retrieval.archive import subscriptions

    with open_archive(settings) as archive:
        subscriptions.require_subscribed(archive, urls)
        feeds = urls or [feed.url for feed in subscriptions.subscriptions(archive)]
        if not feeds:
            raise UsageError("No feed is followed. Add one with: dateline feeds add URL")
        web = _web(settings, archive, feeds, given_up)
        reader = _Reader(settings, lambda: web)
        report = _index(settings, archive, reading.find_files(feeds), reader, progress)
        reasons = {failure.source: failure.reason for failure in report.failed}
        # None for one that was read: it takes the failure of an earlier reading away.
        told = {url: reasons.get(url) for url in feeds}
        subscriptions.note_reading(archive, told, web.titles)
    return report


def _read_ahead(settings: Settings, web: Web) -> ReadAhead:
    from retrieval import reading

    # Files and what comes from the web are parsed by the same processes.
    read = partial(reading.read, web=web)
    return reading.ReadAhead(read, reading.processes_for(settings.threads), workers=web.workers)
