"""Which web addresses may be fetched: a URL's own shape, and where its host's name leads.

Everything here decides before a connection is opened, and nothing here opens one. What is
refused follows the IANA registries of special-purpose addresses (RFC 6890 and its updates),
and the ways of writing an inner address that are known to slip past a plain look at it.
"""

from __future__ import annotations

import re
import socket
import string
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, quote, urlsplit

from retrieval.errors import UnreadableArticle

Address = IPv4Address | IPv6Address
Resolver = Callable[[str], Sequence[Address]]
"""Takes a host name and gives every address it has; raises OSError where there is none."""

PORTS = {"http": 80, "https": 443}  # what an address means that names none
_LONGEST_URL = 8192  # characters; RFC 9110, 4.1 asks for 8,000 at least
_LONGEST_HOST = 253  # characters (RFC 1035, 2.3.4, without the last dot)
_SHOWN = 120  # characters in a message
# "example" in "www.example.org"
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
# "127", "0x7f": an address in disguise
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")

_TRACKING = re.compile(
    r"(?:utm_\w+|(?:fb|g|y|ys|tt|ms|twc|dc|wbra|gbra|ig)(?:cl|s|sh)id|mc_[ce]id|_openstat|_ga|igsh)=",
    re.IGNORECASE,
)
"""`utm_source=`, `fbclid=`, `yclid=`"""

# fmt: off
# Cloud machines hand out credentials at these; one of them is a public address.
_METADATA = frozenset(map(ip_address, (
    "169.254.169.254", "168.63.129.16", "100.100.100.200", "fd00:ec2::254",
)))
_IPV4 = (
    ("100.64.0.0/10", "an address inside a provider's network"),
    ("192.0.0.0/24", "a reserved address"),
    ("192.88.99.0/24", "a relay to another address"),
)
_IPV6 = (
    ("::ffff:0:0/96", "another address in disguise (v4-mapped)"),
    ("64:ff9b::/96", "another address in disguise (NAT64)"),
    ("64:ff9b:1::/48", "another address in disguise (NAT64)"),
    ("2002::/16", "another address in disguise (6to4)"),
    ("2001::/32", "another address in disguise (Teredo)"),
    ("3fff::/20", "a reserved address"),
)
# fmt: on
_NAMED = tuple((IPv4Network(net), name) for net, name in _IPV4) + tuple(
    (IPv6Network(net), name) for net, name in _IPV6
)
# The part of IPv6 from which public addresses are given out (IANA).
_GLOBAL_IPV6 = IPv6Network("2000::/3")
# In this order: a loopback address is private, too, and the first kind is the one reported.
_KINDS = (
    ("is_unspecified", "no address at all"),
    ("is_loopback", "an address of this machine itself"),
    ("is_link_local", "a link-local address"),
    ("is_multicast", "a multicast address"),
    ("is_private", "a private address"),
    ("is_reserved", "a reserved address"),
)


@dataclass(frozen=True, slots=True)
class Target:
    """A URL taken apart and made plain.

    Attributes:
        scheme: `http` or `https`.
        host: In small ASCII letters, without a closing dot; an IPv6 address without brackets.
        port: As written, or the scheme's own.
        path: Path and query, percent-encoded; begins with a slash.
    """

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port, the port only where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + (
            "" if self.port == PORTS[self.scheme] else f":{self.port}"
        )

    @property
    def url(self) -> str:
        """The whole URL, without a fragment."""
        return self.origin + self.path


def refused_address(address: Address) -> str | None:
    """What speaks against connecting to `address`, as a noun phrase; None for a public one."""
    if address in _METADATA:
        return "an address where cloud machines keep their credentials"
    for network, name in _NAMED:
        if address.version == network.version and address in network:
            return name
    for attribute, name in _KINDS:
        if getattr(address, attribute):
            return name
    if isinstance(address, IPv6Address) and (
        address not in _GLOBAL_IPV6 or address.scope_id is not None
    ):
        return "a reserved address"
    return None if address.is_global else "a reserved address"


def shown(url: str) -> str:
    """`url` for a message: one line, no control characters, not endless."""
    plain = "".join(c if c.isprintable() else "?" for c in url)
    return plain if len(plain) <= _SHOWN else plain[: _SHOWN - 1] + "…"


def without_tracking(url: str) -> str:
    """A URL without what mailings and social networks hang on to count their readers."""
    page, mark, rest = url.partition("?")
    query, hash_mark, fragment = rest.partition("#")
    kept = "&".join(one for one in query.split("&") if not _TRACKING.match(one))
    return page + (mark + kept if kept else "") + hash_mark + fragment


def read_url(url: str) -> Target:
    """The URL taken apart; its host and port are not yet judged.

    Raises:
        UnreadableArticle: It is no http or https URL, holds a user name or password, or
            writes its host in a way that hides where it leads.
    """
    url = url.strip()
    if len(url) > _LONGEST_URL:
        raise UnreadableArticle(f"The web address {shown(url)} is too long; shorten it.")
    # urlsplit drops tabs and line ends, so another address would be judged than the one shown.
    if any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} for c in url):
        raise _unclear(url)
    try:
        parts = urlsplit(url)
        # Looked at only now: "http://tully.example:99999/" raises here.
        port = parts.port
    except ValueError:
        raise _unclear(url) from None
    if parts.scheme not in PORTS:
        raise UnreadableArticle(
            f"{shown(url)} is no web address; give one that begins with http:// or https://."
        )
    if "@" in parts.netloc:
        raise UnreadableArticle(
            "A web address with a user name or password in it is not fetched;"
            " leave out what stands before the @."
        )
    port = PORTS[parts.scheme] if port is None else port
    return Target(parts.scheme, _host(url, parts), port, _path(parts))


def _unclear(url: str) -> UnreadableArticle:
    return UnreadableArticle(f"{shown(url)} can't be read as a web address; check how it is typed.")


def _path(parts: SplitResult) -> str:
    query = f"?{parts.query}" if parts.query else ""
    # "%" is among the safe ones, so what is encoded already is not encoded again.
    return quote((parts.path or "/") + query, safe=string.punctuation)


def _host(url: str, parts: SplitResult) -> str:
    host = parts.hostname or ""
    if not host:
        raise UnreadableArticle(f"{shown(url)} names no host; write it as https://HOST/PAGE.")
    if "[" in parts.netloc:
        return _ipv6(url, host)
    name = _ascii(url, host).removesuffix(".")
    labels = name.split(".")
    if len(name) > _LONGEST_HOST or not all(map(_LABEL.fullmatch, labels)):
        raise _unclear(url)
    return _ipv4(url, name) if _NUMBER.fullmatch(labels[-1]) else name


def _ipv6(url: str, host: str) -> str:
    """The address between brackets; one with a zone (`%eth0`) is always an inner one."""
    try:
        return str(IPv6Address("" if "%" in host else host))
    except ValueError:
        raise _unclear(url) from None


def _ipv4(url: str, name: str) -> str:
    """A host that ends in a number is an IPv4 address, and only its plain spelling is taken.

    Systems read `2130706433`, `0x7f.1` and `0177.0.0.1` as addresses too; no page needs that.
    """
    try:
        return str(IPv4Address(name))
    except ValueError:
        raise UnreadableArticle(
            f"{shown(url)} writes its address in an unusual way; write it as four plain numbers."
        ) from None


def _ascii(url: str, host: str) -> str:
    """The host's name as it is looked up (UTS 46, as browsers do it)."""
    if host.isascii():
        return host
    if len(host) > _LONGEST_HOST:
        raise _unclear(url)
    import idna

    try:
        return idna.encode(host, uts46=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError):
        raise _unclear(url) from None


def is_listed_host(target: Target, allowed_hosts: frozenset[str]) -> bool:
    """Whether the target's `host` or `host:port` stands in the list; spelling is evened out."""
    return any(
        host == target.host and port in {None, target.port}
        for host, port in map(_entry, allowed_hosts)
    )


def _entry(entry: str) -> tuple[str, int | None]:
    """Host and port of `host`, `host:port`, `::1`, `[::1]` or `[::1]:port`."""
    text = entry.strip()
    text = f"[{text}]" if text.count(":") > 1 and not text.startswith("[") else text
    try:
        parts = urlsplit(f"//{text}")
        return _host(entry, parts), parts.port
    except (ValueError, UnreadableArticle):
        return "", None


def checked_addresses(
    target: Target, allowed_hosts: frozenset[str], resolve: Resolver
) -> tuple[Address, ...]:
    """The addresses to connect to, every one of them judged.

    One address that is not public refuses the host, for the next look-up could give that one.
    An allowed host may have any address but that of a cloud machine's credentials.

    Raises:
        UnreadableArticle: The port or an address is refused, or the host is not known.
    """
    allowed = is_listed_host(target, allowed_hosts)
    if not allowed and target.port not in PORTS.values():
        raise UnreadableArticle(
            f"{shown(target.url)} asks for port {target.port}; only 80 and 443 are fetched."
            " If the server is your own, add it to DATELINE_ALLOWED_HOSTS."
        )
    addresses = _resolved(target.host, resolve)
    for address in addresses:
        against = refused_address(address)
        if against and (not allowed or address in _METADATA):
            raise UnreadableArticle(
                f"{shown(target.url)} leads to {address}, {against}, and is not fetched."
                " If the server is your own, add it to DATELINE_ALLOWED_HOSTS."
            )
    return addresses


def _resolved(host: str, resolve: Resolver) -> tuple[Address, ...]:
    try:
        return (ip_address(host),)
    except ValueError:
        pass
    try:
        addresses = tuple(resolve(host))
    except (OSError, UnicodeError) as error:
        if isinstance(error, TimeoutError):
            raise
        addresses = ()
    if not addresses:
        raise UnreadableArticle(
            f"The host {host} can't be found; check its spelling and the connection."
        )
    return addresses


def system_resolver(host: str) -> tuple[Address, ...]:
    """Every address the operating system knows for `host`.

    Raises:
        OSError: There is none, or the look-up failed.
    """
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(ip_address(entry[4][0]) for entry in found))
