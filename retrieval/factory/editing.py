"""What the team states of articles, put over what is read, and kept in the archive."""

from __future__ import annotations

from dataclasses import replace

from retrieval.errors import UsageError
from retrieval.factory.building import open_archive
from retrieval.settings import Settings
from retrieval.types import NOTHING, Article, FoundFiles, SourceFile, StatedMetadata


def edit(settings: Settings, name: str, said: StatedMetadata) -> Article:
    """State of one article, by its id or source, what it does not say itself; it is kept.

    Returns:
        The article as it is now.

    Raises:
        UsageError: No article is called so.
        ArchiveError: There is no archive, or it is locked or damaged.
    """
    from retrieval.archive.article_writing import restate_article
    from retrieval.archive.stated_table import save_stated
    from retrieval.reading.stated_metadata import with_stated

    # The outlet may be said by any name that the team has for it.
    take_own_outlets(settings)
    archive = open_archive(settings, any_model=True)
    # Read under the lock, too: nobody may write the article in between.
    with archive, archive.write_lock("dateline edit"):
        article = archive.article(name)
        if article is None:
            raise UsageError(f"No article is called {name!r}; `dateline articles` lists them.")
        told = with_stated(article, said, NOTHING)
        with archive.writing() as connection:
            save_stated(connection, article.id, said)
            restate_article(connection, told)
    return told


def take_own_outlets(settings: Settings) -> None:
    """Read with the team's own names of outlets before the shipped ones."""
    from retrieval.names.aliases import read_aliases
    from retrieval.reading.press.known_outlets import use_own_outlets

    use_own_outlets(read_aliases(settings.home).outlets)


def restamped(found: FoundFiles, said: StatedMetadata) -> FoundFiles:
    """What was found, to be read again where something is said of it."""
    if not said:
        return found
    from retrieval.reading.sidecar import digest

    # The same words make the same stamp, so that said again they cause no further reading.
    mark = digest(said)
    files = tuple(replace(file, stamp=f"{file.stamp}-{mark}") for file in found.files)
    return replace(found, files=files)


def restated(file: SourceFile, article: Article, said: StatedMetadata) -> Article:
    """The article with what is `said` of it, and what is stated of its file, over what was read."""
    from retrieval.reading.stated_metadata import with_stated

    # What is said now comes first, then what is stated of the file, then the text; what is stated
    # of its folder only fills what is left.
    return with_stated(article, said.over(file.stated), file.otherwise)
