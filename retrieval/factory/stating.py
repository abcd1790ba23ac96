"""What the team states of articles, put over what is read, and kept in the archive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from retrieval.errors import UsageError
from retrieval.factory.making import open_archive
from retrieval.settings import Settings
from retrieval.types import NOTHING, Article, Found, Reading, SourceFile, Stated

if TYPE_CHECKING:
    from retrieval.archive.store import Archive


def edit(settings: Settings, name: str, said: Stated) -> Article:
    """State of one article, by its id or source, what it does not say itself; it is kept.

    Returns:
        The article as it is now.

    Raises:
        UsageError: No article is called so.
        ArchiveError: There is no archive, or it is locked or damaged.
    """
    from retrieval.archive.article_writing import restate_article
    from retrieval.archive.stated import state
    from retrieval.reading.stated_metadata import with_stated

    take_own_outlets(settings)
    archive = open_archive(settings, any_model=True)
    with archive, archive.write_lock("dateline edit"):
        article = archive.article(name)
        if article is None:
            raise UsageError(f"No article is called {name!r}; `dateline articles` lists them.")
        told = with_stated(article, said, NOTHING)
        with archive.writing() as connection:
            state(connection, article.id, said)
            restate_article(connection, told)
    return told


def take_own_outlets(settings: Settings) -> None:
    """Read with the team's own names of outlets before the shipped ones."""
    from retrieval.names.aliases import read_aliases
    from retrieval.reading.press.known_outlets import take_own

    take_own(read_aliases(settings.home).outlets)


def restamped(found: Found, said: Stated) -> Found:
    """What was found, to be read again where something is said of it."""
    if not said:
        return found
    from retrieval.reading.sidecar import digest

    mark = digest(said)
    files = tuple(replace(file, stamp=f"{file.stamp}-{mark}") for file in found.files)
    return replace(found, files=files)


def as_stated(
    read: Callable[[SourceFile], Reading], archive: Archive | None, said: Stated, *, keep: bool
) -> Callable[[SourceFile], Reading]:
    """A reader that puts what the team states over what was read; `keep` what is `said` now."""
    from retrieval.archive.stated import state, stated
    from retrieval.reading.stated_metadata import with_stated

    known = stated(archive) if archive else {}

    def told(file: SourceFile) -> Reading:
        reading = read(file)
        if said and keep and archive and reading.articles:
            with archive.writing() as connection:
                for article in reading.articles:
                    known[article.id] = state(connection, article.id, said)
        mine = [
            (article, said.over(known.get(article.id, NOTHING)).over(file.stated))
            for article in reading.articles
        ]
        whole = tuple(with_stated(article, one, file.otherwise) for article, one in mine)
        return replace(reading, articles=whole)

    return told
