"""Discord's objects read as the plain places that the access rules know."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.discord_app.access import Place, refusal

if TYPE_CHECKING:
    from bot.discord_app.client import DatelineClient


def place_of_message(message: discord.Message) -> Place:
    """Where a message stands and who wrote it."""
    guild = message.guild.id if message.guild else None
    return _place(guild, message.channel.id, message.channel, message.author)


def place_of_interaction(interaction: discord.Interaction[DatelineClient]) -> Place:
    """Where a command or a button was used and by whom."""
    channel = interaction.channel_id or 0
    return _place(interaction.guild_id, channel, interaction.channel, interaction.user)


def refusal_at(client: DatelineClient, place: Place) -> str | None:
    """Why nothing is answered there, naming this server's own channels, or None."""
    guild = client.get_guild(place.guild) if place.guild else None
    here = [channel.id for channel in guild.channels] if guild else []
    return refusal(client.rules, place, here)


def _place(
    guild: int | None, channel: int, where: object, person: discord.User | discord.Member
) -> Place:
    roles = person.roles if isinstance(person, discord.Member) else []
    return Place(
        guild=guild,
        channel=channel,
        parent=where.parent_id if isinstance(where, discord.Thread) else None,
        roles=frozenset(role.id for role in roles),
    )
