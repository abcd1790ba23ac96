"""News feeds (RSS and Atom): each entry is an article, or leads to one.

The format is read by feedparser, from bytes that were checked before
(`untrusted_markup.checked_xml`). Nothing is fetched here: where a file on the disk holds only an
entry's summary, that is its text, and its title says so.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from email.utils import parsedate_tz
from typing import Any
from urllib.parse import urljoin, urlsplit, urlunsplit

from retrieval.errors import UnreadableArticle
from retrieval.reading.article import Metadata, make_article
from retrieval.reading.dates.date_parsing import publication_date, stated_date
from retrieval.reading.formats.untrusted_markup import checked_xml, fragment_text
from retrieval.reading.press.known_outlets import host_of, known_outlet, outlet_of_host
from retrieval.reading.press.outlet_time_zone import local_day, utc_time
from retrieval.reading.web.canonical_url import same_site
from retrieval.reading.web.url_safety import read_url, without_tracking
from retrieval.types import Article, Failure, Reading

ROOTS = frozenset({"rss", "feed", "rdf"})
"""The first elements by which a feed is told."""

_FULL_WORDS = 80  # teasers have fewer
_LONGEST_ID = 300  # characters; ids are addresses
_LONGEST_TITLE = 300  # characters
_LONGEST_CLOSE = 200  # characters at the end in which `Read more` stands
# "[…]", "Read more »" at the end of a summary
_CUT = re.compile(
    r"(?:…|\.\.\.|\[(?:…|\.\.\.)\]|(?:read|see) (?:more|on|the full (?:story|article))"
    r"|continue reading.*|weiterlesen|mehr lesen|lire la suite|читать далее)[\s»→>.\])]*$",
    re.IGNORECASE,
)
# "(Lena Orsk)" in "desk@example.org (Lena Orsk)"
_BESIDE_ADDRESS = re.compile(r"\(([^()@]{2,100})\)|^([^@<>]{2,100}?)\s*<")
# Thu, 4 Jun 15
_SHORT_YEAR = re.compile(r"\b\d{1,2} [A-Za-z]{3} \d{2}$")
# " | " in "Amber Post | News from the coast"
_MOTTO = re.compile(r"\s[|–—»-]\s|\s*[»|:]\s")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of a feed.

    Attributes:
        id: The feed's own name for it, else its address, else a digest of it.
        metadata: What the feed says of it; `url` is its page's address.
        text: Its text as far as the feed holds it; may be empty.
        whole: Whether `text` is what the feed gives as the content, not cut off.
        stamp: Differs when the feed says something else of it.
    """

    id: str
    metadata: Metadata
    text: str
    whole: bool
    stamp: str

    @property
    def is_article(self) -> bool:
        """Whether the text can stand for the page: it is whole, and longer than a teaser."""
        return self.whole and len(self.text.split()) >= _FULL_WORDS


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its title, and its entries as they stand in it."""

    title: str | None
    entries: tuple[FeedEntry, ...]


def read_feed(raw: bytes, base: str = "", charset: str | None = None) -> Feed:
    """The feed in these bytes.

    Args:
        raw: The document.
        base: Where it came from, for its relative links; empty for a file.
        charset: The encoding that it was sent with, if any.

    Raises:
        UnreadableArticle: It is no feed, or one that is not safe to be read.
    """
    import feedparser

    document = checked_xml(raw, charset, lenient=True)
    # `checked_xml` gives UTF-8; without this header feedparser would guess the encoding.
    headers = {"content-type": "application/xml; charset=utf-8"}
    headers |= {"content-location": base} if base else {}
    # As a stream: feedparser takes a string for an address or a path, and would open it.
    # Its cleaning of markup takes time without end on a hostile one, and only text is kept here.
    parsed: Any = feedparser.parse(
        io.BytesIO(document),
        response_headers=headers,
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    # feedparser refuses nothing: for XML that is no feed it merely names no version.
    if not parsed.get("version"):
        raise UnreadableArticle("It is XML, but no feed (RSS or Atom); its text can't be told.")
    if not parsed.entries:
        raise UnreadableArticle("The feed holds no entries; check whether it is the right one.")
    base = parsed.feed.get("link") or base
    is_rss = not parsed.version.startswith("atom")
    entries = (_entry(entry, parsed.feed, base, is_rss=is_rss) for entry in parsed.entries)
    return Feed(_line(parsed.feed.get("title")), tuple(entries))


def feed_articles(raw: bytes, source: str, key: str) -> Reading:
    """The articles in a feed that was saved as a file; nothing is fetched.

    An entry's source is `SOURCE#id`. Articles that the file no longer holds stay in the
    archive, as a feed only ever holds the newest.

    Raises:
        UnreadableArticle: It is no feed, or one that is not safe to be read.
    """
    articles: list[Article] = []
    failures: list[Failure] = []
    # An entry that stands there twice is one; two entries under one id can't be distinguished.
    entries = dict.fromkeys(read_feed(raw).entries)
    often = Counter(entry.id for entry in entries)
    for entry in entries:
        name = f"#{entry.id}"
        try:
            _require_usable(entry, often[entry.id])
            marked = entry if entry.whole else _as_summary(entry)
            articles.append(entry_article(marked, source + name, key + name))
        except UnreadableArticle as error:
            failures.append(Failure(source + name, str(error)))
    return Reading(tuple(articles), tuple(failures), keeps=True)


def entry_article(entry: FeedEntry, source: str, key: str) -> Article:
    """An entry's text as an article.

    Raises:
        UnreadableArticle: The feed holds none of its text.
    """
    return make_article(source, key, entry.text, entry.metadata)


def _require_usable(entry: FeedEntry, times: int) -> None:
    if times > 1:
        raise UnreadableArticle(
            f"The id {entry.id} is used twice; each article needs an id of its own."
        )
    if not entry.text:
        where = entry.metadata.url
        advice = f"read its page with: dateline index {where}" if where else "it has no link either"
        raise UnreadableArticle(f"The feed holds nothing of its text; {advice}.")


def _as_summary(entry: FeedEntry) -> FeedEntry:
    title = f"{entry.metadata.title or 'Untitled'} (summary)"
    return replace(entry, metadata=replace(entry.metadata, title=title))


def _entry(entry: Any, feed: Any, base: str, *, is_rss: bool) -> FeedEntry:
    # Of several forms of the text, the one that says most.
    content = max(
        (fragment_text(part.get("value") or "") for part in entry.get("content", ())),
        key=len,
        default="",
    )
    text = content or fragment_text(entry.get("summary") or "")
    # FeedBurner puts an address that counts readers into `link`, and the page's own into this.
    url = _address(entry.get("feedburner_origlink") or entry.get("link"), base)
    title = _line(entry.get("title"))
    published, note = _date(entry, host_of(url or ""), is_rss=is_rss)
    metadata = Metadata(
        title=title,
        outlet=_outlet(entry, feed, url),
        author=_author(entry),
        published=published,
        published_how="metadata" if published else "unknown",
        date_note=note,
        url=url,
    )
    # The stamp: a change in one of these has the entry read again.
    said = "\n".join(
        str(part)
        for part in (title, url, dict.get(entry, "published"), dict.get(entry, "updated"), text)
    )
    digest = hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:16]
    name = " ".join(str(entry.get("id") or url or digest).split())[:_LONGEST_ID]
    return FeedEntry(
        name, metadata, text, bool(content) and not _CUT.search(content[-_LONGEST_CLOSE:]), digest
    )


def _line(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    # Cut before it is parsed, for a stranger's title may be megabytes long.
    return " ".join(fragment_text(value[:5_000]).split())[:_LONGEST_TITLE].strip() or None


def _address(link: object, base: str) -> str | None:
    """The entry's address made whole and plain; only the web's own are taken.

    What campaigns add to an address to count its readers is left out.
    """
    try:
        parts = urlsplit(urljoin(base, str(link or "").strip()))
    except ValueError:
        return None
    if not link or parts.scheme not in {"http", "https"}:
        return None
    whole = without_tracking(urlunsplit(parts))
    try:
        plain = read_url(whole).url
    except UnreadableArticle:
        return whole  # it is told when the page is asked for
    # "/live#p3": only the fragment tells the entries of one live page apart.
    return f"{plain}#{parts.fragment}" if parts.fragment else plain


def _author(entry: Any) -> str | None:
    """The names of the entry's authors; of `ann@coast.example (Ann Lind)` the name alone."""
    stated = str(entry.get("author") or "")
    if "@" in stated:
        beside = _BESIDE_ADDRESS.search(stated)
        return _line(beside[1] or beside[2]) if beside else None
    names = [_line(person.get("name")) for person in entry.get("authors", ())]
    return ", ".join(dict.fromkeys(name for name in names if name)) or _line(stated)


def _date(entry: Any, host: str | None, *, is_rss: bool) -> tuple[str | None, str | None]:
    """The date of publication; an Atom entry that states only its last change gets a note.

    A time in UTC is the day that it was at the outlet's place, if that is known.
    """
    field = "published" if entry.get("published") else "updated"
    # Asked by its own method, feedparser gives the other date where one is missing.
    words = dict.get(entry, field) or ""
    moment = utc_time(words)
    day, note = publication_date(local_day(moment, host)) if moment else stated_date(words)
    if day is None:
        day, note = _day_of_mail(words) or (None, note)
    # In RSS, `updated` is what feedparser makes of dc:date, which is the publication.
    if day and field == "updated" and not is_rss:
        return None, f"updated {day} (publication not stated)"
    return day, note


def _day_of_mail(words: str) -> tuple[str | None, str | None] | None:
    """The day that a date in a form of mail or of C states, where its sender's clock stood."""
    # "Mon, 2 Nov 15": without a clock, parsedate_tz reads nothing.
    parsed = parsedate_tz(f"{words} 00:00" if _SHORT_YEAR.search(words) else words)
    try:
        return publication_date(date(*parsed[:3])) if parsed else None
    except ValueError:  # no day of the calendar
        return None


def _outlet(entry: Any, feed: Any, url: str | None) -> str | None:
    """Who published the entry: the source it names, the feed's outlet, or its page's host."""
    source = entry.get("source")
    named = _line(source.get("title")) if source else None
    if named:
        return known_outlet(named) or named
    host = host_of(url or "") or ""
    home = feed.get("link") or ""
    if url and home.startswith("http") and not same_site(url, home):
        return outlet_of_host(host)  # a collection of other sites' stories
    title = _line(feed.get("title")) or ""
    first = _MOTTO.split(title)[0].strip()
    return known_outlet(title) or outlet_of_host(host) or known_outlet(first) or first or None
