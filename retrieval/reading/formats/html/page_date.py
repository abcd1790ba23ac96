"""When a page was published, as its metadata, its address or its own text states it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from retrieval.reading.dates.date_parsing import is_suspect, publication_date, stated_date
from retrieval.reading.formats.html.displayed_date import shown_date
from retrieval.reading.formats.html.linked_data import linked_articles, publication_value
from retrieval.reading.formats.html.main_content import Story
from retrieval.reading.press.outlet_time_zone import local_day, placeless_day, utc_time
from retrieval.types import PublishedHow

# The most telling names first; several may stand on one page.
_META = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "published-date",
    "date",
)
# "/2015/06/04/" in an address
_IN_URL = re.compile(
    r"/(?P<year>(?:19|20)\d{2})[/-](?P<month>\d{1,2})[/-](?P<day>\d{1,2})(?=[/-]|$)"
)
# "/2015/06/" in an address
_MONTH_IN_URL = re.compile(r"/(?P<year>(?:19|20)\d{2})/(?P<month>[01]\d)/")
Dated = tuple[str | None, str | None]
"""An ISO date and None, or None and a note."""


def page_date(
    tree: Any, url: str | None, story: Story, host: str | None = None
) -> tuple[str | None, PublishedHow, str | None]:
    """The page's publication date, ISO, how it is known, and where there is none, a note or None.

    The page's metadata comes first, then its address, then a day that the page shows as the
    article's own. A time in UTC is the day that the page shows beside it, or the one that it
    was at the outlet's place. A date in the future or before 1900 is not taken; if it is all
    there is, the note tells it.

    Args:
        tree: The page.
        url: Its own address, if it states one.
        story: The story found on it.
        host: Where the outlet's pages lie, if that is known.
    """
    values = [*_in_meta(tree), *_in_json(tree)]
    dated = [(value, _dated(value, host)) for value in values]
    first = next(((value, day) for value, (day, _) in dated if day), None)
    shown = shown_date(story)
    # 20:30 UTC on the 3rd, and the page shows "4 June": at its outlet's place it was the 4th.
    if first and shown and _is_same_night(first[0], shown):
        return shown, "dateline", None
    if first:
        return first[1], "metadata", None
    in_url = _from_url(url)
    if in_url[0]:
        return in_url[0], "url", None
    # "/2015/06/" in the address and "4 July" on the page: one of them is not the article's.
    month = _MONTH_IN_URL.search(url or "")
    if shown and not (month and shown[:7] != f"{month['year']}-{month['month']}"):
        return shown, "dateline", None
    return None, "unknown", _suspect([*(one for _, one in dated), in_url])


def _dated(value: Any, host: str | None) -> Dated:
    moment = utc_time(value)
    return publication_date(local_day(moment, host)) if moment else stated_date(value)


def _is_same_night(value: Any, shown: str) -> bool:
    """Whether a moment and a day that is shown differ by no more than their places."""
    day = placeless_day(value)
    return day is not None and abs(day - date.fromisoformat(shown)) <= timedelta(days=1)


def _suspect(found: Iterable[Dated]) -> str | None:
    """The first note that tells of a day that can't be one of publication."""
    return next((note for _, note in found if is_suspect(note)), None)


def _in_meta(tree: Any) -> list[Any]:
    """What the page's metadata states, the most telling names first."""
    found: dict[str, list[Any]] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").casefold()
        if name in _META:
            found.setdefault(name, []).append(meta.get("content"))
    return [value for name in _META for value in found.get(name, ())]


def _in_json(tree: Any) -> list[Any]:
    """`datePublished` of the article in the page's linked data."""
    return [publication_value(article) for article in linked_articles(tree)]


def _from_url(url: str | None) -> Dated:
    match = _IN_URL.search(url or "")
    if match is None:
        return None, None
    try:
        return publication_date(date(int(match["year"]), int(match["month"]), int(match["day"])))
    except ValueError:
        return None, None
