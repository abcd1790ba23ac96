"""A page on the web as an article: asked for politely, read like a saved one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from retrieval.errors import UnreadableArticle
from retrieval.reading.addresses import checked_addresses, read_url, system_resolver
from retrieval.reading.fetching import fetch
from retrieval.reading.html import read_html
from retrieval.reading.pdf import read_pdf
from retrieval.reading.plain import read_plain
from retrieval.reading.robots import Robots
from retrieval.types import Article

_READERS: dict[str, Callable[[bytes, str, str], Article]] = {
    "text/html": read_html,
    "application/xhtml+xml": read_html,
    "text/plain": read_plain,
    "application/pdf": read_pdf,
}


def is_url(path: str) -> bool:
    """Whether what was given is a page's address rather than a path."""
    return path.lower().startswith(("http://", "https://"))


def read_page(url: str, allowed_hosts: frozenset[str]) -> Article:
    """The article on a page; its source and its key are the URL as it was given.

    Args:
        url: The page's address.
        allowed_hosts: Hosts (`host` or `host:port`) that may lie in a private network.

    Raises:
        UnreadableArticle: The page may not or can't be fetched, or holds no article.
    """
    # First, so that a refused address is told as one, not as a robots.txt that can't be read.
    checked_addresses(read_url(url), allowed_hosts, system_resolver)
    get = partial(fetch, allowed_hosts=allowed_hosts)
    fetched = get(url, may_fetch=Robots(get).may_fetch)
    reader = _READERS.get(fetched.content_type or "text/html")
    if reader is None:
        raise UnreadableArticle(
            f"It is of the type {fetched.content_type}; pages, plain text and PDF can be read."
        )
    article = reader(fetched.body, url, url)
    return article if article.url else replace(article, url=fetched.url)
