"""Reaching the archive from a command or a button, never on the event loop.

What reads opens the archive for as long as it takes, several side by side. What changes it waits
for its turn.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TYPE_CHECKING, Any, TypeVar

from bot.discord_app.access.callers import served
from bot.discord_app.context import context_of
from bot.discord_app.render.messages import Post, text_post
from bot.discord_app.request_handling.delivery import respond
from retrieval import factory
from retrieval.errors import ArchiveLocked
from retrieval.messages import gettext_noop
from retrieval.priority import lower_priority

if TYPE_CHECKING:
    import discord

    from bot.discord_app.context import BotContext
    from bot.discord_app.interaction import Interaction
    from retrieval.archive.store import Archive

T = TypeVar("T")

log = logging.getLogger(__name__)

LOCKED_SECONDS = 60.0  # for another process's run to give the lock back
AGAIN_SECONDS = 1.0  # between tries at the lock
REPORT_SECONDS = 720.0
"""How long a change is waited for; an interaction can be answered for 15 minutes."""

STILL = gettext_noop(
    "This takes long, and goes on in the background. /status shows how many articles are held; "
    "what fails is in Dateline's log."
)
CUT = gettext_noop(
    "Dateline is restarting in the middle of this, so not all of it may be done. Look with "
    "/status or /articles, and do it again if need be."
)


async def in_archive(client: BotContext, look: Callable[[Archive], T]) -> T:
    """What `look` finds in the archive, outside the event loop.

    Raises:
        ArchiveError: There is none, or it can't be used.
    """

    def looked() -> T:
        # Looking needs no vectors, so the archive may be another model's.
        with factory.open_archive(client.settings, any_model=True) as archive:
            return look(archive)

    return await asyncio.to_thread(looked)


async def change(
    interaction: Interaction,
    action: str,
    work: Callable[[], Post],
    *,
    view: Callable[[], discord.ui.View | None] | None = None,
    **named: Any,
) -> None:
    """Answer a deferred interaction with what `work` did, once it is its turn.

    A change that takes too long for Discord goes on, and the asker is told so; so they are where
    the bot ends before it is done. The audit log gets a line under the name `action`, with what is
    `named`; `view` gives the buttons under what is said, once the work is done.

    Raises:
        DatelineError: The change could not be made.
        discord.HTTPException: Discord did not take the report.
    """
    client, began = context_of(interaction), time.perf_counter()
    task = asyncio.create_task(_in_turn(client, work))
    # A thread can't be cancelled: whoever asked is told how things stand, and the work goes on.
    ending = asyncio.create_task(client.ending.wait())
    # `wait` neither ends what is late, as `wait_for` would, nor raises what failed.
    await asyncio.wait({task, ending}, timeout=REPORT_SECONDS, return_when=asyncio.FIRST_COMPLETED)
    ending.cancel()
    done = task.done()
    if not done:
        task.add_done_callback(_let_go)
    # A change that failed raises here: its asker is told by `tell`, as of any other error.
    post = task.result() if done else text_post(CUT if client.ending.is_set() else STILL)
    outcome = "done" if done else "cut" if client.ending.is_set() else "goes on"
    client.audit.note(served.get(), action, outcome, began=began, **named)
    views = (view(),) if view and done else ()
    await respond(interaction, post, private=True, views=views)


async def _in_turn(client: BotContext, work: Callable[[], Post]) -> Post:
    """In a thread that gives way, and serves nobody after it: there is no way back from that."""
    loop, context = asyncio.get_running_loop(), copy_context()
    # A lock of the event loop: whoever waits for a turn holds no thread.
    async with client.changing:
        thread = ThreadPoolExecutor(1, "change", lower_priority)
        try:
            # With the context, as `to_thread` has it: the language and the caller are told by it.
            return await loop.run_in_executor(thread, context.run, _once_unlocked, work)
        finally:
            # Without waiting: this runs on the event loop.
            thread.shutdown(wait=False)


def _once_unlocked(work: Callable[[], Post]) -> Post:
    """What `work` did; while another process writes, it is tried again for a while."""
    until = time.monotonic() + LOCKED_SECONDS
    while True:
        try:
            return work()
        except ArchiveLocked:
            if time.monotonic() > until:
                raise
            # In the change's own thread: it holds up nobody but the changes behind it.
            time.sleep(AGAIN_SECONDS)


def _let_go(task: asyncio.Task[Post]) -> None:
    """Take note of how a change ended that nobody waits for any more."""
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("A change of the archive failed: %s", error, exc_info=error)
