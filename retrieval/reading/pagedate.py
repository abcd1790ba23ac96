"""When a page was published, as its metadata, its address or its own text states it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, datetime
from typing import Any

from retrieval.reading.dates import EARLIEST, latest_day, stated_date, usable
from retrieval.types import PublishedHow

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
_IN_URL = re.compile(
    r"/(?P<year>(?:19|20)\d{2})[/-](?P<month>\d{1,2})[/-](?P<day>\d{1,2})(?=[/-]|$)"
)
_MONTH_IN_URL = re.compile(r"/(?P<year>(?:19|20)\d{2})/(?P<month>[01]\d)/")
_DATED_TYPES = re.compile(r"(?:Article|Posting|Report|Review)$")
_LONGEST_LABEL = 120
_DEEPEST = 12


def page_date(tree: Any, url: str | None) -> tuple[str | None, PublishedHow]:
    """The page's publication date, ISO, and how it is known.

    The page's metadata comes first, then its address, then a date that stands by itself on
    the page (found by htmldate, https://doi.org/10.21105/joss.02439, without its guesses).
    A date in the future or before 1900 is not taken.
    """
    stated = _from_meta(tree) or _from_json(tree)
    in_url = _from_url(url)
    if stated:
        return stated, "metadata"
    if in_url:
        return in_url, "url"
    shown = _shown(tree)
    month = _MONTH_IN_URL.search(url or "")
    if shown and month and shown[:7] != f"{month['year']}-{month['month']}":
        shown = None
    return shown, "dateline" if shown else "unknown"


def _from_meta(tree: Any) -> str | None:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").casefold()
        day = stated_date(meta.get("content"))[0] if name in _META else None
        if day:
            found.setdefault(name, day)
    return next((found[name] for name in _META if name in found), None)


def _from_json(tree: Any) -> str | None:
    """`datePublished` of the article in the page's linked data."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(data, _DEEPEST):
            day = stated_date(thing.get("datePublished"))[0] if _is_article(thing) else None
            if day:
                return day
    return None


def _things(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict) and depth:
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _things(data.get(key), depth - 1)
    elif isinstance(data, list) and depth:
        for item in data:
            yield from _things(item, depth - 1)


def _is_article(thing: dict[str, Any]) -> bool:
    kinds = thing.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and _DATED_TYPES.search(kind) for kind in kinds)


def _from_url(url: str | None) -> str | None:
    match = _IN_URL.search(url or "")
    if match is None:
        return None
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
    return day.isoformat() if usable(day) else None


def _shown(tree: Any) -> str | None:
    """A date in a part of the page that is short enough to be a label."""
    from htmldate import find_date

    page = deepcopy(tree)
    for element in list(page.iter("p", "img", "script", "style", "footer", "aside", "meta")):
        if element.tag != "p" or len(element.text_content()) > _LONGEST_LABEL:
            element.drop_tree()
    found = find_date(
        page,
        extensive_search=False,
        original_date=True,
        url="",
        min_date=datetime(EARLIEST, 1, 1),
        max_date=latest_day().isoformat(),
    )
    return stated_date(found)[0]
