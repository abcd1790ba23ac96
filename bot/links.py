"""Web addresses that are safe to link, and that open at a sentence.

That is a text fragment (`#:~:text=...`), made of a quotation. A browser that knows them scrolls
to the sentence and marks it; any other opens the page as ever. The form is
https://wicg.github.io/scroll-to-text-fragment/.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from bot.sanitize import clean_text

if TYPE_CHECKING:
    from retrieval.types import Article, ArticleListing, Citation, Passage

LONGEST = 512
"""Characters of an address with a quotation: a message in Discord has room for a few of them."""

ENDS = 6
"""Words of a long quotation's beginning and of its end, between which the page is marked."""

# A text fragment stands behind it: "#:~:text=The%20bridge"
_MARK = ":~:"

LONGEST_LINK = 1000  # characters; half of a Discord message

# Parentheses would end the target of a link that has a label.
_KEEP_IN_LINK = "/:?=&%#+,;!$'*-._~"


def web_address(url: str | None) -> str | None:
    """The address, what could end it encoded, or None when it is no plain web link.

    Addresses with a user name are left out, because they can pose as another site.
    """
    if url is None or len(url) > LONGEST_LINK:
        return None
    # A label of more than 63 characters and a port beyond 65535 are ValueErrors, too.
    try:
        parts = urlsplit(clean_text(url).strip())
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or "@" in parts.netloc:
        return None
    # `hostname` has lost the brackets of an address of IPv6.
    host = f"[{host}]" if ":" in host else host
    # "%" stays as it is, so that what is encoded already is not encoded twice.
    rest = quote(parts._replace(scheme="", netloc="").geturl(), safe=_KEEP_IN_LINK)
    address = f"{parts.scheme}://{quote(host, safe='[]:.-')}{port}{rest}"
    return address if len(address) <= LONGEST_LINK else None


def address_of(item: Citation | Passage | ArticleListing | Article, quoted: str = "") -> str | None:
    """An article's web address, at the quotation if one is given; None where it has none."""
    # What was fetched has its address as its source; a file may state one as `url`.
    address = web_address(item.url) or web_address(item.source)
    return at_quotation(address, clean_text(quoted)) if address else None


def link_style(item: Citation | Passage) -> str:
    """The style that makes a text a link (OSC 8) to the page, at the words that are quoted.

    Where an article has no page, to its file, if that is on this machine.
    """
    address = address_of(item, getattr(item, "quote", "")) or _file_address(item.source)
    return f"link {address}" if address else ""


def _file_address(source: str) -> str | None:
    """A file's address, "file:///srv/news/a.txt"; None where it is none or is gone."""
    # One article of several in a file ("a.jsonl#7") is none. `Path.is_file` raises where a name is
    # longer than any file's.
    found = os.path.isabs(source) and os.path.isfile(source)  # noqa: PTH113, PTH117
    return Path(source).as_uri() if found else None


def at_quotation(url: str, quoted: str) -> str:
    """The address, so that it opens at the quotation; as it was where that would be too long.

    Args:
        url: An address that is already encoded.
        quoted: Words that stand in the page one after the other.
    """
    told = text_directive(quoted)
    if not told or _MARK in url:
        return url
    # An address keeps a fragment of its own: "#part" becomes "#part:~:text=...".
    joined = f"{url}{'' if '#' in url else '#'}{_MARK}text={told}"
    # The whole or nothing: an address cut in the middle of a directive opens nowhere.
    return joined if len(joined) <= LONGEST else url


def text_directive(quoted: str) -> str:
    """A short quotation whole, of a long one or one of several lines its first and last words.

    The parts of a range may stand in different blocks of the page; one part may not.
    """
    lines = [line.split() for line in quoted.splitlines() if line.strip()]
    if not lines:
        return ""
    # A quotation over several lines crosses blocks of the page, which one part may not.
    if len(lines) == 1 and len(lines[0]) <= 2 * ENDS:
        return _encoded(lines[0])
    return f"{_encoded(lines[0][:ENDS])},{_encoded(lines[-1][-ENDS:])}"


def _encoded(words: list[str]) -> str:
    """Every mark that has a meaning in a directive is encoded: comma, dash, ampersand."""
    return quote(" ".join(words), safe="", errors="replace").replace("-", "%2D")
