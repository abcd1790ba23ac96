"""What a page states of itself beside its date, as trafilatura finds it.

Its `extract_metadata` also looks for a date, categories, tags and a licence, a third of the
work for what is not needed here; so its steps are called one by one.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from retrieval.reading.formats.html.linked_data import (
    linked_authors,
    linked_headline,
    linked_publisher,
)

_HOST = re.compile(r"https?://(?:www\.|w[0-9]+\.)?([^/]+)")  # `https://www.tully.example/harbour`
_HOST_NAME = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}")  # `Tully.example`, but `Ships sink.`


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page says of itself; None where it says nothing."""

    title: str | None
    author: str | None
    url: str | None
    sitename: str | None


def page_metadata(tree: Any) -> PageMetadata:
    """Title, author, address and name of the site, from meta tags, linked data, then the page.

    Raises:
        Exception: Any of lxml's and trafilatura's own, on a page that they can't read.
    """
    from trafilatura import metadata as steps

    found = steps.examine_meta(tree)
    if " " not in (found.author or " "):
        found.author = None  # an account's name rather than a person's
    with suppress(Exception):  # linked data that is broken costs only itself
        found = steps.extract_meta_json(tree, found)
    found.title = found.title or linked_headline(tree)
    found.sitename = found.sitename or linked_publisher(tree)
    people, desks = linked_authors(tree)
    found.author = found.author or "; ".join(people) or None
    # What the page itself shows comes last, for what neither of the two states.
    found.title = found.title or steps.extract_title(tree)
    # A desk is named as the author of much that somebody has signed.
    found.author = found.author or steps.extract_author(tree) or "; ".join(desks) or None
    found.url = found.url or steps.extract_url(tree)
    found.sitename = _site(found.sitename or _host_named(steps.extract_sitename(tree)), found.url)
    found.clean_and_trim()
    return PageMetadata(found.title, found.author, found.url, found.sitename)


def _host_named(part: str | None) -> str | None:
    """A part of the page's title, if it is a host: trafilatura takes any with a full stop in it."""
    return part if part and _HOST_NAME.fullmatch(part.strip()) else None


def _site(name: str | None, url: str | None) -> str | None:
    """The site's name as people write it; its host where it has none."""
    if not name:
        host = _HOST.match(url or "")
        return host[1] if host else name
    bare = name.lstrip("@")
    return bare if "." in bare or bare[:1].isupper() else bare.title()
