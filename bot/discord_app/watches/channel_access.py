"""Whether the bot may post in a channel of its own accord: when nobody has just spoken there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import discord

from bot.discord_app.access.callers import Caller
from bot.discord_app.access.rules import refusal

if TYPE_CHECKING:
    from bot.discord_app.context import BotContext


def may_post_in(context: BotContext, guild: int, channel: int) -> bool:
    """Whether the bot is in the server, and the rules allow it there; roles are a person's."""
    if context.get_guild(guild) is None:
        return False
    # From the cache, which holds no archived threads: where channels are named these are refused.
    known = context.get_channel(channel)
    parent = known.parent_id if isinstance(known, discord.Thread) else None
    rules = replace(context.rules, roles=frozenset())
    return refusal(rules, Caller(guild, channel, parent)) is None
