"""Who pressed what a moment ago."""

from __future__ import annotations

import time
from collections import OrderedDict

AGAIN_SECONDS = 2.0
"""How long a second press of the same button counts as the first one's echo."""


class RecentPresses:
    """Presses of the last moment, so that a double press does a thing once."""

    def __init__(self, *, seconds: float = AGAIN_SECONDS) -> None:
        self._seconds = seconds
        self._last: OrderedDict[tuple[int, str], float] = OrderedDict()

    def is_repeated(self, person: int, key: str) -> bool:
        """Whether this person pressed this button a moment ago; notes the press if not."""
        now = time.monotonic()
        # Oldest first, as they were put in: a repetition is not put in again.
        while self._last and next(iter(self._last.values())) < now - self._seconds:
            self._last.popitem(last=False)
        if (person, key) in self._last:
            return True
        self._last[person, key] = now
        return False
