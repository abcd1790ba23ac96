"""When a page was published, as its metadata, its address or its own text states it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from datetime import date, datetime
from typing import Any

from retrieval.reading.dates import (
    EARLIEST,
    is_suspect,
    latest_day,
    publication_date,
    stated_date,
)
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


Dated = tuple[str | None, str | None]
"""An ISO date and None, or None and a note."""


def page_date(tree: Any, url: str | None) -> tuple[str | None, PublishedHow, str | None]:
    """The page's publication date, ISO, how it is known, and where there is none, a note or None.

    The page's metadata comes first, then its address, then a date that stands by itself on
    the page (found by htmldate, https://doi.org/10.21105/joss.02439, without its guesses).
    A date in the future or before 1900 is not taken; if it is all there is, the note tells it.
    """
    meta, linked, in_url = _from_meta(tree), _from_json(tree), _from_url(url)
    stated = meta[0] or linked[0]
    if stated:
        return stated, "metadata", None
    if in_url[0]:
        return in_url[0], "url", None
    shown = _shown(tree)
    month = _MONTH_IN_URL.search(url or "")
    if shown and month and shown[:7] != f"{month['year']}-{month['month']}":
        shown = None
    if shown:
        return shown, "dateline", None
    return None, "unknown", meta[1] or linked[1] or in_url[1]


def _best(found: Iterable[Dated]) -> Dated:
    """The first date, else the first suspect one, as a note."""
    dated = list(found)
    day = next((day for day, _ in dated if day), None)
    return day, None if day else next((note for _, note in dated if is_suspect(note)), None)


def _from_meta(tree: Any) -> Dated:
    found: dict[str, Dated] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").casefold()
        if name in _META:
            dated = stated_date(meta.get("content"))
            found[name] = _best([found.get(name, dated), dated])
    return _best(found[name] for name in _META if name in found)


def _from_json(tree: Any) -> Dated:
    """`datePublished` of the article in the page's linked data."""
    stated = (thing.get("datePublished") for thing in _linked(tree) if _is_article(thing))
    return _best(stated_date(_value(one)) for one in stated)


def _value(stated: Any) -> Any:
    """A value of linked data, which may stand in a list or come with its type."""
    first = stated[0] if isinstance(stated, list) and stated else stated
    return first.get("@value") if isinstance(first, dict) else first


def _linked(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _things(data, _DEEPEST)


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


def _from_url(url: str | None) -> Dated:
    match = _IN_URL.search(url or "")
    if match is None:
        return None, None
    try:
        return publication_date(date(int(match["year"]), int(match["month"]), int(match["day"])))
    except ValueError:
        return None, None


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
