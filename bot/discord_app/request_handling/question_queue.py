"""Putting questions to the chain: a few at once, never longer than the limit, and not at the end.

The chain itself is made elsewhere; here it is anything with `ainvoke`.
"""

from __future__ import annotations

import asyncio
import logging
import time
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

import discord

from bot.concurrency_limit import AT_ONCE, BUSY, LATE, ConcurrencyLimit, Unanswered
from bot.discord_app.access.callers import COUNTED, served
from bot.discord_app.request_handling.equal_questions import EqualQuestions
from retrieval.errors import DatelineError
from retrieval.messages import gettext_noop, ngettext
from retrieval.types import Answer, Question

if TYPE_CHECKING:
    from bot.discord_app.access.audit_log import AuditLog
    from bot.discord_app.access.callbacks import TakeBack
    from bot.discord_app.access.callers import Caller
    from bot.rate_limits import RateLimits

QUIET_SECONDS = 4.0
"""How long somebody waits before a notice: most turns come sooner, as answering takes seconds, and
what is posted and deleted at once only startles."""

NOTICE_SECONDS = 5.0  # a notice that takes longer holds no answer up
RESTARTING = gettext_noop("Dateline is restarting; please ask again.")


log = logging.getLogger(__name__)


class Answering(Protocol):
    """What answers a question: a chain, or a stand-in for one."""

    async def ainvoke(self, question: Question, /) -> Answer:
        """The answer to a question; a `DatelineError` says why there is none."""
        ...


class QuestionQueue:
    """The questions being answered now, and those that wait for their turn.

    Args:
        answer: What answers them.
        seconds: How long one may take, its waiting included.
        at_once: How many are answered at once.
        audit: Where each answer is noted, in the name of whoever is `served`.
        rates: What a question counts against that no command or message was counted for.
        quiet: How many seconds one waits before its asker is told so.
        remembers: Whether it remembers what it worked out, so that it is worth while to wait for an
            equal question.
    """

    def __init__(
        self,
        answer: Answering,
        *,
        seconds: float,
        at_once: int = AT_ONCE,
        audit: AuditLog | None = None,
        rates: RateLimits | None = None,
        quiet: float = QUIET_SECONDS,
        remembers: bool = False,
    ) -> None:
        self._answer = answer
        self._slots = ConcurrencyLimit(seconds=seconds, at_once=at_once)
        # In the order in which they came.
        self._running: dict[asyncio.Task[Answer], None] = {}
        self._stopping = False
        self._audit = audit
        self._rates = rates
        self._quiet = quiet
        self._equal = EqualQuestions() if remembers else None

    @property
    def pending(self) -> int:
        """How many questions are being answered or wait."""
        return len(self._running)

    async def ask(self, question: Question) -> Answer:
        """The chain's answer.

        Raises:
            Unanswered: It took too long, no turn came, or the bot is stopping.
            DatelineError: The chain says why there is no answer.
        """
        began = time.perf_counter()
        # Unless one of the cases below says more: a bug, or whoever asked is gone.
        outcome, receipt = "failed", None
        try:
            answer = await self._asked(question, served.get())
            outcome, receipt = "found" if answer.found else "not found", answer.receipt
        except Unanswered as error:
            # What the limits a minute say has numbers in it, so it is none of the fixed sentences.
            outcome = _OUTCOMES.get(str(error), "too many")
            raise
        except DatelineError as error:
            outcome = type(error).__name__
            raise
        else:
            return answer
        finally:
            if self._audit is not None:
                caller, text = served.get(), question.text
                self._audit.note(
                    caller, "answer", outcome, began=began, question=text, receipt=receipt
                )

    async def _asked(self, question: Question, caller: Caller | None) -> Answer:
        if self._stopping:
            raise Unanswered(RESTARTING)
        # The gate counts no presses; one that asks again is counted here.
        if self._rates and caller and caller.via not in COUNTED:
            reason = self._rates.take(caller.guild, caller.person)
            if reason is not None:
                raise Unanswered(reason)
        task = asyncio.create_task(self._in_turn(question, caller))
        self._running[task] = None
        task.add_done_callback(self._running.pop)
        # `wait` instead of awaiting the task: it shows whether the asker's own task
        # was cancelled, which goes on up, or the answering by `stop`, which the asker is told.
        try:
            await asyncio.wait({task})
        except asyncio.CancelledError:
            # Nobody waits for the answer any more.
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

    async def _in_turn(self, question: Question, caller: Caller | None) -> Answer:
        turn = asyncio.Event()

        async def answered() -> Answer:
            turn.set()
            return await self._answer.ainvoke(question)

        # A task of its own, so that a turn that comes is not held up by Discord.
        notice = (
            asyncio.create_task(self._tell_waiting(caller, turn, asyncio.current_task()))
            if self._slots.is_reached
            else None
        )
        try:
            before = partial(self._equal.wait, question) if self._equal else None
            return await self._slots.run(answered, before)
        finally:
            turn.set()
            if notice is not None:
                # It must not overtake the answer.
                await asyncio.wait({notice})
                await _take_back(notice)

    async def _tell_waiting(
        self, caller: Caller | None, turn: asyncio.Event, task: asyncio.Task[Any] | None
    ) -> TakeBack | None:
        """Show whoever waits long how many questions are before theirs; a failure is only logged.

        Gives what takes that back.
        """
        if caller is None or caller.callback is None or caller.callback.notice is None:
            return None
        # The turn may come first.
        if await _comes_within(turn, self._quiet):
            return None
        order: list[object] = list(self._running)
        before = order.index(task)
        form = ngettext(
            "{count} question is before yours. The answer comes here when it is its turn.",
            "{count} questions are before yours. The answer comes here when it is its turn.",
            before,
        )
        try:
            async with asyncio.timeout(NOTICE_SECONDS):
                return await caller.callback.notice(form.format(count=before))
        except (TimeoutError, discord.HTTPException) as error:
            log.info("An asker could not be told their place: %s", error)
            return None


async def _comes_within(turn: asyncio.Event, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            return await turn.wait()
    except TimeoutError:
        return False


async def _take_back(notice: asyncio.Task[TakeBack | None]) -> None:
    """Take away what a notice posted, if it is over and posted anything."""
    failed = notice.cancelled() or notice.exception() is not None
    take_back = None if failed else notice.result()
    if take_back is None:
        return
    try:
        async with asyncio.timeout(NOTICE_SECONDS):
            await take_back()
    except (TimeoutError, discord.HTTPException) as error:
        log.info("A notice could not be taken back: %s", error)


_OUTCOMES = {LATE: "late", BUSY: "busy", RESTARTING: "restarting"}
