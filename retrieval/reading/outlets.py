"""The outlets and agencies that are known by name, from the table `outlets.toml`."""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from retrieval.reading.lines import folded

_TABLE = Path(__file__).with_name("outlets.toml")
_ARCHIVED = re.compile(
    r"https?://web\.archive\.org/web/\d+(?:[a-z]{2}_)?/(?=https?:/)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Outlets:
    names: dict[str, str]
    domains: dict[str, str]
    fingerprint: str


@cache
def _outlets() -> _Outlets:
    raw = _TABLE.read_bytes()
    names: dict[str, str] = {}
    domains: dict[str, str] = {}
    for outlet, known in tomllib.loads(raw.decode("utf-8")).items():
        names.update((_key(name), outlet) for name in (outlet, *known.get("aliases", ())))
        domains.update(dict.fromkeys(known.get("domains", ()), outlet))
    return _Outlets(names, domains, hashlib.sha256(raw).hexdigest()[:8])


def table_version() -> str:
    """Changes when the table of outlets was edited, so that articles are read anew."""
    return _outlets().fingerprint


def known_outlet(name: str) -> str | None:
    """The canonical name of an outlet written in any of its known ways, or None."""
    return _outlets().names.get(_key(name)) if len(name) <= 80 else None


def outlet_of_host(host: str) -> str | None:
    """The canonical name of the outlet that a host, or a domain above it, belongs to."""
    parts = host.casefold().split(".")
    above = (".".join(parts[at:]) for at in range(len(parts) - 1))
    return next((_outlets().domains[name] for name in above if name in _outlets().domains), None)


def host_of(url: str) -> str | None:
    """The host of an http(s) URL without `www.`; for a web archive's copy, the page's own."""
    try:
        parts = urlsplit(re.sub(r"^(https?):/+", r"\1://", _ARCHIVED.sub("", url.strip())))
        host = parts.hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host and parts.scheme in {"http", "https"} else None


def _key(name: str) -> str:
    return folded(name).removeprefix("the ")
