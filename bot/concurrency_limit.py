"""The questions that several people ask at once: a few are answered at a time, none for ever."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from retrieval.errors import DatelineError
from retrieval.messages import gettext_noop

if TYPE_CHECKING:
    from retrieval.settings import Settings

T = TypeVar("T")

AT_ONCE = 4  # each holds a thread, and a chat model keeps it waiting
LONGEST = 420.0
"""Seconds; waiting and answering together must end before Discord's 15 minutes do."""

QUOTE_SECONDS = 10.0  # left for quoting the articles instead

LATE = gettext_noop(
    "The answer took too long, so it was stopped. Ask again, or ask something narrower."
)
BUSY = gettext_noop("Dateline is busy with other questions. Please ask again in a minute.")


class Unanswered(DatelineError):
    """A question that got no answer in time; the message says why and what to do."""


class ConcurrencyLimit:
    """Those being answered now, and those that wait for a slot.

    Args:
        seconds: How long one may take, its waiting included.
        at_once: How many are answered at once.
    """

    def __init__(self, *, seconds: float, at_once: int = AT_ONCE) -> None:
        self._seconds = min(seconds, LONGEST)
        # Those who wait come to their turn in the order in which they came.
        self._slots = asyncio.Semaphore(at_once)

    @property
    def is_reached(self) -> bool:
        """Whether the next one has to wait."""
        return self._slots.locked()

    async def run(
        self,
        answering: Callable[[], Awaitable[T]],
        before: Callable[[], Awaitable[None]] | None = None,
    ) -> T:
        """What `answering` gives, called once there is a slot.

        Args:
            answering: What answers.
            before: What is waited for first, in the same time but without a slot.

        Raises:
            Unanswered: It took too long, or no slot came free.
        """
        # Until there is a slot the others take the time; from then on the question itself does.
        late = BUSY
        try:
            # The time is around the slot: it counts the waiting too, for Discord's does.
            async with asyncio.timeout(self._seconds):
                if before is not None:
                    await before()
                async with self._slots:
                    late = LATE
                    return await answering()
        except TimeoutError:
            raise Unanswered(late) from None


def with_time_to_quote(settings: Settings) -> Settings:
    """The settings, the chat model's time cut so that an answer can still be quoted without it."""
    whole = min(settings.answer_seconds, LONGEST)
    # Of 60 seconds the model has 50; of 12 it has 6, not 2.
    most = max(whole / 2, whole - QUOTE_SECONDS)
    return settings.model_copy(update={"model_seconds": min(settings.model_seconds, most)})
