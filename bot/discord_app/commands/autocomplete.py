"""What is suggested while an option is typed, from the archive; late or failing, it is nothing."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from discord import app_commands

from bot.discord_app.context import context_of
from bot.discord_app.render.escape import one_line
from bot.discord_app.render.source_links import plain_source
from bot.discord_app.request_handling.archive_executor import in_archive
from bot.discord_app.watches.watch_visibility import may_see
from retrieval.errors import DatelineError

if TYPE_CHECKING:
    from bot.discord_app.interaction import Interaction
    from retrieval.archive.store import Archive

T = TypeVar("T")
V = TypeVar("V", str, int)
Choices = list[app_commands.Choice[str]]

MOST = 25  # Discord takes 25 choices
LONGEST = 100  # Discord's limit for a choice's name, and for its value
SECONDS = 0.8
"""Discord waits three seconds for suggestions, and nothing can be deferred; people type on."""

log = logging.getLogger(__name__)


async def outlets(interaction: Interaction, typed: str) -> Choices:
    """The outlets held whose name holds what is typed; those that begin with it come first."""
    held = await _soon(interaction, lambda archive: archive.outlets())
    wanted = typed.strip().casefold()
    fitting = [name for name in held or () if wanted in name.casefold()]
    # False comes before True, and otherwise the order stays as it was.
    fitting.sort(key=lambda name: not name.casefold().startswith(wanted))
    return _choices((name, name) for name in fitting)


async def articles(interaction: Interaction, typed: str) -> Choices:
    """The newest articles that what is typed may mean, each with its id as the value."""
    from retrieval.archive.browsing import suggested

    found = await _soon(interaction, lambda archive: suggested(archive, typed, MOST))
    return _choices((plain_source(one), one.id) for one in found or ())


async def feeds(interaction: Interaction, typed: str) -> Choices:
    """The feeds followed whose address or title holds what is typed."""
    from retrieval.archive.subscriptions import subscriptions

    held = await _soon(interaction, subscriptions)
    named = [
        (f"{feed.title} — {feed.url}" if feed.title else feed.url, feed) for feed in held or ()
    ]
    wanted = typed.strip().casefold()
    return _choices((name, feed.url) for name, feed in named if wanted in name.casefold())


async def watches(interaction: Interaction, typed: str) -> list[app_commands.Choice[int]]:
    """The server's watches whose number or text holds what is typed."""
    from retrieval.archive import watches as saved

    guild = interaction.guild_id or 0
    held = await _soon(interaction, lambda archive: saved.watches(archive, guild))
    # Discord gives what is typed into an option for a number as it stands.
    wanted = str(typed).strip().casefold()
    # What somebody may not see is not suggested to them either.
    seen = [one for one in held or () if may_see(interaction, one)]
    named = [(f"{one.id}: {one.question}", one.id) for one in seen]
    return _choices((name, number) for name, number in named if wanted in name.casefold())


def _choices(pairs: Iterable[tuple[str, V]]) -> list[app_commands.Choice[V]]:
    """The first of them as Discord takes them; one whose value is too long can't be chosen."""
    # Discord refuses all of the choices for one that is too long.
    lines = ((one_line(name, LONGEST), value) for name, value in pairs)
    whole = [(name, value) for name, value in lines if name and 0 < len(str(value)) <= LONGEST]
    return [app_commands.Choice(name=name, value=value) for name, value in whole[:MOST]]


async def _soon(interaction: Interaction, look: Callable[[Archive], T]) -> T | None:
    # Late, the thread still goes on to its end, but nobody waits for it.
    try:
        async with asyncio.timeout(SECONDS):
            return await in_archive(context_of(interaction), look)
    except (DatelineError, TimeoutError) as error:
        log.debug("Nothing could be suggested: %s", error)
        return None
