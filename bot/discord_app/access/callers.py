"""Who calls the bot, from where and with which roles: Discord's objects as plain values."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import discord

from bot.discord_app.access.callbacks import Callback, callback_of_interaction, callback_of_message

if TYPE_CHECKING:
    from bot.discord_app.interaction import Interaction

Via = Literal["command", "button", "typing", "message"]
COUNTED: frozenset[Via] = frozenset({"command", "message"})
"""What counts against the limits a minute: a press of a button alone asks for nothing new."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Where somebody speaks, and as whom.

    Attributes:
        guild: The server's id, or None in a direct message.
        channel: The channel's or thread's id.
        parent: The channel that a thread hangs under, or None.
        roles: The ids of the speaker's roles.
        manages: Whether the speaker has the permission Manage Server.
        person: The speaker's id.
        via: How it is said.
        callback: How the speaker can be told something later.
    """

    guild: int | None
    channel: int
    parent: int | None = None
    roles: frozenset[int] = frozenset()
    manages: bool = False
    person: int = 0
    via: Via = "command"
    callback: Callback | None = None


served: ContextVar[Caller | None] = ContextVar("served", default=None)
"""In whose name the running task works: whoever the gate let in last."""

_VIA: dict[discord.InteractionType, Via] = {
    discord.InteractionType.application_command: "command",
    discord.InteractionType.component: "button",
    discord.InteractionType.autocomplete: "typing",
    # A form is only ever opened by a button.
    discord.InteractionType.modal_submit: "button",
}


def caller_of_message(message: discord.Message) -> Caller:
    """Where a message stands and who wrote it."""
    author = message.author
    return Caller(
        guild=message.guild.id if message.guild else None,
        channel=message.channel.id,
        parent=_parent(message.channel),
        roles=_roles(author),
        # In a direct message the author is a User, who has no rights of a server.
        manages=isinstance(author, discord.Member) and author.guild_permissions.manage_guild,
        person=author.id,
        via="message",
        callback=callback_of_message(message),
    )


def caller_of_interaction(interaction: Interaction) -> Caller:
    """Where a command or a button was used and by whom."""
    held = interaction.permissions
    return Caller(
        guild=interaction.guild_id,
        # No channel has the id 0: where Discord names none, a rule that names channels refuses.
        channel=interaction.channel_id or 0,
        parent=_parent(interaction.channel),
        roles=_roles(interaction.user),
        # The library hands Discord's number on as it is; in `guild_permissions`, which serves for
        # messages, it has already let administrator stand for all rights.
        manages=held.manage_guild or held.administrator,
        person=interaction.user.id,
        via=_VIA.get(interaction.type, "command"),
        # Its deadline counts from this call; the caller that is `served` is made at the gate.
        callback=callback_of_interaction(interaction),
    )


def _parent(channel: object) -> int | None:
    return channel.parent_id if isinstance(channel, discord.Thread) else None


def _roles(person: discord.User | discord.Member) -> frozenset[int]:
    # Among a member's roles is that of everyone, under the server's own id.
    roles = person.roles if isinstance(person, discord.Member) else []
    return frozenset(role.id for role in roles)
