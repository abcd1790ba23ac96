"""Putting questions to the chain: a few at once, never longer than the limit, and not at the end.

The chain itself is made elsewhere; here it is anything with `ainvoke`.
"""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING, Protocol

import discord

from bot.discord_app.access import COUNTED, served
from retrieval.errors import DatelineError
from retrieval.types import Answer, Question

if TYPE_CHECKING:
    from bot.discord_app.access import Place
    from bot.discord_app.audit import Audit
    from bot.discord_app.rates import Rates
    from retrieval.settings import Settings

AT_ONCE = 4
LONGEST = 420.0
"""Seconds; waiting and answering together must end before Discord's 15 minutes do."""

QUOTE_SECONDS = 10.0

LATE = "The answer took too long, so it was stopped. Ask again, or ask something narrower."
WAITING = "{many} before yours. The answer comes here when it is its turn."
NOTICE_SECONDS = 5.0
BUSY = "Dateline is busy with other questions. Please ask again in a minute."
RESTARTING = "Dateline is restarting; please ask again."


log = logging.getLogger(__name__)


def with_time_to_quote(settings: Settings) -> Settings:
    """The settings, the chat model's time cut so that an answer can still be quoted without it."""
    whole = min(settings.answer_seconds, LONGEST)
    most = max(whole / 2, whole - QUOTE_SECONDS)
    return settings.model_copy(update={"model_seconds": min(settings.model_seconds, most)})


class Unanswered(DatelineError):
    """A question that got no answer in time; the message says why and what to do."""


class Answering(Protocol):
    """What answers a question: a chain, or a stand-in for one."""

    async def ainvoke(self, question: Question, /) -> Answer:
        """The answer to a question; a `DatelineError` says why there is none."""
        ...


class Asking:
    """The questions being answered now, and those that wait for their turn.

    Args:
        answer: What answers them.
        seconds: How long one may take, its waiting included.
        at_once: How many are answered at once.
        audit: Where each answer is noted, in the name of whoever is `served`.
        rates: What a question counts against that no command or message was counted for.
    """

    def __init__(
        self,
        answer: Answering,
        *,
        seconds: float,
        at_once: int = AT_ONCE,
        audit: Audit | None = None,
        rates: Rates | None = None,
    ) -> None:
        self._answer = answer
        self._seconds = min(seconds, LONGEST)
        self._turns = asyncio.Semaphore(at_once)
        self._running: set[asyncio.Task[Answer]] = set()
        self._stopping = False
        self._audit = audit
        self._rates = rates

    @property
    def unfinished(self) -> int:
        """How many questions are being answered or wait."""
        return len(self._running)

    async def ask(self, question: Question) -> Answer:
        """The chain's answer.

        Raises:
            Unanswered: It took too long, no turn came, or the bot is stopping.
            DatelineError: The chain says why there is no answer.
        """
        began = time.perf_counter()
        outcome, receipt = "failed", None
        try:
            answer = await self._asked(question, served.get())
            outcome, receipt = "found" if answer.found else "not found", answer.receipt
        except Unanswered as error:
            outcome = _OUTCOMES.get(str(error), "too many")
            raise
        except DatelineError as error:
            outcome = type(error).__name__
            raise
        else:
            return answer
        finally:
            if self._audit is not None:
                place, text = served.get(), question.text
                self._audit.note(
                    place, "answer", outcome, began=began, question=text, receipt=receipt
                )

    async def _asked(self, question: Question, place: Place | None) -> Answer:
        if self._stopping:
            raise Unanswered(RESTARTING)
        if self._rates and place and place.via not in COUNTED:
            reason = self._rates.take(place.guild, place.person)
            if reason is not None:
                raise Unanswered(reason)
        task = asyncio.create_task(self._in_turn(question, place, len(self._running)))
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

    async def _in_turn(self, question: Question, place: Place | None, before: int) -> Answer:
        notice = asyncio.create_task(_tell_place(place, before)) if self._turns.locked() else None
        late = BUSY
        try:
            async with asyncio.timeout(self._seconds), self._turns:
                late = LATE
                return await self._answer.ainvoke(question)
        except TimeoutError:
            raise Unanswered(late) from None
        finally:
            if notice is not None:
                # It must not overtake the answer.
                await asyncio.wait({notice})


async def _tell_place(place: Place | None, before: int) -> None:
    """Show whoever waits how many questions are before theirs; a failure is only logged."""
    if place is None or place.reach is None or place.reach.notice is None:
        return
    many = "1 question is" if before == 1 else f"{before} questions are"
    try:
        async with asyncio.timeout(NOTICE_SECONDS):
            await place.reach.notice(WAITING.format(many=many))
    except (TimeoutError, discord.HTTPException) as error:
        log.info("An asker could not be told their place: %s", error)


_OUTCOMES = {LATE: "late", BUSY: "busy", RESTARTING: "restarting"}
