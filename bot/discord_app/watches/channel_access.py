"""Whether the bot may post in a channel of its own accord: when nobody has just spoken there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import discord

from bot.discord_app.access.callers import Caller
from bot.discord_app.access.rules import refusal

if TYPE_CHECKING:
    from bot.discord_app.context import BotContext


def seen_by(
    guild: discord.Guild | None, who: discord.Role | discord.Member | discord.User
) -> frozenset[int]:
    """The channels of a server, by id, that a member may see, or all who have a role."""
    if guild is None or isinstance(who, discord.User):
        return frozenset()
    channels = guild.channels
    return frozenset(one.id for one in channels if one.permissions_for(who).view_channel)


def may_post_in(context: BotContext, guild: int, channel: int) -> bool:
    """Whether the bot is in the server, and the rules allow it there; roles are a person's."""
    if context.get_guild(guild) is None:
        return False
    # From the cache, which holds no archived threads: where channels are named these are refused.
    known = context.get_channel(channel)
    parent = known.parent_id if isinstance(known, discord.Thread) else None
    rules = replace(context.rules, roles=frozenset())
    return refusal(rules, Caller(guild, channel, parent)) is None
