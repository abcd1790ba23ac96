"""Saved web pages: the story's paragraphs, and what the page's head says of it."""

from __future__ import annotations

import logging
import re
from copy import deepcopy
from functools import cache
from typing import Any

from retrieval.errors import UnreadableArticle
from retrieval.reading.article import Metadata, make_article, require_text
from retrieval.reading.decode import clean, decode
from retrieval.reading.furniture import is_furniture_line
from retrieval.reading.lines import folded
from retrieval.reading.outlets import host_of, known_outlet, outlet_of_host
from retrieval.reading.pagedate import page_date
from retrieval.types import Article

_NO_TEXT = "There is no article text found in this page; save the whole page, or paste its text."
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE
)
_NOISY = ("trafilatura", "htmldate", "courlan", "justext", "readability", "charset_normalizer")
_NO_AUTHOR = frozenset({"admin", "administrator", "editor", "redaktion", "staff", "webmaster"})
_ROLE = re.compile(
    r"[, ]+(?:(?:news|senior|staff|chief|political|special|business) )*"
    r"(?:reporters?|correspondents?|editors?|writers?|published|updated)\b.*$",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\s+(?:january|february|march|april|may|june|july|august|september|october|november|december)$",
    re.IGNORECASE,
)


def read_html(raw: bytes, source: str, key: str) -> Article:
    """The article in a saved page's bytes.

    The extraction is trafilatura's, https://aclanthology.org/2021.acl-demo.15, set for recall.

    Raises:
        UnreadableArticle: The page holds no article text, or can't be taken apart.
    """
    page = decode(raw, _declared(raw))
    require_text(page, page)
    tree = _tree(page)
    metadata, text = _metadata(tree), _story(tree)
    if not text.strip():
        raise UnreadableArticle(_NO_TEXT)
    return make_article(source, key, text, metadata)


def _declared(raw: bytes) -> str | None:
    match = _CHARSET.search(raw[:4096])
    return match[1].decode("ascii") if match else None


def _tree(page: str) -> Any:
    """The page as a tree; the markup's own word on its encoding no longer holds."""
    _quiet()
    from trafilatura import load_html

    try:
        tree = load_html(re.sub(r"^\s*<\?xml[^>]*\?>", "", page))
    except Exception:  # as below: lxml's errors have no common kind
        tree = None
    if tree is None:
        raise UnreadableArticle(_NO_TEXT)
    return tree


def _story(tree: Any) -> str:
    """The story's text; the tree is used up by this."""
    from trafilatura import bare_extraction

    try:
        document: Any = bare_extraction(
            tree, favor_recall=True, include_comments=False, include_tables=True
        )
    except Exception as error:  # the libraries' own kinds are many, and no page may stop a run
        raise UnreadableArticle(
            f"The page can't be taken apart ({type(error).__name__}); paste its text instead."
        ) from None
    return clean((document.text if document else None) or "")


def _metadata(tree: Any) -> Metadata:
    """What the page's head says; nothing where it can't be made out."""
    from trafilatura.metadata import extract_metadata

    try:
        found = extract_metadata(deepcopy(tree), date_config={"extensive_search": False})
        published, how = page_date(tree, found.url)
    except Exception:  # what the head says is not worth losing the story for
        return Metadata()
    site = _site_name(found.sitename)
    outlet = _outlet(site, host_of(found.url or ""))
    return Metadata(
        title=_title(tree, found.title, {found.sitename, site, outlet}) or None,
        outlet=outlet,
        author=_author(found.author, outlet),
        published=published,
        published_how=how,
        url=found.url or None,
    )


def _site_name(name: str | None) -> str | None:
    """A site's name without the motto behind it or the scheme before it."""
    if not name:
        return None
    name = host_of(name) or name
    return re.split(r"\s[|–—»-]\s", name.strip())[0].strip() or None


def _outlet(site: str | None, host: str | None) -> str | None:
    """The outlet that the host is known for; else the site's name; else the bare host."""
    if host and outlet_of_host(host):
        return outlet_of_host(host)
    if site and folded(site) and site != "web.archive.org":
        return known_outlet(site) or site
    return host


def _title(tree: Any, stated: str | None, sites: set[str | None]) -> str | None:
    """The stated title without the site's name at either end; the page's heading if it is in it."""
    sites = sites | {None}
    words = _without_sites(stated, sites)
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
    shared = [
        meta.get("content") or ""
        for meta in tree.iter("meta")
        if meta.get("property") == "og:title"
    ]
    return shared[:1] + [
        element.text_content() for element in [*tree.iter("h1"), *tree.iter("h2")][:12]
    ]


def _without_sites(title: str | None, sites: set[str | None]) -> str:
    words = " ".join((title or "").split())
    for site in sorted((name for name in sites if name), key=len, reverse=True):
        joint = r"\s*[|–—»:·-]\s*"
        name = re.escape(site)
        words = re.sub(rf"{joint}{name}$|^{name}{joint}", "", words, flags=re.IGNORECASE) or words
    return words


def _author(author: str | None, outlet: str | None) -> str | None:
    """The byline without roles, outlets and months beside it; None if it is nobody's name."""
    parts = [" ".join(name.split()) for name in (author or "").split(";")]
    barred = _NO_AUTHOR | {folded(outlet or ""), ""}
    names = [_person(part) for part in parts if not known_outlet(part)] or parts
    people = [name for name in names if folded(name) not in barred]
    return ", ".join(name for name in people if not _part_of(name, outlet)) or None


def _person(part: str) -> str:
    words = _MONTH.sub("", _ROLE.sub("", part)).split()
    behind = next((at for at in range(2, len(words)) if known_outlet(" ".join(words[at:]))), None)
    return " ".join(words[:behind])


def _part_of(name: str, outlet: str | None) -> bool:
    return bool(outlet) and folded(outlet or "").startswith(folded(name) + " ")


@cache
def _quiet() -> None:
    """Keep the extraction's libraries from logging; what matters is said by a failure."""
    for name in _NOISY:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
