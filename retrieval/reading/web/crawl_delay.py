"""How often a host is asked: never twice in a row without a pause, and not while it is busy."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlsplit

from retrieval.errors import UnreadableArticle
from retrieval.reading.web.robots import Robots
from retrieval.reading.web.url_safety import is_listed_host, read_url

GAP = 1.0
"""Seconds between two requests to one host that asks for no other pause."""
LONGEST_GAP = 30.0
"""The longest pause that a robots.txt gets."""


class CrawlDelay:
    """When each host was asked last, and which have said that they are busy.

    Args:
        robots: What the sites wish.
        allowed_hosts: The team's own servers, which need no pause that they do not ask for.
        clock: Seconds that only grow.
        sleep: Waits for so many seconds.
    """

    def __init__(
        self,
        robots: Robots,
        allowed_hosts: frozenset[str] = frozenset(),
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._robots = robots
        self._allowed = allowed_hosts
        self._clock = clock
        self._sleep = sleep
        # By host and port: when it was asked last, and what it said when it was busy.
        self._asked: dict[str, float] = {}
        self._busy: dict[str, str] = {}

    def wait(self, url: str) -> None:
        """Wait until the host of `url` may be asked again.

        Raises:
            UnreadableArticle: It said before that it is busy; it is left alone in this run.
        """
        host = urlsplit(url).netloc
        if host in self._busy:
            raise UnreadableArticle(self._busy[host])
        gap = self._gap(url)
        if host in self._asked:
            self._sleep(max(0.0, self._asked[host] + gap - self._clock()))

    def asked(self, url: str) -> None:
        """Note that the host of `url` has been asked just now."""
        self._asked[urlsplit(url).netloc] = self._clock()

    def is_busy(self, url: str, message: str) -> None:
        """Note that the host of `url` asks to be left alone, in the words of `message`."""
        self._busy[urlsplit(url).netloc] = message

    def _gap(self, url: str) -> float:
        wish = self._robots.crawl_delay(url)
        least = 0.0 if is_listed_host(read_url(url), self._allowed) else GAP
        # "Crawl-delay: 3600" would hold up the whole run.
        return min(max(wish or 0.0, least), LONGEST_GAP)
