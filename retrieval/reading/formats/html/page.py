"""Saved web pages: the story's paragraphs, and what the page's head says of it."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from functools import cache
from typing import Any

from retrieval.errors import UnreadableArticle
from retrieval.reading.article import Metadata, make_article, require_text
from retrieval.reading.formats.encoding import decode
from retrieval.reading.formats.html.index_pages import LIST, is_list
from retrieval.reading.formats.html.main_content import Story, story_of
from retrieval.reading.formats.html.page_author import author_of, shown_author
from retrieval.reading.formats.html.page_date import page_date
from retrieval.reading.formats.html.page_metadata import page_metadata
from retrieval.reading.formats.html.paywall import paywall_reason
from retrieval.reading.formats.html.site_name import home_links, site_stated
from retrieval.reading.formats.html.visibility import keep_visible
from retrieval.reading.press.furniture import is_furniture_line
from retrieval.reading.press.known_outlets import host_of, known_outlet, outlet_of_host
from retrieval.reading.press.text_lines import folded
from retrieval.reading.web.url_safety import without_tracking
from retrieval.types import Article

_NO_TEXT = "There is no article text found in this page; save the whole page, or paste its text."
# "<meta charset=windows-1251"
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE
)
# "data:image/png;base64,iVBOR..." within quotes, of 500 characters or more
_DATA_URI = re.compile(
    r"""data:(?<=["'=(]data:)[\w.+-]{1,60}/[\w.+-]{1,60}(?:;[\w=.-]{1,60}){0,4},"""
    r"""(?:[^\s"'<>()]{500,}+|(?:\s*+[A-Za-z0-9+/=]{40,}+){10,}+)"""
)
_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s)\s*(?P<url>https?://\S+)"
    r"|<html\b[^>]{0,500}?data-scrapbook-source=\"(?P<kept>https?://[^\"]+)",
    re.IGNORECASE,
)
"""`<!-- saved from url=(0031)https://tully.example/harbour -->`, as browsers write it"""
_SAVED_HEAD = 4096  # bytes; browsers write it into the first lines
_NOISY = ("trafilatura", "htmldate", "courlan", "justext", "readability", "charset_normalizer")
_HEAD = 262_144
"""So far into a page its encoding is looked for: scripts may stand before it."""
_LONGEST_WALL = 4_000  # characters; a longer text is a story, whatever stands below it


def read_html(raw: bytes, source: str, key: str, *, address: str | None = None) -> Article:
    """The article in a saved page's bytes.

    Args:
        raw: The page.
        source: Where it came from, as the user named it.
        key: Its absolute path.
        address: Where it was saved from, if that is known; what the page itself says goes first.

    Raises:
        UnreadableArticle: The page holds no article text, or can't be taken apart.
    """
    page = decode(raw, _declared(raw))
    require_text(page, page)
    page = _DATA_URI.sub("data:,", page)
    tree = _tree(page)
    metadata = _metadata(tree, _web_address(address) or _saved_from(page))
    names = metadata.title, tree.findtext(".//title")
    keep_visible(tree)
    story = story_of(tree, metadata.title)
    _require_story(page, names, story.text)
    if is_list(tree, story.text):
        raise UnreadableArticle(LIST)
    dated = _shown_with_it(tree, metadata, story)
    # Where there is a title on the page, what is dated beside it has been looked at already.
    labels = story.heading is None
    return make_article(
        source, key, story.text, dated, labels=labels, outside_story=story.outside_story
    )


def _require_story(page: str, names: tuple[str | None, ...], text: str) -> None:
    """Raise an UnreadableArticle where the page shows no story, or something in its place."""
    if len(text) > _LONGEST_WALL:
        return
    shown = text if text.strip() else _shown(_tree(page))
    reason = next(filter(None, (paywall_reason(name, shown) for name in names)), None)
    if reason or not text.strip():
        raise UnreadableArticle(reason or _NO_TEXT)


def _shown(tree: Any) -> str:
    """What a reader of the page sees, `noscript` with it; the tree is used up by this."""
    for element in list(tree.iter("head", "script", "style", "template")):
        element.drop_tree()
    return "\n".join(" ".join(part.split()) for part in tree.itertext() if part.strip())


def _declared(raw: bytes) -> str | None:
    match = _CHARSET.search(raw[:_HEAD])
    return match[1].decode("ascii") if match else None


def _tree(page: str) -> Any:
    """The page as a tree; the markup's own word on its encoding no longer holds."""
    _prepare()
    from trafilatura import load_html

    try:
        tree = load_html(re.sub(r"^\s*<\?xml[^>]*\?>", "", page))  # "<?xml version='1.0'?>"
    except Exception:  # as below: lxml's errors have no common kind
        tree = None
    if tree is None:
        raise UnreadableArticle(_NO_TEXT)
    return tree


def _saved_from(page: str) -> str | None:
    """The address that a browser or SingleFile has written into the page that it saved."""
    match = _SAVED_FROM.search(page[:_SAVED_HEAD])
    return _web_address(match["url"] or match["kept"]) if match else None


def _web_address(url: str | None) -> str | None:
    return without_tracking(url) if url and host_of(url) else None


def _metadata(tree: Any, saved_from: str | None = None) -> Metadata:
    """What the page's head says; nothing where it can't be made out."""
    try:
        found = page_metadata(tree)
    except Exception:  # what the head says is not worth losing the story for
        return Metadata(url=saved_from)
    url = _web_address(found.url) or saved_from
    stated = site_stated(tree, found.sitename)
    site = _site_name(stated)
    outlet = _outlet(site, host_of(url or ""))
    return Metadata(
        title=_title(tree, found.title, {stated, site, outlet}) or None,
        outlet=outlet,
        author=author_of(found.author, outlet),
        url=url,
    )


def _shown_with_it(tree: Any, metadata: Metadata, story: Story) -> Metadata:
    """The metadata with author and day as the page shows them; without where none can be told."""
    author = metadata.author or shown_author(story, metadata.outlet)
    metadata = replace(metadata, author=author)
    host = host_of(metadata.url or "")
    try:
        published, how, note = page_date(tree, metadata.url, story, host)
    except Exception:  # as above
        return metadata
    return replace(metadata, published=published, published_how=how, date_note=note)


def _site_name(name: str | None) -> str | None:
    """A site's name without the motto behind it or the scheme before it."""
    if not name:
        return None
    name = host_of(name) or name
    return re.split(r"\s[|–—»-]\s", name.strip())[0].strip() or None  # " | " in "Amber Post | News"


def _outlet(site: str | None, host: str | None) -> str | None:
    """The outlet that the host is known for; else the site's name; else the bare host."""
    if host and outlet_of_host(host):
        return outlet_of_host(host)
    if site and folded(site) and site != "web.archive.org":
        return known_outlet(site) or site
    return host


def _title(tree: Any, stated: str | None, sites: set[str | None]) -> str | None:
    """The stated title without the site's name at either end; the page's heading if it is in it."""
    sites = sites | {None} | home_links(tree)
    words = _without_sites(stated, sites)
    if not _shared(tree):
        words = _named(tree, words, sites) or words
    names = {folded(name or "") for name in sites}
    headings = [_without_sites(heading, sites) for heading in _headings(tree)]
    if folded(words) in names or is_furniture_line(words):
        return next((heading for heading in headings if folded(heading) not in names), None)
    inside = (
        heading for heading in headings if heading in words and len(heading) * 2 >= len(words)
    )
    return next(inside, words)


def _headings(tree: Any) -> list[str]:
    """What the page may give as its title: its own word for others, then its top headings."""
    headings = [*tree.iter("h1"), *tree.iter("h2")][:12]
    return _shared(tree)[:1] + [element.text_content() for element in headings]


def _shared(tree: Any) -> list[str]:
    named = (
        meta.get("content") for meta in tree.iter("meta") if meta.get("property") == "og:title"
    )
    return [title for title in named if title]


def _named(tree: Any, stated: str, sites: set[str | None]) -> str | None:
    """The longest heading that the page's own `<title>` names, if the stated title is not in it."""
    whole = folded(tree.findtext(".//title") or "")
    names = {folded(name or "") for name in sites}
    if folded(stated) in whole and folded(stated) not in names:
        return None
    found = [
        " ".join(heading.text_content().split()) for heading in tree.iter("h1", "h2", "h3", "h4")
    ]
    inside = [
        words
        for words in found
        if folded(words) in whole and folded(words) not in names and len(words) * 3 >= len(whole)
    ]
    return max(inside, key=len, default=None)


def _without_sites(title: str | None, sites: set[str | None]) -> str:
    words = " ".join((title or "").split())
    for site in sorted((name for name in sites if name), key=len, reverse=True):
        joint, name = r"\s*[|–—»:·-]\s*", re.escape(site)
        # " | Amber Post" at the end, "Amber Post: " at the beginning
        words = re.sub(rf"{joint}{name}$|^{name}{joint}", "", words, flags=re.IGNORECASE) or words
    return words


@cache
def _prepare() -> None:
    """Make the extraction's libraries silent, for a failure says what matters, and faster.

    lxml asks Python for the class of each element it hands out, to give forms and links methods
    that nobody calls here; with one class for all it need not, which saves a tenth of the time.
    """
    for name in _NOISY:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    from lxml.etree import ElementDefaultClassLookup
    from lxml.html import HtmlComment, HtmlElement, HtmlEntity, HtmlProcessingInstruction
    from trafilatura.utils import HTML_PARSER

    HTML_PARSER.set_element_class_lookup(
        ElementDefaultClassLookup(HtmlElement, HtmlComment, HtmlProcessingInstruction, HtmlEntity)
    )
