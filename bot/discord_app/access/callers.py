"""Discord's objects read as the plain places that the access rules know."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.discord_app.access.rules import Place, Via
from bot.discord_app.gateway.callbacks import reach_of_interaction, reach_of_message

if TYPE_CHECKING:
    from bot.discord_app.gateway.client import DatelineClient

_VIA: dict[discord.InteractionType, Via] = {
    discord.InteractionType.application_command: "command",
    discord.InteractionType.component: "button",
    discord.InteractionType.autocomplete: "typing",
    discord.InteractionType.modal_submit: "button",
}


def place_of_message(message: discord.Message) -> Place:
    """Where a message stands and who wrote it."""
    author = message.author
    return Place(
        guild=message.guild.id if message.guild else None,
        channel=message.channel.id,
        parent=_parent(message.channel),
        roles=_roles(author),
        manages=isinstance(author, discord.Member) and author.guild_permissions.manage_guild,
        person=author.id,
        via="message",
        reach=reach_of_message(message),
    )


def place_of_interaction(interaction: discord.Interaction[DatelineClient]) -> Place:
    """Where a command or a button was used and by whom."""
    held = interaction.permissions
    return Place(
        guild=interaction.guild_id,
        channel=interaction.channel_id or 0,
        parent=_parent(interaction.channel),
        roles=_roles(interaction.user),
        manages=held.manage_guild or held.administrator,
        person=interaction.user.id,
        via=_VIA.get(interaction.type, "command"),
        reach=reach_of_interaction(interaction),
    )


def _parent(channel: object) -> int | None:
    return channel.parent_id if isinstance(channel, discord.Thread) else None


def _roles(person: discord.User | discord.Member) -> frozenset[int]:
    roles = person.roles if isinstance(person, discord.Member) else []
    return frozenset(role.id for role in roles)
