"""How whoever asked can be told something beside the answer: that it waits, that it was lost."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import discord

from bot.discord_app.interaction import is_thinking
from retrieval.messages import language

if TYPE_CHECKING:
    from bot.discord_app.interaction import Interaction

GOOD_SECONDS = 14 * 60.0
"""How long an interaction can be answered: Discord's 15 minutes, and a little less."""

TakeBack = Callable[[], Awaitable[None]]
"""Takes a notice away again."""


@dataclass(frozen=True, slots=True)
class Callback:
    """What is needed to answer a question, also by the next process.

    Attributes:
        key: One a question.
        channel: Where it was asked.
        application: With the token: the interaction that waits for its answer.
        token: Good for 15 minutes.
        message: Or the message that was asked with.
        since: When, in seconds since 1970.
        language: What the asker is answered in.
        until: Up to when it can be answered in place, by the event loop's clock.
        notice: Tells the asker something while the answer is awaited, never after it; gives what
            takes it back, where the answer does not come in its place.
    """

    key: str
    channel: int
    application: int | None = None
    # Not in the `repr`, which may come into a log: with it anybody could answer as the bot.
    token: str | None = field(default=None, repr=False)
    message: int | None = None
    since: float = 0.0
    language: str = "en"
    # A message can be answered at any time. Not compared: one question's callbacks are the same
    # whenever they were made.
    until: float = field(default=math.inf, compare=False)
    notice: Callable[[str], Awaitable[TakeBack | None]] | None = field(
        default=None, repr=False, compare=False
    )


def callback_of_interaction(interaction: Interaction) -> Callback:
    """How whoever used a command or pressed a button is reached."""
    return Callback(
        key=str(interaction.id),
        channel=interaction.channel_id or 0,
        application=interaction.application_id,
        token=interaction.token,
        # Two clocks: `since` is read by the next process, and the loop's is never set back.
        since=time.time(),
        language=language(),
        until=asyncio.get_running_loop().time() + GOOD_SECONDS,
        notice=partial(_notice_to_interaction, interaction),
    )


def callback_of_message(message: discord.Message) -> Callback:
    """How whoever wrote a message is reached."""
    return Callback(
        key=str(message.id),
        channel=message.channel.id,
        message=message.id,
        since=time.time(),
        language=language(),
        notice=partial(_notice_to_message, message),
    )


async def _notice_to_interaction(interaction: Interaction, text: str) -> None:
    """In place of "thinking...", only where that is what stands there."""
    if is_thinking(interaction):
        await interaction.edit_original_response(content=text)


async def _notice_to_message(message: discord.Message, text: str) -> TakeBack:
    # A question that was deleted meanwhile is answered without pointing at it.
    reference = message.to_reference(fail_if_not_exists=False)
    sent = await message.channel.send(text, reference=reference, suppress_embeds=True)
    return sent.delete
