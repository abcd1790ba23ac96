"""A watch is removed by whoever saved it, or by those who manage the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.discord_app.access.callers import caller_of_interaction
from bot.discord_app.context import context_of
from bot.discord_app.request_handling.archive_executor import in_archive
from bot.discord_app.watches.watch_visibility import visible
from retrieval.archive.watches import remove_watch
from retrieval.messages import gettext, gettext_noop

if TYPE_CHECKING:
    from bot.discord_app.interaction import Interaction

REMOVED = gettext_noop("Watch {id} is removed.")
UNKNOWN = gettext_noop(
    "There is no watch {id} that you can see in this server. /watch list shows those you can."
)
NOT_YOURS = gettext_noop(
    "Only the person who saved watch {id}, or somebody who manages the server, may remove it."
)


async def removed(interaction: Interaction, number: int) -> str:
    """Remove a watch of the server where that is allowed; what to say of it."""
    guild = interaction.guild_id or 0
    # Of a watch that they may not see nobody is told that it is there.
    one = next((each for each in await visible(interaction) if each.id == number), None)
    if one is None:
        return gettext(UNKNOWN).format(id=number)
    if one.person != interaction.user.id and not caller_of_interaction(interaction).manages:
        return gettext(NOT_YOURS).format(id=number)
    await in_archive(context_of(interaction), lambda archive: remove_watch(archive, guild, number))
    return gettext(REMOVED).format(id=number)
