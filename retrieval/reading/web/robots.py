"""What a site's robots.txt lets Dateline read (RFC 9309), told by Protego, Scrapy's parser.

The standard library's parser is not used: it knows no `*` and `$`, takes the first rule that
fits where the standard takes the longest, and falls over on some broken files.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from protego import Protego

from retrieval.errors import UnreadableArticle
from retrieval.reading.web.fetching import PRODUCT, Fetched, RefusedByServer, fetch
from retrieval.reading.web.url_safety import read_url

_MOST = 512_000  # the standard asks for at least 500 KiB to be read
# What stands in for a file that can't be had: all is allowed, or nothing.
_OPEN = ""
_CLOSED = "User-agent: *\nDisallow: /\n"


class Robots:
    """The robots.txt of every site asked about, each read once and kept as long as this is.

    Args:
        fetch: How to get it: `fetching.fetch`, with settings bound to it where needed.
    """

    def __init__(self, fetch: Callable[[str], Fetched] = fetch) -> None:
        self._fetch = fetch
        self._held: dict[str, Protego] = {}

    def may_fetch(self, url: str) -> bool:
        """Whether the site lets Dateline read this URL; not, where its wish can't be known.

        Raises:
            UnreadableArticle: `url` is no web address.
        """
        target = read_url(url)
        return self._rules(target.origin).can_fetch(f"{target.origin}{target.path}", PRODUCT)

    def crawl_delay(self, url: str) -> float | None:
        """Seconds that the site wants between two requests, or None.

        Raises:
            UnreadableArticle: `url` is no web address.
        """
        delay = self._rules(read_url(url).origin).crawl_delay(PRODUCT)
        # "nan", "-1" and "1e999" are numbers, too.
        return delay if delay is not None and math.isfinite(delay) and delay >= 0 else None

    def _rules(self, origin: str) -> Protego:
        if origin not in self._held:
            self._held[origin] = Protego.parse(self._read(origin))
        return self._held[origin]

    def _read(self, origin: str) -> str:
        """No robots.txt (4xx) allows all; a failing server or no answer allows nothing."""
        try:
            page = self._fetch(f"{origin}/robots.txt")
        except RefusedByServer as error:
            # 429 means "later", and does not say that there are no rules.
            return _OPEN if 400 <= error.status < 500 and error.status != 429 else _CLOSED
        except UnreadableArticle:
            return _CLOSED
        return page.body[:_MOST].decode("utf-8-sig", "replace")
