"""Putting questions to the chain: a few at once, never longer than the limit, and not at the end.

The chain itself is made elsewhere; here it is anything with `ainvoke`.
"""

from __future__ import annotations

import asyncio
from typing import Protocol

from retrieval.errors import DatelineError
from retrieval.types import Answer, Question

AT_ONCE = 4
LONGEST = 420.0
"""Seconds; waiting and answering together must end before Discord's 15 minutes do."""

LATE = "The answer took too long, so it was stopped. Ask again, or ask something narrower."
BUSY = "Dateline is busy with other questions. Please ask again in a minute."
RESTARTING = "Dateline is restarting; please ask again."


class Unanswered(DatelineError):
    """A question that got no answer in time; the message says why and what to do."""


class Answering(Protocol):
    """What answers a question: a chain, or a stand-in for one."""

    async def ainvoke(self, question: Question, /) -> Answer:
        """The answer to a question; a `DatelineError` says why there is none."""
        ...


class Asking:
    """The questions being answered now."""

    def __init__(self, answer: Answering, *, seconds: float, at_once: int = AT_ONCE) -> None:
        self._answer = answer
        self._seconds = min(seconds, LONGEST)
        self._turns = asyncio.Semaphore(at_once)
        self._running: set[asyncio.Task[Answer]] = set()
        self._stopping = False

    async def ask(self, question: Question) -> Answer:
        """The chain's answer.

        Raises:
            Unanswered: It took too long, no turn came, or the bot is stopping.
            DatelineError: The chain says why there is no answer.
        """
        if self._stopping:
            raise Unanswered(RESTARTING)
        task = asyncio.create_task(self._in_turn(question))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        try:
            await asyncio.wait({task})
        except asyncio.CancelledError:
            task.cancel()
            raise
        if task.cancelled():
            raise Unanswered(RESTARTING)
        return task.result()

    async def stop(self, grace: float) -> None:
        """Take no more questions; give those under way `grace` seconds, then end them."""
        self._stopping = True
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=grace)
            for task in late:
                task.cancel()

    async def _in_turn(self, question: Question) -> Answer:
        try:
            async with asyncio.timeout(self._seconds):
                await self._turns.acquire()
        except TimeoutError:
            raise Unanswered(BUSY) from None
        try:
            async with asyncio.timeout(self._seconds):
                return await self._answer.ainvoke(question)
        except TimeoutError:
            raise Unanswered(LATE) from None
        finally:
            self._turns.release()
