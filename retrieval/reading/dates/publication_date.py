"""When an article was published: metadata and text weighed, and what can't be marked so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from retrieval.reading.dates.date_parsing import is_suspect, publication_date
from retrieval.reading.dates.partial_dates import PartialDay, partial_dates
from retrieval.types import PublishedHow

Published = tuple[str | None, PublishedHow, str | None]
"""The ISO date or None, how it is known, and where there is none, a note or None."""

# "/2015/06/" in an address
_MONTH_IN_URL = re.compile(r"/(?P<year>(?:19|20)\d{2})/(?P<month>0?[1-9]|1[0-2])/")
# "2015"
_YEAR = re.compile(r"(?:19|20)\d\d")


def publication(stated: Published, in_text: Published, url: str | None) -> Published:
    """The publication date of an article, from its metadata and from its text.

    The metadata's word goes first. A day without a year, as a dateline has it, gets the year
    from metadata or the page's address that give year and month; a date in the future or
    before 1900 is only noted as suspect.
    """
    stated, in_text = _gated(stated), _gated(in_text)
    if stated[0]:
        return stated
    # Where metadata state a part ("June 2015"), a whole date in the text does not overrule it.
    if in_text[0] and (not stated[2] or is_suspect(stated[2])):
        return in_text
    whole = _completed(in_text[2], stated[2], url)
    if whole:
        return whole, "dateline", None
    return None, "unknown", stated[2] or in_text[2]


def _gated(one: Published) -> Published:
    published, how, _ = one
    if not published:
        return one
    try:
        day, doubt = publication_date(date.fromisoformat(published))
    except ValueError:
        return None, "unknown", published
    return (day, how, None) if day else (None, "unknown", doubt)


def _completed(day: str | None, stated: str | None, url: str | None) -> str | None:
    """The day and month of the note `day` in the year that metadata or the address state."""
    # "4 June (year not stated)"; a span is not completed.
    given = next(
        (one.high for one in partial_dates(day or "") if one.low == one.high), PartialDay()
    )
    if not given.day or not given.month or given.year:
        return None
    for year, month in _months(stated, url):
        # A bare year is not enough about New Year's Eve.
        if given.month == month or (month is None and given.month not in (1, 12)):
            return _gated((f"{year}-{given.month:02}-{given.day:02}", "dateline", None))[0]
    return None


def _months(stated: str | None, url: str | None) -> Iterator[tuple[int, int | None]]:
    """The year, and the month or None, that a partial date in metadata and an address state."""
    if stated and _YEAR.fullmatch(stated):
        yield int(stated), None
    for one in partial_dates(stated or ""):
        if one.low.grain == (True, False) and one.low == one.high and one.low.year:
            yield one.low.year, one.low.month
    in_url = _MONTH_IN_URL.search(url or "")
    if in_url:
        yield int(in_url["year"]), int(in_url["month"])


def month_and_day(note: str | None) -> tuple[int, int] | None:
    """Month and day of a note that lacks only the year (`4 June (year not stated)`), or None."""
    for one in partial_dates((note or "").partition(" (")[0]):
        day = one.high
        if one.low == one.high and day.year is None and day.month and day.day:
            return day.month, day.day
    return None
