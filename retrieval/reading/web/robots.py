"""What a site's robots.txt lets Dateline read (RFC 9309).

The standard library's parser is not used: it knows no `*` and `$`, takes the first rule that
fits where the standard takes the longest, and falls over on some broken files.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from retrieval.errors import UnreadableArticle
from retrieval.reading.web.fetching import AGENT, Fetched, RefusedByServer, fetch
from retrieval.reading.web.url_safety import read_url

_MOST = 512_000  # the standard asks for at least 500 KiB to be read
_LINE = re.compile(r"\s*([A-Za-z-]+)\s*:([^#]*)")
_TRIPLET = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_EVERY = "*"


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of a group: a pattern of paths, and whether they may be read."""

    pattern: str
    allowed: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """What applies to one agent: its rules, and how many seconds to wait between requests."""

    rules: tuple[Rule, ...] = ()
    delay: float | None = None

    def allow(self, path: str) -> bool:
        """Whether the path (with its query) may be read: the longest pattern decides."""
        path = _evened(path)
        if path == "/robots.txt":
            return True
        fitting = (rule for rule in self.rules if _fits(rule.pattern, path))
        best = max(fitting, key=lambda rule: (len(rule.pattern), rule.allowed), default=None)
        return best is None or best.allowed


_CLOSED = Rules((Rule("/", allowed=False),))


class Robots:
    """The robots.txt of every site asked about, each read once and kept as long as this is.

    Args:
        fetch: How to get it: `fetching.fetch`, with settings bound to it where needed.
    """

    def __init__(self, fetch: Callable[[str], Fetched] = fetch) -> None:
        self._fetch = fetch
        self._held: dict[str, Rules] = {}

    def may_fetch(self, url: str) -> bool:
        """Whether the site lets Dateline read this URL; not, where its wish can't be known.

        Raises:
            UnreadableArticle: `url` is no web address.
        """
        target = read_url(url)
        return self._rules(target.origin).allow(target.path)

    def crawl_delay(self, url: str) -> float | None:
        """Seconds that the site wants between two requests, or None.

        Raises:
            UnreadableArticle: `url` is no web address.
        """
        return self._rules(read_url(url).origin).delay

    def _rules(self, origin: str) -> Rules:
        if origin not in self._held:
            self._held[origin] = self._read(origin)
        return self._held[origin]

    def _read(self, origin: str) -> Rules:
        """No robots.txt (4xx) allows all; a failing server or no answer allows nothing."""
        try:
            page = self._fetch(f"{origin}/robots.txt")
        except RefusedByServer as error:
            return Rules() if 400 <= error.status < 500 and error.status != 429 else _CLOSED
        except UnreadableArticle:
            return _CLOSED
        return read_robots(page.body)


def read_robots(content: bytes, agent: str = AGENT) -> Rules:
    """The rules for `agent`: its own groups, else those for everyone; broken lines are skipped."""
    text = content[:_MOST].decode("utf-8-sig", "replace")
    found: dict[str, list[tuple[str, str]]] = {}
    for names, lines in _groups(text):
        for name in names:
            found.setdefault(name, []).extend(lines)
    lines = found.get(agent.lower(), found.get(_EVERY, []))
    rules = (Rule(_evened(value), key == "allow") for key, value in lines if key != "crawl-delay")
    delays = (_seconds(value) for key, value in lines if key == "crawl-delay")
    return Rules(
        tuple(rule for rule in rules if rule.pattern),
        next((delay for delay in delays if delay is not None), None),
    )


def _groups(text: str) -> Iterator[tuple[list[str], list[tuple[str, str]]]]:
    """Agents (in small letters) and the lines that follow them."""
    names: list[str] = []
    lines: list[tuple[str, str]] = []
    for match in filter(None, map(_LINE.match, text.splitlines())):
        key, value = match[1].lower(), match[2].strip()
        if key == "user-agent":
            if lines:
                yield names, lines
                names, lines = [], []
            names.append(value.partition("/")[0].strip().lower())
        elif key in {"allow", "disallow", "crawl-delay"} and names:
            lines.append((key, value))
    yield names, lines


def _seconds(text: str) -> float | None:
    try:
        seconds = float(text)
    except ValueError:
        return None
    return seconds if math.isfinite(seconds) and seconds >= 0 else None


def _evened(path: str) -> str:
    """One spelling for each path: escapes only where needed, in capitals (RFC 3986, 6.2.2)."""

    def evened(match: re.Match[str]) -> str:
        char = chr(int(match[1], 16))
        return char if _UNRESERVED.fullmatch(char) else match[0].upper()

    return _TRIPLET.sub(evened, quote(path, safe="%/:=&?~#+!$,;'@()*[]|", errors="replace"))


def _fits(pattern: str, path: str) -> bool:
    """Whether the path begins with the pattern; `*` is anything, a closing `$` the end.

    Pieces are sought one after the other, so that no pattern can make it slow.
    """
    to_end = pattern.endswith("$")
    first, *pieces = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    if not pieces:
        return not to_end or at == len(path)
    last = pieces.pop() if to_end else ""
    for piece in pieces:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return not to_end or (path.endswith(last) and len(path) - len(last) >= at)
