"""Which message somebody means who says "this": the one answered, else the one just before."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

import discord

if TYPE_CHECKING:
    from bot.discord_app.commands.asked_of_message import Wanted

JUST_BEFORE = timedelta(minutes=5)
"""Of an older message nobody says "this" without answering it."""

log = logging.getLogger(__name__)


def replied_to(message: discord.Message) -> discord.Message | None:
    """The message that one answers, as far as Discord shows it."""
    # Discord sends the message that is answered along; a deleted one is of another class.
    about = message.reference.resolved if message.reference else None
    return about if isinstance(about, discord.Message) else None


async def meant_message(message: discord.Message, wanted: Wanted | None) -> discord.Message | None:
    """The message that one is about: what it forwards or answers, else the one just before it.

    Discord's form for forwarding posts what is written there as a message of its own behind the
    one that is forwarded: so "@Dateline is this true?", or the mention alone, means that one.

    Args:
        message: What somebody wrote to the bot.
        wanted: What its words ask of a message; None where they are the mention alone.
    """
    # Before replies: what is forwarded comes with a reference too.
    if message.message_snapshots:
        return message
    # None if it can't be seen; but whoever answers one message does not mean another.
    if message.reference is not None:
        return replied_to(message)
    before = await _before(message)
    if before is None or message.created_at - before.created_at > JUST_BEFORE:
        return None
    # A mention alone only means what the same person has just forwarded.
    forwarded = bool(before.message_snapshots) and before.author.id == message.author.id
    return before if forwarded or wanted is not None else None


async def _before(message: discord.Message) -> discord.Message | None:
    """The message before one in its channel; None where there is none, or it can't be seen."""
    try:
        return await anext(aiter(message.channel.history(limit=1, before=message)), None)
    except discord.HTTPException as error:
        log.info("The message before %s could not be read: %s", message.id, error)
        return None
