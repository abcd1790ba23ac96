"""The feeds that the team follows: kept in the archive, read when asked to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from retrieval.archive.store import Archive
from retrieval.errors import UsageError
from retrieval.messages import gettext
from retrieval.types import Subscription


def subscriptions(archive: Archive) -> tuple[Subscription, ...]:
    """Every feed followed, in the order in which they were added."""
    with archive.reading() as connection:
        rows = connection.execute("select * from feeds order by added, url")
        return tuple(Subscription(**dict(row)) for row in rows)


def subscribe(archive: Archive, urls: Sequence[str]) -> tuple[str, ...]:
    """Follow these feeds; those not followed before come back."""
    # To the microsecond: feeds are listed in the order in which they were added.
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    with archive.noting() as connection:
        return tuple(
            url
            # An address that is named twice is told once.
            for url in dict.fromkeys(urls)
            if connection.execute(
                "insert or ignore into feeds (url, added) values (?, ?)", (url, now)
            ).rowcount
        )


def unsubscribe(archive: Archive, urls: Sequence[str]) -> None:
    """Follow these feeds no longer: all of them or, if one is unknown, none.

    Their articles stay. What was remembered of the feeds is forgotten, so that one that is
    added again is read from the start.

    Raises:
        UsageError: One of them is not followed.
    """
    # Before anything is deleted, so that an unknown one leaves all as they were.
    require_subscribed(archive, urls)
    with archive.noting() as connection:
        for url in urls:
            connection.execute("delete from feeds where url = ?", (url,))
            connection.execute("delete from visits where url = ?", (url,))


def require_subscribed(archive: Archive, urls: Sequence[str]) -> None:
    """Raise a UsageError where one of the addresses is not followed."""
    known = {feed.url for feed in subscriptions(archive)}
    for url in urls:
        if url not in known:
            form = gettext("No feed {url} is followed; `dateline feeds list` shows those that are.")
            raise UsageError(form.format(url=repr(url)))


def note_reading(
    archive: Archive, failures: Mapping[str, str | None], titles: Mapping[str, str]
) -> None:
    """Note that feeds were read just now, each with the reason why it failed, or None."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with archive.noting() as connection:
        for url, failure in failures.items():
            connection.execute(
                # A failure tells no title: the one that is known stays. A feed that was left
                # meanwhile does not come back by an update.
                "update feeds set checked = ?, failure = ?, title = coalesce(?, title)"
                " where url = ?",
                (now, failure, titles.get(url) or None, url),
            )
