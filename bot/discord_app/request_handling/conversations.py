"""The last few answers of each conversation, so that a follow-up question can be understood.

Held in memory only, for a short time, and for a limited number of people.
"""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass

from bot.conversation import MOST_EARLIER
from retrieval.types import Answer

SECONDS = 1800.0  # half an hour: what comes later is another conversation
MOST = 256  # conversations; the one silent longest is given up first


@dataclass(frozen=True, slots=True)
class _Said:
    when: float
    private: bool
    answer: Answer


class Conversations:
    """Answers by channel and person, the oldest conversation given up first."""

    def __init__(
        self,
        *,
        clock: Callable[[], float] = time.monotonic,
        seconds: float = SECONDS,
        most: int = MOST,
    ) -> None:
        self._clock = clock
        self._seconds = seconds
        self._most = most
        # By channel and person; in a thread the person is 0, for all. Only the event loop comes
        # here, so there is no lock.
        self._said: OrderedDict[tuple[int, int], deque[_Said]] = OrderedDict()

    def earlier(self, channel: int, person: int, *, private: bool) -> tuple[Answer, ...]:
        """This person's answers in this channel that are recent enough, oldest first.

        A question asked in public never draws on answers that were given in private.
        """
        since = self._clock() - self._seconds
        said = self._said.get((channel, person), ())
        return tuple(
            entry.answer for entry in said if entry.when >= since and (private or not entry.private)
        )

    def add(self, channel: int, person: int, answer: Answer, *, private: bool) -> None:
        """Remember an answer."""
        key = (channel, person)
        said = self._said.setdefault(key, deque(maxlen=MOST_EARLIER))
        said.append(_Said(self._clock(), private, answer))
        self._said.move_to_end(key)
        self._drop_old()

    def _drop_old(self) -> None:
        """Conversations stand in the order of their last answer, so the oldest is first."""
        since = self._clock() - self._seconds
        while self._said:
            oldest = next(iter(self._said.values()))
            # By its last answer: one in which somebody still asks is kept whole.
            if len(self._said) <= self._most and oldest[-1].when >= since:
                return
            self._said.popitem(last=False)
