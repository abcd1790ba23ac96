"""A shared archive: how fast it is filled and copied, and what it costs a question and a change.

    python -m benchmarks.shared [--articles 10000] [--paragraphs 5]

The database at DATELINE_DATABASE_URL must be empty. Articles and vectors are invented, a chunk a
paragraph; no model is loaded. `alone` is the same change in an archive of its own.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.invented import fill
from retrieval import factory
from retrieval.archive.indexing import remove
from retrieval.archive.shared.comparing import examine_copy
from retrieval.archive.store import FILE, Archive
from retrieval.archive.subscriptions import subscribe
from retrieval.errors import ConfigurationError
from retrieval.settings import Settings, read_settings

TIMES = 300


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--paragraphs", type=int, default=5)
    given = parser.parse_args()
    url = read_settings().database_url
    if url is None:
        raise ConfigurationError("Set DATELINE_DATABASE_URL to the address of an empty database.")
    with tempfile.TemporaryDirectory() as folder:
        one, two = Path(folder) / "one", Path(folder) / "two"
        # First alone, so that the figures of the shared archive have something to stand beside.
        own = read_settings(home=one, database_url="")
        chunks, seconds = fill(own, given.paragraphs * given.articles, given.paragraphs)
        told("indexed alone", given.articles, seconds)
        print(f"{chunks:,} chunks, {(one / FILE).stat().st_size / 1e6:,.0f} MB")
        with factory.open_archive(own) as archive:
            each("a note alone", lambda n: note(archive, n))
        # The home is filled already: this puts it into the database as it is.
        shared = read_settings(home=one)
        told("put into the shared archive", given.articles, timed(lambda: factory.share(shared)))
        # An empty home: opening it fills the copy.
        second = read_settings(home=two)
        told("copied to a new machine", given.articles, timed(lambda: opened(second)))
        compared(shared, second)


def compared(shared: Settings, second: Settings) -> None:
    """What two machines that share the archive pay."""
    # Both look at one log, as two machines do.
    with factory.open_archive(shared) as here, factory.open_archive(second) as there:
        log = here.log
        assert log is not None
        with log.server.connection() as server:
            size = "select pg_total_relation_size('dateline_rows') / 1e6"
            print(f"{server.execute(size).fetchone()[0]:,.0f} MB in PostgreSQL")
        each("a look at the head, nothing new", lambda _: log.catch_up(here))
        each("a note", lambda n: note(here, 2000 + n))
        # Other numbers than before, since an address that is followed already changes nothing.
        each("a look with one note to take in", lambda n: note(here, 1000 + n), there)
        ids = iter([listing.id for listing in here.listings()])
        remove(here, [next(ids)])  # the snapshot is written anew
        each("a look with one removal to take in", lambda _: remove(here, [next(ids)]), there, 20)
        print(f"doctor's comparison: {timed(lambda: print(examine_copy(there))):,.1f} s")


# The smallest change there is: a row of one table.
def note(archive: Archive, number: int) -> None:
    subscribe(archive, [f"https://news.example/{number}"])


def opened(settings: Settings) -> None:
    factory.open_archive(settings).close()


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def each(
    what: str, work: Callable[[int], object], then: Archive | None = None, times: int = TIMES
) -> None:
    """The median and 95th percentile of the work, or of what another machine does after it."""
    taken = []
    for number in range(times):
        began = time.perf_counter()
        work(number)
        if then is not None and then.log is not None:
            # Only what the other machine does is timed, not what it has to take in.
            began = time.perf_counter()
            then.log.catch_up(then)
        taken.append(1000 * (time.perf_counter() - began))
    taken.sort()
    print(f"{what}: {statistics.median(taken):.2f} ms, 95th {taken[int(0.95 * times)]:.2f} ms")


def told(what: str, articles: int, seconds: float) -> None:
    print(f"{what}: {articles:,} articles in {seconds:,.1f} s, {articles / seconds:,.0f}/s")


if __name__ == "__main__":
    main()
