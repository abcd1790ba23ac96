"""Whose eyes a watch is for: whoever may see the channel that it posts in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.discord_app.access.callers import caller_of_interaction
from bot.discord_app.context import context_of
from bot.discord_app.request_handling.archive_executor import in_archive
from retrieval.archive.watches import Watch, watches

if TYPE_CHECKING:
    from bot.discord_app.interaction import Interaction


async def visible(interaction: Interaction) -> tuple[Watch, ...]:
    """The server's watches whose channel whoever asks may see."""
    guild = interaction.guild_id or 0
    held = await in_archive(context_of(interaction), lambda archive: watches(archive, guild))
    return tuple(one for one in held if may_see(interaction, one))


def may_see(interaction: Interaction, one: Watch) -> bool:
    """Whether a person may see a watch's channel; one that is gone only its owner may, or managers.

    A private thread shows its watches to whoever saved them, and to those who manage threads.
    """
    guild, person = interaction.guild, interaction.user
    # From the cache, which holds no archived threads: they count as gone.
    channel = guild.get_channel_or_thread(one.channel) if guild else None
    # Threads have no permissions of their own; they go by their channel's.
    place = channel.parent if isinstance(channel, discord.Thread) else channel
    if place is None or not isinstance(person, discord.Member):
        return one.person == person.id or caller_of_interaction(interaction).manages
    # They don't tell who was let into a private thread.
    held = place.permissions_for(person)
    if isinstance(channel, discord.Thread) and channel.is_private():
        return held.view_channel and (one.person == person.id or held.manage_threads)
    return held.view_channel
