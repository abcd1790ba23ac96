"""One page from the web, politely and safely.

Politely: it says who asks, asks only for what has changed, and takes a busy server's no for an
answer. Safely: every hop is judged anew (`url_safety`), the connection goes to the very address
that was judged (`connection`), and size and time have hard ends. No cookies, no proxies.
"""

from __future__ import annotations

import re
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import urljoin

import httpcore

from retrieval.errors import UnreadableArticle
from retrieval.reading.web.connection import (
    CODINGS,
    BadCoding,
    Connect,
    Deadline,
    TooLarge,
    body,
    connect_to,
    resolved_by,
    response,
)
from retrieval.reading.web.http_status import status_reason
from retrieval.reading.web.url_safety import (
    Resolver,
    Target,
    checked_addresses,
    read_url,
    shown,
    system_resolver,
)


def _product() -> str:
    """The name that robots.txt knows it by, with the version, unless it is not installed."""
    try:
        return f"Dateline/{version('dateline')}"
    except PackageNotFoundError:
        return "Dateline"


PRODUCT = _product()
USER_AGENT = f"{PRODUCT} (article archive)"

# RFC 9110, 15.4: those that lead to another address.
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PAGES = frozenset({200, 203})  # RFC 9110, 15.3: a whole page, or one that a proxy has changed
_NOT_MODIFIED = 304  # RFC 9110, 15.4.5
# "charset=utf-8" in a Content-Type
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:+-]+)""", re.ASCII | re.IGNORECASE)
# "text/html": nothing that would end the line
_HEADER_VALUE = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?")


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How far a fetch may go: seconds by the clock for all of it, bytes after decompression."""

    seconds: float = 20.0
    bytes: int = 20_000_000
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came.

    Attributes:
        url: Where it came from in the end, after redirects.
        content_type: Type and subtype in small letters, or None.
        charset: As the Content-Type states it, or None.
        etag: To be given to the next fetch; so is `modified`, the Last-Modified line.
        body: The decompressed bytes; empty with `not_modified`.
        not_modified: The server says that nothing changed since `etag` or `modified`.
    """

    url: str
    status: int
    content_type: str | None
    charset: str | None
    etag: str | None
    modified: str | None
    body: bytes
    not_modified: bool = False


class RefusedByServer(UnreadableArticle):
    """The server answered, but not with the page; `status` is what it answered."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class _Terms:
    """What holds for every hop of one fetch."""

    allowed_hosts: frozenset[str]
    conditions: tuple[tuple[str, str], ...]
    resolve: Resolver
    connect: Connect
    limits: FetchLimits
    deadline: Deadline


def fetch(
    url: str,
    *,
    allowed_hosts: frozenset[str] = frozenset(),
    etag: str | None = None,
    modified: str | None = None,
    resolve: Resolver = system_resolver,
    connect: Connect = connect_to,
    limits: FetchLimits = FetchLimits(),
    may_fetch: Callable[[str], bool] | None = None,
) -> Fetched:
    """Fetch one page.

    Args:
        url: An http or https URL.
        allowed_hosts: `host` or `host:port` entries that may lie inside the own network and
            on any port.
        etag: The ETag of the copy already held.
        modified: The Last-Modified line of the copy already held.
        resolve: Looks up a host's addresses.
        connect: Opens the connection to an address.
        limits: How far to go.
        may_fetch: Asked for every hop, for instance `Robots.may_fetch`.

    Raises:
        UnreadableArticle: It is refused, cut, or can't be had; one sentence says why.
            `RefusedByServer` where the server answered with something else than the page.
    """
    # One for all hops and lookups: a chain of slow redirects has no more time than one page.
    deadline = Deadline(time.monotonic() + limits.seconds)
    resolve = resolved_by(deadline, resolve)
    conditions = _conditions(etag, modified)
    terms = _Terms(allowed_hosts, conditions, resolve, connect, limits, deadline)
    target = read_url(url)
    seen: set[Target] = set()
    # Redirects are followed here, for each hop is to be judged before it is connected to.
    while True:
        seen.add(target)
        if may_fetch and not may_fetch(target.url):
            raise UnreadableArticle(
                f"The robots.txt of {target.host} does not let {shown(target.url)} be read by"
                " programs, or could not be read; save the page as a file and index that."
            )
        outcome = _hop(target, terms)
        if isinstance(outcome, Fetched):
            return outcome
        _check_way(url, outcome, seen, limits)
        target = outcome


def _conditions(etag: str | None, modified: str | None) -> tuple[tuple[str, str], ...]:
    """The headers by which only what has changed is sent; what can be no header is left out."""
    # A stored ETag is a stranger's word; with a line end in it, it would add a header.
    stated = (("If-None-Match", etag), ("If-Modified-Since", modified))
    return tuple(
        (name, value) for name, value in stated if value and _HEADER_VALUE.fullmatch(value)
    )


def _check_way(url: str, to: Target, seen: set[Target], limits: FetchLimits) -> None:
    if to in seen:
        raise UnreadableArticle(
            f"{shown(url)} redirects in a circle; open it in a browser and give its final address."
        )
    if len(seen) > limits.redirects:
        raise UnreadableArticle(
            f"{shown(url)} redirects more than {limits.redirects} times; open it in a browser"
            " and give its final address."
        )


def _hop(target: Target, terms: _Terms) -> Fetched | Target:
    """One request: the page, or where it redirects to."""
    headers = [
        ("User-Agent", USER_AGENT),
        ("Accept", "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5"),
        ("Accept-Encoding", CODINGS),
        # Each hop has a connection of its own, so none is kept open.
        ("Connection", "close"),
        *terms.conditions,
    ]
    with _explained(target, terms.limits):
        # Looked up once for judging and connecting: a second look-up may give another address (DNS
        # rebinding).
        addresses = checked_addresses(target, terms.allowed_hosts, terms.resolve)
        with response(target, addresses, headers, terms.connect, terms.deadline) as answer:
            return _read(target, answer, terms)


def _read(target: Target, answer: httpcore.Response, terms: _Terms) -> Fetched | Target:
    if answer.status in _REDIRECTS:
        return _redirected(target, answer)
    # Unasked, it would be an empty page.
    if answer.status == _NOT_MODIFIED and terms.conditions:
        return _fetched(target, answer, b"")
    if answer.status not in _PAGES:
        message = status_reason(shown(target.url), answer.status, _header(answer, "retry-after"))
        raise RefusedByServer(message, answer.status)
    # Only to be refused the sooner: what comes is counted as it comes, whatever was announced.
    length = _header(answer, "content-length") or ""
    # `int` refuses thousands of digits with an error of its own.
    if length.isdecimal() and len(length) < 20 and int(length) > terms.limits.bytes:
        raise TooLarge
    coding = (_header(answer, "content-encoding") or "").strip().lower()
    return _fetched(target, answer, body(answer.iter_stream(), coding, terms.limits.bytes))


def _fetched(target: Target, answer: httpcore.Response, content: bytes) -> Fetched:
    stated = _header(answer, "content-type") or ""
    kind = stated.partition(";")[0].strip().lower()
    charset = _CHARSET.search(stated)
    return Fetched(
        url=target.url,
        status=answer.status,
        content_type=kind or None,
        charset=charset[1].lower() if charset else None,
        etag=_header(answer, "etag"),
        modified=_header(answer, "last-modified"),
        body=content,
        not_modified=answer.status == _NOT_MODIFIED,
    )


def _header(answer: httpcore.Response, name: str) -> str | None:
    """The first header of that name."""
    wanted = name.encode()
    for key, value in answer.headers:
        if key.lower() == wanted:
            return value.decode("utf-8", "replace")
    return None


def _redirected(target: Target, answer: httpcore.Response) -> Target:
    location = _header(answer, "location")
    if not location:
        raise RefusedByServer(
            f"{shown(target.url)} redirects without saying where to; open it in a browser.",
            answer.status,
        )
    try:
        # "http://[": urljoin raises a ValueError.
        return read_url(urljoin(target.url, location))
    except ValueError:
        raise UnreadableArticle(
            f"{shown(target.url)} redirects to something that is no web address;"
            " open it in a browser."
        ) from None


@contextmanager
def _explained(target: Target, limits: FetchLimits) -> Iterator[None]:
    """Whatever goes wrong on the way becomes one sentence."""
    page = shown(target.url)
    try:
        yield
    # Time-outs and bad certificates are kinds of OSError, so they are asked for before it.
    except TimeoutError:
        raise UnreadableArticle(
            f"{page} was not there within {limits.seconds:g} seconds; try again later."
        ) from None
    except TooLarge:
        raise UnreadableArticle(
            f"{page} is larger than {limits.bytes:,} bytes and was cut off;"
            " save what you need of it as a file."
        ) from None
    except BadCoding:
        raise UnreadableArticle(
            f"{page} came compressed in a way that can't be undone; save the page as a file."
        ) from None
    except ssl.SSLCertVerificationError as error:
        raise UnreadableArticle(
            f"The certificate of {target.host} is not valid ({error.verify_message.rstrip('.')});"
            " check the address."
        ) from None
    except (OSError, httpcore.NetworkError):
        raise UnreadableArticle(
            f"No connection to {target.host} came about, or it broke off; try again later."
        ) from None
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol):
        raise UnreadableArticle(
            f"{page} broke off or was not sent as a web page; try again later."
        ) from None
