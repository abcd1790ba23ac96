"""The outlets that are known by name, as the readers ask for them; see `retrieval.names.outlets`.

`use_own_outlets` says once, before anything is read, which names the team has added.
"""

from __future__ import annotations

from collections.abc import Mapping

from retrieval.names.outlets import Outlets, host_of, outlets_with

__all__ = [
    "canonical_outlet", "host_of", "known_outlet", "outlet_of_host", "own_outlets",
    "table_version", "use_own_outlets", "zone_of_host",
]  # fmt: skip

_own: dict[str, tuple[str, ...]] = {}


def use_own_outlets(outlets: Mapping[str, tuple[str, ...]]) -> None:
    """From now on, read with these outlets before the shipped table: name, and other names."""
    _own.clear()
    _own.update(outlets)


def own_outlets() -> dict[str, tuple[str, ...]]:
    """What `use_own_outlets` was given last, so that another process can read with it too."""
    return dict(_own)


def _outlets() -> Outlets:
    return outlets_with(_own)


def table_version() -> str:
    """Changes when the known outlets have changed, so that articles are read anew."""
    return _outlets().fingerprint


def known_outlet(name: str) -> str | None:
    """The canonical name of an outlet written in any of its known ways, or None."""
    return _outlets().known(name)


def outlet_of_host(host: str) -> str | None:
    """The canonical name of the outlet that a host, or a domain above it, belongs to."""
    return _outlets().of_host(host)


def zone_of_host(host: str) -> str | None:
    """The time zone of the place from which an outlet's pages come, as `Asia/Almaty`."""
    return _outlets().zone_of(host)


def canonical_outlet(name: str | None, url: str | None) -> str | None:
    """The one name of an outlet by its name as stated, or else by the page's address."""
    return _outlets().canonical(name, url)
