"""A fetched page as an article: its own address, its own outlet, read like a saved page."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from dataclasses import replace

from retrieval.errors import UnreadableArticle
from retrieval.reading.article import Metadata
from retrieval.reading.dates.publication_date import month_and_day
from retrieval.reading.formats.encoding import decode
from retrieval.reading.formats.html.page import read_html
from retrieval.reading.formats.pdf.document import read_pdf
from retrieval.reading.formats.plain_text import read_plain
from retrieval.reading.press.corrections import read_revision
from retrieval.reading.press.known_outlets import host_of, outlet_of_host
from retrieval.reading.web.canonical_url import canonical_url, require_arrival, same_site
from retrieval.reading.web.fetching import Fetched
from retrieval.reading.web.url_safety import without_tracking
from retrieval.types import Article

_READERS: dict[str, Callable[[bytes, str, str], Article]] = {
    "text/html": read_html,
    "application/xhtml+xml": read_html,
    "text/plain": read_plain,
    "application/pdf": read_pdf,
}


def page_article(
    url: str, fetched: Fetched, hint: Metadata | None = None, *, canonical: bool = True
) -> Article:
    """The article on a page; its source is its canonical address.

    Args:
        url: The address that was asked for.
        fetched: What came.
        hint: What a feed or a sitemap says of the page, for what it does not say itself.
        canonical: Whether the page's own word on its address is believed.

    Raises:
        UnreadableArticle: The site led elsewhere, or the page holds no article.
    """
    require_arrival(url, fetched.url, fetched.body)
    reader = _READERS.get(fetched.content_type or "text/html")
    if reader is None:
        raise UnreadableArticle(
            f"It is of the type {fetched.content_type}; pages, plain text, PDF, feeds and"
            " sitemaps can be read."
        )
    raw, source = fetched.body, without_tracking(fetched.url)
    if reader in (read_html, read_plain) and fetched.charset:
        # The server's word goes before the page's own, as in browsers; a PDF needs neither.
        raw = _as_utf8(raw, fetched.charset)
    if reader is read_html and canonical:
        source = without_tracking(canonical_url(decode(raw), fetched.url))
    article = reader(raw, source, source)
    own = replace(article, outlet=_own_outlet(article, fetched.url), url=source)
    return _filled(own, hint)


def _as_utf8(raw: bytes, charset: str) -> bytes:
    """The page in UTF-8 with a mark, so that no word of its own on its encoding holds."""
    return codecs.BOM_UTF8 + decode(raw, charset).encode("utf-8")


def _own_outlet(article: Article, landed: str) -> str | None:
    """The outlet by the host that served the page; a page's word for another's is not taken."""
    own, claimed = host_of(landed) or "", host_of(article.url or "") or ""
    if outlet_of_host(own):
        return outlet_of_host(own)
    # The reader names the outlet by the address that the page claims. If that is another site's,
    # the name is given up for the host that served the page.
    elsewhere = claimed and not same_site(f"http://{claimed}/", f"http://{own}/")
    taken = elsewhere and article.outlet in {outlet_of_host(claimed), claimed}
    return own if taken else article.outlet


def _filled(article: Article, hint: Metadata | None) -> Article:
    """The article with what a list says of it where the page itself says nothing."""
    if hint is None:
        return article
    host = host_of(article.source)
    # A bare host is only a stand-in: a list that names the outlet knows better.
    outlet = None if article.outlet == host else article.outlet
    title = article.title or hint.title
    filled = replace(
        article,
        title=title,
        author=article.author or hint.author,
        outlet=outlet or hint.outlet or article.outlet,
        # The page had no title; the list's may begin with "UPDATE 2-".
        revision=article.revision or read_revision(title, ""),
    )
    if article.published or not (hint.published or hint.date_note):
        return filled
    note = None if hint.published else article.date_note or hint.date_note
    return replace(
        filled,
        published=hint.published,
        published_how=hint.published_how,
        date_note=note,
        partial=month_and_day(note),
    )
