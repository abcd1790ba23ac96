"""The outlets and agencies that are known by name: the table `outlets.toml`, and the team's own.

The team's own, the section [outlets] of `aliases.toml`, comes before the shipped table.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from urllib.parse import urlsplit

_TABLE = Path(__file__).with_name("outlets.toml")
# "https://web.archive.org/web/20150604/" before the address itself
_ARCHIVED = re.compile(
    r"https?://web\.archive\.org/web/\d+(?:[a-z]{2}_)?/(?=https?:/)", re.IGNORECASE
)
# "www.example.org"
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.IGNORECASE)
# ", Inc." and " News Agency" at the end of an outlet's name
_LEGAL = re.compile(
    r"[\s,]+(?:news agency|information agency|online|inc|ltd|llc)\.?$", re.IGNORECASE
)
# " News Agency" of "Amber News Agency", " News" of "Amber News", ".az" of "Amber.az"
_KIND = re.compile(
    r"(?:[\s,]+(?:(?:(?:news|information|press) )?agency|news|newswire|online|inc|ltd|llc)\.?"
    r"|\.[a-z]{2,4})$",
    re.IGNORECASE,
)
LONGEST_NAME = 80  # characters; a longer line is no outlet's name
SHORTEST_PART = 4  # letters; `RT` begins or ends too many names


@dataclass(frozen=True, slots=True)
class Outlets:
    """Names and domains of outlets, each with the name that the outlet goes by.

    `zones` are the time zones of the places where they sit, by that name.
    """

    names: Mapping[str, str]
    domains: Mapping[str, str]
    fingerprint: str
    zones: Mapping[str, str] = field(default_factory=dict)

    def known(self, name: str) -> str | None:
        """The name an outlet goes by, given any way in which it is known to be written."""
        if len(name) > LONGEST_NAME:
            return None
        by_name = self.names.get(outlet_key(name))
        return by_name or (self.of_host(name) if _HOST.fullmatch(name) else None)

    def of_host(self, host: str) -> str | None:
        """The outlet that a host, or a domain above it, belongs to."""
        parts = host.casefold().removesuffix(".").split(".")
        # "en.example.org", then "example.org"; never "org" alone.
        above = (".".join(parts[at:]) for at in range(len(parts) - 1))
        return next((self.domains[name] for name in above if name in self.domains), None)

    def zone_of(self, host: str) -> str | None:
        """The time zone of the outlet that a host belongs to, where the table states one."""
        return self.zones.get(self.of_host(host) or "")

    def canonical(self, name: str | None, url: str | None = None) -> str | None:
        """The one name of an outlet, whatever it is called and wherever its pages lie.

        A name that is known wins; one that is unknown stands as it is, unless it is another
        spelling of the outlet to which the page's address belongs. Without a name the address
        tells. None if neither says anything.
        """
        host = host_of(url) if url else None
        by_host = self.of_host(host) if host else None
        stated = " ".join(name.split()) if name else ""
        if not outlet_key(stated):
            return by_host
        known = self.known(stated) or self._loosely(stated)
        if known:
            return known
        return by_host if by_host and _alike(stated, by_host) else stated

    def _loosely(self, name: str) -> str | None:
        """A name that is an address, or has a "News Agency" or an "Inc." behind it."""
        host = host_of(name) or (name if _HOST.fullmatch(name) else None)
        if host:
            return self.of_host(host)
        bare = _LEGAL.sub("", name)
        return self.known(bare) if bare != name else None


def outlet_key(name: str) -> str:
    """A name with nothing but its letters and digits, case, marks and a leading "the" folded."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(filter(str.isalnum, decomposed)).removeprefix("the")


def short_name(name: str) -> str:
    """A name without what only says of what kind it is: `Amber` of `Amber News Agency`."""
    return _KIND.sub("", name.strip())


def _alike(name: str, outlet: str) -> bool:
    """Whether an unknown name is a known one with something before or behind it."""
    one, other = sorted((outlet_key(name), outlet_key(outlet)), key=len)
    return len(one) >= SHORTEST_PART and (other.startswith(one) or other.endswith(one))


def host_of(url: str) -> str | None:
    """The host of an http(s) URL without `www.`; for a web archive's copy, the page's own."""
    try:
        # "https:/example.org/a": behind a web archive's address a slash may be missing.
        parts = urlsplit(re.sub(r"^(https?):/+", r"\1://", _ARCHIVED.sub("", url.strip())))
        host = parts.hostname
    # "http://[" is no address to Python.
    except ValueError:
        return None
    return host.removeprefix("www.") if host and parts.scheme in {"http", "https"} else None


@cache
def _shipped() -> tuple[dict[str, str], dict[str, str], dict[str, str], bytes]:
    raw = _TABLE.read_bytes()
    names: dict[str, str] = {}
    domains: dict[str, str] = {}
    zones: dict[str, str] = {}
    for outlet, known in tomllib.loads(raw.decode("utf-8")).items():
        names.update((outlet_key(name), outlet) for name in (outlet, *known.get("aliases", ())))
        domains.update(dict.fromkeys(known.get("domains", ()), outlet))
        if "zone" in known:
            zones[outlet] = known["zone"]
    return names, domains, zones, raw


def outlets_with(own: Mapping[str, tuple[str, ...]]) -> Outlets:
    """The shipped table with the team's own names put before it.

    Args:
        own: The name an outlet is to go by, and its other names and domains.
    """
    return _with(tuple((name, *others) for name, others in own.items()))


@lru_cache(maxsize=8)
def _with(own: tuple[tuple[str, ...], ...]) -> Outlets:
    shipped_names, shipped_domains, shipped_zones, raw = _shipped()
    mine = {outlet_key(name): outlet for outlet, *others in own for name in (outlet, *others)}
    # Where the team calls a known outlet otherwise, all of its names lead to the team's.
    # A name of the team's that the table lacks falls under "", which no outlet has.
    renamed = {shipped_names.get(word, ""): outlet for word, outlet in mine.items()}
    names = {word: renamed.get(outlet, outlet) for word, outlet in shipped_names.items()} | mine
    domains = {host: renamed.get(outlet, outlet) for host, outlet in shipped_domains.items()}
    zones = {renamed.get(outlet, outlet): zone for outlet, zone in shipped_zones.items()}
    for outlet, *others in own:
        hosts = (host_of(name) or name.casefold().removeprefix("www.") for name in others)
        domains.update((host, outlet) for host in hosts if _HOST.fullmatch(host))
    # Files are read again when this changes: their outlets may have other names now.
    digest = hashlib.sha256(raw + json.dumps(own).encode() if own else raw)
    return Outlets(names, domains, digest.hexdigest()[:8], zones)
