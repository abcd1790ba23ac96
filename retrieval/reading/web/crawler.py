"""The web as one run sees it: what an address holds, where a list of pages leads to.

What an address holds is told from its content. Every address is asked for politely (`crawl_delay`,
`robots`), and only if it has changed since the archive saw it last.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator
from functools import partial

from retrieval.errors import UnreadableArticle
from retrieval.reading.article import Metadata, article_id
from retrieval.reading.file_discovery import is_url
from retrieval.reading.formats.untrusted_markup import root_name
from retrieval.reading.sandbox.tasks import perform_here, performed_by
from retrieval.reading.sandbox.worker_pool import Workers
from retrieval.reading.web import sitemaps
from retrieval.reading.web.canonical_url import is_same_story, same_site
from retrieval.reading.web.connection import require_allowed
from retrieval.reading.web.crawl_delay import CrawlDelay
from retrieval.reading.web.fetching import Fetched, FetchLimits, RefusedByServer, fetch
from retrieval.reading.web.news_feeds import ROOTS as FEED_ROOTS
from retrieval.reading.web.news_feeds import Feed, FeedEntry
from retrieval.reading.web.robots import Robots
from retrieval.reading.web.url_safety import Resolver, shown, system_resolver
from retrieval.types import Article, Failure, FetchHistory, FetchRecord, Reading, SourceFile

LIMITS = FetchLimits()  # how far each fetch may go
MOST_PAGES = 200
"""The most new pages that one feed or sitemap leads to in a run; the next run reads on."""

_BUSY = frozenset({429, 503})  # RFC 9110 and 6585: ask later
_GONE = frozenset({404, 410})  # RFC 9110: ask no more


class Web:
    """The web as one run sees it: what was seen before, what was asked for, what it led to.

    Args:
        allowed_hosts: Hosts (`host` or `host:port`) that may lie in a private network.
        version: Differs when pages are read differently.
        known: What the archive remembers of addresses.
        lists: Addresses at which a page is no article, but a mistake: a feed was expected.
        crawl_delay: Makes what waits between requests.
        held: Gives the text that the archive holds of an article, by its id.
        given_up: Pages of lists that are left alone: they failed time and again.
        resolve: Looks up a host's addresses.
        limits: How far a fetch may go.
        workers: The processes in which what came is parsed; None for this one.
    """

    def __init__(
        self,
        allowed_hosts: frozenset[str] = frozenset(),
        version: str = "",
        known: FetchHistory | None = None,
        lists: Collection[str] = (),
        crawl_delay: Callable[[Robots, frozenset[str]], CrawlDelay] = CrawlDelay,
        held: Callable[[str], str | None] = lambda _id: None,
        workers: Workers | None = None,
        given_up: Collection[str] = (),
        resolve: Resolver = system_resolver,
        limits: FetchLimits = LIMITS,
    ) -> None:
        self.titles: dict[str, str] = {}
        """The titles of the feeds that were read, by address."""
        self._allowed = allowed_hosts
        self._version = version
        self._known = known or FetchHistory()
        self._expected = frozenset(lists)
        self._resolve, self._limits = resolve, limits
        self._fetch = partial(fetch, allowed_hosts=allowed_hosts, resolve=resolve, limits=limits)
        self._robots = Robots(self._fetch)
        self._crawl_delay = crawl_delay(self._robots, allowed_hosts)
        # By address: what is to be remembered, what a list says of a page, the entries that came
        # whole with their feed, and where each list leads to.
        self._seen: dict[str, FetchRecord] = {}
        self._hints: dict[str, Metadata] = {}
        self._entries: dict[str, FeedEntry] = {}
        self._lists: dict[str, tuple[str, ...]] = {}
        self._held = held
        self._given_up = frozenset(given_up)
        self.workers = workers
        self._perform = performed_by(workers) if workers else perform_here
        self._texts: dict[str, tuple[str, str]] = {}  # by article: where from, and its text
        # The index in which a sitemap stands, and the new pages that each list has had in this run.
        self._below: dict[str, str] = {}
        self._taken: dict[str, int] = {}

    def read(self, file: SourceFile) -> Reading:
        """The article at an address, or where a list there leads to; problems are failures."""
        url = file.key
        try:
            if url in self._entries:
                return self._article(url, self._perform("entry", self._entries[url], url, url))
            return self._read(url)
        except UnreadableArticle as error:
            return Reading(failures=(Failure(file.source, self._told(url, error)),))
        except (MemoryError, RecursionError):
            reason = "It is too large or too deeply nested to be read; save it as a file."
            return Reading(failures=(Failure(file.source, reason),))

    def visits(self, failed: Collection[str] = ()) -> tuple[FetchRecord, ...]:
        """What is to be remembered of this run, given the sources that failed in it.

        A list is forgotten where one of its pages failed: it is to be read again.
        """
        # Lists lead to lists: whatever led to one that is forgotten is forgotten too.
        barred = set(failed)
        while more := {
            url for url, leads in self._lists.items() if url not in barred and barred & set(leads)
        }:
            barred |= more
        return tuple(visit for url, visit in self._seen.items() if url not in barred)

    def _read(self, url: str) -> Reading:
        visit = self._usable_visit(url)
        fetched = self._get(url, visit)
        if fetched.not_modified:
            article = visit.article if visit else None
            return Reading(unchanged=1 if article else 0, keeps=True)
        # A sitemap may be a .gz file, which is no Content-Encoding and so is still packed.
        content = sitemaps.unzipped(fetched.body)
        root = root_name(content, fetched.charset)
        if root in FEED_ROOTS:
            return self._feed(url, fetched, content)
        if root in sitemaps.ROOTS:
            return self._sitemap(url, fetched, content)
        return self._page(url, fetched)

    def _usable_visit(self, url: str) -> FetchRecord | None:
        """What is known of an address; nothing, where its article is no longer held."""
        visit = self._known.visits.get(url)
        # Given its ETag, the server would call an article unchanged that was removed here.
        held = visit and (visit.article is None or visit.article in self._known.articles)
        return visit if held else None

    def _get(self, url: str, visit: FetchRecord | None) -> Fetched:
        self._require_allowed(url)
        self._crawl_delay.wait(url)
        try:
            return self._fetch(
                url,
                etag=visit.etag if visit else None,
                modified=visit.modified if visit else None,
                may_fetch=self._may_fetch,
            )
        except RefusedByServer as error:
            if error.status in _BUSY:
                self._crawl_delay.is_busy(url, str(error))
            raise
        finally:
            # A request that failed was one, too.
            self._crawl_delay.asked(url)

    def _may_fetch(self, url: str) -> bool:
        self._require_allowed(url)
        return self._robots.may_fetch(url)

    def _require_allowed(self, url: str) -> None:
        """So that a refused address is told as one, not as a robots.txt that can't be read."""
        require_allowed(url, self._allowed, self._resolve, self._limits.seconds)

    def _told(self, url: str, error: UnreadableArticle) -> str:
        """The reason, and what becomes of the article that is held from there."""
        visit = self._known.visits.get(url)
        ids = (visit.article if visit else None, article_id(url))
        held = [name for name in ids if name in self._known.articles]
        if not held:
            return str(error)
        if isinstance(error, RefusedByServer) and error.status in _GONE:
            return (
                f"{shown(url)} is gone from the web ({error.status}); the archive keeps its copy."
                f" To take that out, use: dateline remove {held[0]}"
            )
        return f"{error} The archive keeps the copy that it has."

    def _page(self, url: str, fetched: Fetched) -> Reading:
        if url in self._expected:
            link = self._perform("feed link", fetched.body, fetched.url)
            raise UnreadableArticle(_no_feed(link))
        hint = self._hints.get(url)
        article: Article = self._perform("page", url, fetched, hint)
        # The page names another address as its own; parsed again, as one that names none.
        if article.source != fetched.url and self._is_anothers(url, article):
            article = self._perform("page where it lies", url, fetched, hint)
        self._remember(url, fetched, article.id)
        return self._article(url, article)

    def _is_anothers(self, url: str, article: Article) -> bool:
        """Whether the canonical address is that of another story.

        Some sites name one address on all of their pages, or the first page of a story on
        each: taken at their word, one page would replace the other.
        """
        visit = self._known.visits.get(url)
        # It had this canonical address before, so it is the same page, rewritten.
        if visit and visit.article == article.id:
            return False
        # Compared with what another address of this run brought, else with the archive's copy.
        told, text = self._texts.get(article.id, (url, ""))
        held = text if told != url else self._held(article.id)
        return held is not None and not is_same_story(held, article.text)

    def _article(self, url: str, article: Article) -> Reading:
        """The article; where another address led to it in this run, that one has it."""
        if self._texts.get(article.id, (url, ""))[0] != url:
            return Reading(unchanged=1)
        self._texts[article.id] = (url, article.text)
        return Reading((article,))

    def _remember(self, url: str, fetched: Fetched, article: str | None = None) -> None:
        self._seen[url] = FetchRecord(url, fetched.etag, fetched.modified, article)

    def _feed(self, url: str, fetched: Fetched, content: bytes) -> Reading:
        feed: Feed = self._perform("feed", content, fetched.url, fetched.charset)
        self.titles[url] = feed.title or ""
        self._remember(url, fetched)
        return self._leads(url, tuple(self._from_feed(url, feed)))

    def _from_feed(self, url: str, feed: Feed) -> Iterator[tuple[str, str]]:
        """Where the entries lead to, with their stamps; those held whole are kept at hand."""
        for entry in feed.entries:
            # An entry without a page of its own goes by its feed's address and its id.
            page = entry.metadata.url or f"{url}#{entry.id}"
            visited = self._known.visits.get(page)
            # What was once read as a page is not replaced by what a feed has of it.
            if not entry.metadata.url or (entry.is_article and not visited):
                self._entries.setdefault(page, entry)
            self._hints.setdefault(page, entry.metadata)
            yield page, entry.stamp

    def _sitemap(self, url: str, fetched: Fetched, content: bytes) -> Reading:
        found: sitemaps.Sitemap = self._perform("sitemap", content, fetched.url, fetched.charset)
        own = [one for one in found.listed if is_url(one.url) and same_site(one.url, fetched.url)]
        if not own:
            raise UnreadableArticle("The sitemap lists only other sites' pages; none is read.")
        self._remember(url, fetched)
        if found.is_index:
            return self._index_of_maps(url, own)
        self._hints |= {one.url: one.metadata for one in own}
        return self._leads(url, tuple((one.url, one.stamp) for one in own))

    def _index_of_maps(self, url: str, maps: list[sitemaps.SitemapEntry]) -> Reading:
        if url in self._below:
            raise UnreadableArticle(
                "It is an index of sitemaps inside another one; index it by its own address."
            )
        taken, left = maps[: sitemaps.MOST_MAPS], maps[sitemaps.MOST_MAPS :]
        self._below |= {one.url: url for one in taken}
        self._lists[url] = tuple(one.url for one in taken)
        failures: tuple[Failure, ...] = ()
        if left:
            reason = (
                f"{len(left):,} older sitemaps of it were left out; index them by their own"
                f" addresses, the first is {left[0].url}."
            )
            failures = (Failure(url, reason),)
        # A stamp that is never the same: whether a map has changed, its server is asked each time.
        now = str(time.time_ns())
        files = tuple(SourceFile(one.url, one.url, now) for one in taken)
        return Reading(failures=failures, leads=files, keeps=True)

    def _leads(self, url: str, pages: tuple[tuple[str, str], ...]) -> Reading:
        """The pages of a list, new ones only up to the limit."""
        # The sitemaps of one index share its limit.
        root = self._below.get(url, url)
        taken: list[SourceFile] = []
        left = 0
        for page, stamp in dict(pages).items():
            if page in self._given_up:
                continue
            file = SourceFile(page, page, f"{stamp}-{self._version}")
            # What is held as it is, or came whole with the feed, costs no request and counts not.
            if self._known.stamps.get(page) != file.stamp and page not in self._entries:
                if self._taken.get(root, 0) >= MOST_PAGES:
                    left += 1
                    continue
                self._taken[root] = self._taken.get(root, 0) + 1
            taken.append(file)
        self._lists[url] = tuple(file.key for file in taken)
        failures = (Failure(url, _left_out(left)),) if left else ()
        return Reading(failures=failures, leads=tuple(taken), keeps=True)


def _left_out(count: int) -> str:
    return (
        f"{count:,} more pages stand in it; {MOST_PAGES} new ones are read in a run. Run this"
        " again to read on."
    )


def _no_feed(feed: str | None) -> str:
    advice = (
        f"follow its feed instead: dateline feeds add {feed}" if feed else "give a feed's address"
    )
    return f"It is neither a feed nor a sitemap; {advice}."
