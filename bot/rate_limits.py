"""How often one person, and one server, may ask in a minute."""

from __future__ import annotations

import math
import time
from collections import OrderedDict, deque
from collections.abc import Callable

from retrieval.messages import ngettext

MINUTE = 60.0  # seconds
MOST = 4096
"""People and servers remembered; the one seen longest ago is given up first."""


class RateLimits:
    """Counts what was asked in the last minute. A limit of 0 is none.

    Args:
        person: How much one person may ask in a minute.
        guild: How much all people of one server together may ask in a minute.
        clock: Seconds that only grow.
    """

    def __init__(
        self, person: int, guild: int, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._limits = {"person": person, "guild": guild}
        self._clock = clock
        # Asked from one event loop alone, so there is no lock. Who asked last stands last.
        self._taken: OrderedDict[tuple[str, int | str], deque[float]] = OrderedDict()

    def take(self, guild: int | None, person: int | str) -> str | None:
        """Count one more; where it is too many, count nothing and give a sentence saying so."""
        keys: list[tuple[str, int | str]] = [("person", person)]
        keys += [("guild", guild)] if guild is not None else []
        # Both are looked at before either counts: what is refused costs nobody anything.
        for key in keys:
            if reason := self._excess(key):
                return reason
        for key in keys:
            self._note(key)
        return None

    def wait(self, person: int | str) -> int:
        """For how many whole seconds one person must wait before asking again; 0 for not at all."""
        return self._wait(("person", person))

    def _excess(self, key: tuple[str, int | str]) -> str | None:
        seconds, limit = self._wait(key), self._limits[key[0]]
        if not seconds:
            return None
        asked = _person_asked(limit) if key[0] == "person" else _server_asked(limit)
        return asked.format(count=limit, seconds=seconds)

    def _wait(self, key: tuple[str, int | str]) -> int:
        limit, taken = self._limits[key[0]], self._recent(key)
        if not limit or len(taken) < limit:
            return 0
        # Until the earliest of them is a minute old; "0 s" would be no advice.
        return max(1, math.ceil(taken[0] + MINUTE - self._clock()))

    def _recent(self, key: tuple[str, int | str]) -> deque[float]:
        taken = self._taken.get(key, deque())
        # What is older than a minute goes for good; the times only grow.
        while taken and taken[0] <= self._clock() - MINUTE:
            taken.popleft()
        return taken

    def _note(self, key: tuple[str, int | str]) -> None:
        if not self._limits[key[0]]:
            return
        self._taken.setdefault(key, deque()).append(self._clock())
        self._taken.move_to_end(key)
        while len(self._taken) > MOST:
            self._taken.popitem(last=False)


def _person_asked(count: int) -> str:
    return ngettext(
        "You have asked once in a minute, the most allowed. Ask again in {seconds} s.",
        "You have asked {count} times in a minute, the most allowed. Ask again in {seconds} s.",
        count,
    )


def _server_asked(count: int) -> str:
    return ngettext(
        "The people of this server have asked once in a minute, the most allowed."
        " Ask again in {seconds} s.",
        "The people of this server have asked {count} times in a minute, the most allowed."
        " Ask again in {seconds} s.",
        count,
    )
