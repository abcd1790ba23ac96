"""Sitemaps (https://www.sitemaps.org/protocol.html) and their news dates: lists of pages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from retrieval.errors import UnreadableArticle
from retrieval.reading.article import Metadata
from retrieval.reading.dates.date_parsing import stated_date
from retrieval.reading.formats.untrusted_markup import checked_xml
from retrieval.reading.press.known_outlets import known_outlet
from retrieval.reading.web.connection import BadCoding, TooLarge, body

ROOTS = frozenset({"urlset", "sitemapindex"})
"""The first elements by which a sitemap is told."""

MOST_MAPS = 50
"""The most sitemaps of one index that are read in a run, the newest first."""
MOST_UNPACKED = 52_428_800
"""The most bytes that the protocol lets a sitemap have."""

_GZIP = b"\x1f\x8b"
_LONGEST = 1_000  # characters of an address, a title, a date


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """An address that a sitemap lists, what it says of the page, and a stamp of all that."""

    url: str
    changed: str
    metadata: Metadata
    stamp: str


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap lists, the newest first: pages, or other sitemaps (`is_index`)."""

    listed: tuple[SitemapEntry, ...]
    is_index: bool


def unzipped(raw: bytes) -> bytes:
    """`raw`, unzipped where it is a gzip file.

    Raises:
        UnreadableArticle: It is damaged, or unfolds past the limit.
    """
    if not raw.startswith(_GZIP):
        return raw
    try:
        return body([raw], "gzip", MOST_UNPACKED)
    except TooLarge:
        raise UnreadableArticle(
            f"Unpacked it has more than {MOST_UNPACKED // 1_000_000} MB, as no sitemap may."
        ) from None
    except BadCoding:
        raise UnreadableArticle("It is a damaged gzip file; try again later.") from None


def read_sitemap(raw: bytes, base: str, charset: str | None = None) -> Sitemap:
    """The sitemap in these bytes.

    Args:
        raw: The document.
        base: Where it came from, for addresses that are not whole.
        charset: The encoding that it was sent with, if any.

    Raises:
        UnreadableArticle: It is no sitemap, lists nothing, or is not safe to be read.
    """
    from defusedxml.ElementTree import fromstring

    root: Any = fromstring(checked_xml(raw, charset), forbid_dtd=True)
    if _name(root) not in ROOTS:
        raise UnreadableArticle("It is no sitemap; give the address of one, or of a page.")
    # A page that is listed twice counts once, as it is listed last.
    found = {listed.url: listed for listed in _listed(root, base)}
    if not found:
        raise UnreadableArticle("The sitemap lists no page; check whether it is the right one.")
    # ISO dates sort as text; pages without one, "", come last, in the sitemap's order.
    newest_first = sorted(found.values(), key=lambda one: one.changed, reverse=True)
    return Sitemap(tuple(newest_first), _name(root) == "sitemapindex")


def _listed(root: Any, base: str) -> Iterator[SitemapEntry]:
    for element in root:
        if _name(element) not in {"url", "sitemap"}:
            continue
        says = {
            _name(part): " ".join(part.text.split())[:_LONGEST]
            # Of two parts with one name the first counts: a dict keeps the one that comes last.
            for part in reversed(list(_of_the_page(element)))
            if part.text and part.text.strip()
        }
        if not says.get("loc"):
            continue
        try:
            url = urljoin(base, says["loc"])
        except ValueError:
            continue
        published, note = stated_date(says.get("publication_date"))
        # `<news:name>`, within `<news:publication>`.
        outlet = says.get("name")
        metadata = Metadata(
            title=says.get("title"),
            outlet=known_outlet(outlet) or outlet if outlet else None,
            published=published,
            published_how="metadata" if published else "unknown",
            date_note=note,
            url=url,
        )
        changed = says.get("lastmod") or says.get("publication_date") or ""
        stamp = hashlib.sha256(changed.encode("utf-8", "replace")).hexdigest()[:16]
        yield SitemapEntry(url, stated_date(changed)[0] or "", metadata, stamp)


def _of_the_page(element: Any) -> Iterator[Any]:
    """What an entry says of the page itself, not of the pictures and films on it."""
    for part in element:
        yield part
        # `<news:news>`; the `<title>` of an `<image:image>` is the picture's.
        if _name(part) == "news":
            yield from part.iter()


def _name(element: Any) -> str:
    """An element's name without its namespace; comments have none."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
