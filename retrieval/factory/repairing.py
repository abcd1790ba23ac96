"""Mending the archive: its index anew, dates judged anew, and what a damaged file still holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from retrieval.errors import UsageError
from retrieval.factory.building import make_embedder, open_archive
from retrieval.settings import Settings
from retrieval.types import Article, Progress, PublishedHow

if TYPE_CHECKING:
    from retrieval.archive.salvaging import Salvaged
    from retrieval.archive.store import Archive


def rebuild(settings: Settings, progress: Progress) -> int:
    """Make everything that is derived anew; the number of articles.

    Raises:
        ArchiveError: There is no archive, or it is locked or damaged.
    """
    from retrieval.archive.rebuilding import rebuild

    # `rebuild` is what brings an archive from another model to this one.
    with open_archive(settings, any_model=True) as archive:
        judge_dates(archive)
        return rebuild(archive, make_embedder(settings), progress)


def salvage(settings: Settings) -> Salvaged:
    """Put what a damaged archive still holds into a new one in its place; `rebuild` it next.

    Raises:
        UsageError: The archive is a copy of a shared one.
        ArchiveError: There is no archive, or nothing of it can be read.
    """
    from retrieval.archive.archive_checks import missing
    from retrieval.archive.salvaging import salvage
    from retrieval.archive.setting_aside import DAMAGED
    from retrieval.archive.store import FILE

    if settings.database_url is not None:
        raise UsageError(
            f"{settings.home / FILE} is a copy of the shared archive: move it away, and the next "
            "question fills a new one. A damaged server is its backup's to mend."
        )
    if not any((settings.home / name).is_file() for name in (FILE, DAMAGED)):
        raise missing(settings.home)
    embedder = make_embedder(settings)
    return salvage(settings.home, embedder.name, embedder.dimension)


def judge_dates(archive: Archive) -> int:
    """Judge anew which days can be ones of publication: a clock may have been wrong.

    A day noted as in the future that has come is the article's day; a day held that has not come
    is only noted.

    Returns:
        How many articles have another date now.

    Raises:
        ArchiveLocked: Another process is writing.
        ArchiveError: The archive can't be written to.
    """
    from retrieval.archive.article_writing import restate_article
    from retrieval.archive.revisions import renew_revisions

    # Without the lock first: mostly nothing is to be done, and nobody waits.
    if not _misjudged(archive):
        return 0
    with archive.write_lock("dateline, judging dates anew"):
        # Again under the lock: another process may have written meanwhile.
        changed = _misjudged(archive)
        with archive.writing() as connection:
            for article in changed:
                restate_article(connection, article)
            renew_revisions(connection)
    return len(changed)


def _misjudged(archive: Archive) -> list[Article]:
    """The articles that are dated otherwise by today's clock, as they are to be."""
    from retrieval.archive.store import as_article
    from retrieval.reading.dates.date_parsing import latest_day

    with archive.reading() as connection:
        # A day too early is suspect by any clock; "in the future" depends on the clock of that
        # time.
        rows = connection.execute(
            "select * from articles where published > ?"
            " or (published is null and date_note like '%(suspect: in the future)')",
            (latest_day().isoformat(),),
        )
        judged = [(article, _judged(article)) for article in map(as_article, rows)]
    return [told for article, told in judged if told.published != article.published]


def _judged(article: Article) -> Article:
    from retrieval.reading.dates.date_mentions import date_mentions
    from retrieval.reading.dates.date_parsing import publication_date

    try:
        # A note begins with its day: "2031-05-04 (suspect: in the future)".
        day = date.fromisoformat(article.published or (article.date_note or "")[:10])
    except ValueError:
        return article
    published, note = publication_date(day)
    how: PublishedHow = "metadata" if published else "unknown"
    return replace(
        article,
        published=published,
        published_how=_said_in_text(article.text, published) or how,
        date_note=note,
        # Days without a year take theirs from the day of publication.
        dates=date_mentions(article.text, published, article.furniture),
    )


def _said_in_text(text: str, published: str | None) -> PublishedHow | None:
    """How the text below its metadata tells this day, or None where it does not."""
    from retrieval.errors import UnreadableArticle
    from retrieval.reading.formats.markdown import front_matter
    from retrieval.reading.press.bylines import read_byline

    try:
        _, start = front_matter(text)
    except UnreadableArticle:
        start = 0
    day, how, _ = read_byline(text[start:]).dated
    return how if published and day == published else None
