"""What the team states of articles: put over what was read of them, or beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from retrieval.reading.dates.date_mentions import date_mentions
from retrieval.reading.dates.date_parsing import EARLIEST, latest_day, publication_date, stated_date
from retrieval.reading.dates.partial_dates import partial_dates
from retrieval.reading.formats.metadata_fields import field_text
from retrieval.reading.press.known_outlets import canonical_outlet
from retrieval.types import Article, StatedMetadata


def with_stated(article: Article, stated: StatedMetadata, otherwise: StatedMetadata) -> Article:
    """The article as the team states it.

    Args:
        article: As it was read.
        stated: What counts whatever the article says.
        otherwise: What counts where the article says nothing; its year completes a date.
    """
    # The team's word on this file, then the article's own, then the team's word on its folder.
    published = stated.published or article.published or otherwise.published
    # "4 June" in the article and "year = 2015" in the folder's sidecar make a whole date.
    published = published or _completed(article.date_note, stated.year or otherwise.year)
    outlet = canonical_outlet(stated.outlet, None) or article.outlet
    told = replace(
        article,
        title=stated.title or article.title or otherwise.title,
        outlet=outlet or canonical_outlet(otherwise.outlet, None),
        author=stated.author or article.author or otherwise.author,
    )
    if published == article.published:
        return told
    return replace(
        told,
        published=published,
        published_how="metadata",
        date_note=None,
        partial=None,
        # Days such as "on Monday" depend on the date of publication: they are resolved anew.
        dates=date_mentions(article.text, published, article.furniture),
    )


def checked_date(value: object) -> str:
    """A date that the team gives, as ISO.

    Raises:
        ValueError: It is no whole date, or none on which an article can have been published;
            the message is a sentence for the user.
    """
    day, note = stated_date(value)
    if day is None:
        why = note if note and "suspect" in note else f"{value!s} is no whole date"
        raise ValueError(f"{why}; write it as 2015-06-04.")
    return day


def stated_from(fields: dict[str, object]) -> StatedMetadata:
    """What a table of fields states: `title`, `outlet`, `author`, `published`, `year`.

    Raises:
        ValueError: A date or a year can't be one, or a field is unknown; a sentence.
    """
    unknown = fields.keys() - {"title", "outlet", "author", "published", "year"}
    if unknown:
        raise ValueError(f"{min(unknown)!r} is no field; use title, outlet, author, published.")
    published = fields.get("published")
    return StatedMetadata(
        title=field_text(fields.get("title")),
        outlet=field_text(fields.get("outlet")),
        author=field_text(fields.get("author")),
        published=None if published is None else checked_date(published),
        year=_year(fields.get("year")),
    )


def _year(value: object) -> int | None:
    if value is None:
        return None
    year = value if isinstance(value, int) and not isinstance(value, bool) else 0
    if not EARLIEST <= year <= latest_day().year:
        raise ValueError(f"{value!r} is no year of publication; write it as 2015.")
    return year


def _completed(note: str | None, year: int | None) -> str | None:
    """The day and month of a note in this year, where that is a day of publication."""
    if not note or not year:
        return None
    # A span ("4 to 6 June") is no day of publication.
    given = next((one.high for one in partial_dates(note) if one.low == one.high), None)
    if not given or not given.day or not given.month or given.year:
        return None
    try:
        return publication_date(date(year, given.month, given.day))[0]
    except ValueError:  # 29 February
        return None
