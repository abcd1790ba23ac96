"""Where a fetch has landed: which address a page goes by, and what is no article at all."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin, urlsplit

from retrieval.errors import UnreadableArticle
from retrieval.reading.web.url_safety import read_url, shown

# "/sign-in?" in an address
_LOGIN = re.compile(
    r"(?:^|[/._-])(?:log-?in|log-?on|sign-?in|sign-?on|sso|oauth2?|authenticate|authorize"
    r"|anmelden|anmeldung)(?:$|[/._?=-])",
    re.IGNORECASE,
)
# "/index.html"
_FRONT = re.compile(r"/(?:(?:index|default|home)\.\w{2,5})?", re.IGNORECASE)
# "www." and "m."
_VARIANT = re.compile(r"^(?:www\d?|m|mobile|amp)\.")
# "<input type=password"
_PASSWORD = re.compile(rb"""<input[^>]{1,300}type\s*=\s*["']?password""", re.IGNORECASE)
_LONGEST_FORM = 1_500  # characters; a page with more text is more than a login
_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml"})


def same_site(one: str, other: str) -> bool:
    """Whether two URLs belong to one registrable site (by the Public Suffix List).

    An address, and a host below no public suffix, is a site of its own, port and all.
    """
    from courlan import extract_domain

    sites = extract_domain(one), extract_domain(other)
    if any(sites):
        return sites[0] == sites[1]
    # "http://localhost:8000/a": there is no domain, so host and port are compared.
    return _VARIANT.sub("", urlsplit(one).netloc.lower()) == _VARIANT.sub(
        "", urlsplit(other).netloc.lower()
    )


def is_front_page(url: str) -> bool:
    """Whether this is a site's first page."""
    parts = urlsplit(url)
    return _FRONT.fullmatch(parts.path or "/") is not None and not parts.query


def canonical_url(page: str, url: str) -> str:
    """The address under which the page wants to be known, where it is to be believed; else `url`.

    That is its canonical link, or else its og:url. Not believed is one on another site, one
    that can't be fetched, and the site's first page, where broken templates lead to.

    Args:
        page: The page's HTML.
        url: Where it was found, after redirects.
    """
    from trafilatura import load_html

    try:
        tree: Any = load_html(page)
        stated = _stated(tree) if tree is not None else None
        # A canonical link may be relative: "/news/4".
        claimed = read_url(urljoin(url, stated)).url if stated else url
    except Exception:  # lxml's errors have no common kind; without a word the page is where it is
        return url
    if not same_site(claimed, url) or (is_front_page(claimed) and not is_front_page(url)):
        return url
    return claimed


def is_same_story(one: str, other: str) -> bool:
    """Whether two texts share half of the shorter one, line by line: a page and its variant."""
    lines = [{line.strip() for line in text.splitlines()} for text in (one, other)]
    # Counted in characters: the many short lines of a menu that both pages share weigh little.
    shared, least = len("".join(lines[0] & lines[1])), min(len("".join(those)) for those in lines)
    return shared * 2 >= least


def feed_link(page: bytes, url: str) -> str | None:
    """The address of the feed that a page names as its own, or None."""
    from trafilatura import load_html

    try:
        tree: Any = load_html(page)
        links = tree.iterfind(".//head//link") if tree is not None else ()
        named = (link.get("href") for link in links if link.get("type") in _FEED_TYPES)
        return next((read_url(urljoin(url, href)).url for href in named if href), None)
    except Exception:  # as above
        return None


def _stated(tree: Any) -> str | None:
    # In the head alone: what stands in the text may be a reader's comment, not the page's word.
    for link in tree.iterfind(".//head//link"):
        # `rel` is a list of words: "canonical nofollow".
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            return str(link.get("href")).strip()
    for meta in tree.iterfind(".//head//meta"):
        if meta.get("property") == "og:url" and meta.get("content"):
            return str(meta.get("content")).strip()
    return None


def require_arrival(asked: str, landed: str, body: bytes) -> None:
    """Raise an UnreadableArticle where the site led away from the page to something else."""
    # Only "www.", the scheme, the query or a closing slash differs: it is the page asked for.
    if _path(asked) == _path(landed):
        return
    # A page of 150,000 bytes or more is no login, and is not parsed only to find a form on it.
    if (_leads_to_login(landed) and not _leads_to_login(asked)) or (
        len(body) < 100 * _LONGEST_FORM and _is_form(body)
    ):
        raise UnreadableArticle(
            f"{shown(asked)} leads to a login; save the page as a file and index that."
        )
    # Many sites answer for an article that is gone with their front page, instead of a 404.
    if is_front_page(landed) and not is_front_page(asked) and same_site(asked, landed):
        raise UnreadableArticle(
            f"{shown(asked)} leads to the site's first page, so it seems to be gone; check the"
            " address."
        )


def _path(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return _VARIANT.sub("", (parts.hostname or "").lower()), parts.path.rstrip("/")


def _leads_to_login(url: str) -> bool:
    parts = urlsplit(url)
    return bool(
        # In the path ("/sign-in"), or the host's first name ("login.tully.example").
        _LOGIN.search(parts.path) or _LOGIN.search((parts.hostname or "").partition(".")[0])
    )


def _is_form(body: bytes) -> bool:
    """Whether a password is asked for on a page that says little else."""
    from retrieval.reading.formats.untrusted_markup import fragment_text

    if not _PASSWORD.search(body):
        return False
    return len(fragment_text(body.decode("utf-8", "replace"))) < _LONGEST_FORM
