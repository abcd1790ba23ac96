"""Threads of the bot's own: a long answer's later pages, under its first, where that is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.discord_app.render.escape import one_line

if TYPE_CHECKING:
    from retrieval.settings import Settings
    from retrieval.types import Question

LONGEST_NAME = 100
"""Characters that Discord takes in a thread's name."""

NEEDED = ("create_public_threads", "send_messages_in_threads")
"""The permissions that it takes beside those of answering."""


def opens_threads(settings: Settings, channel: object, held: discord.Permissions) -> bool:
    """Whether a long answer given in this channel goes on in a thread.

    That takes the setting, a channel that can have threads (a thread has none, nor has a direct
    message), and the permissions there; else its pages are turned in place.
    """
    return (
        settings.discord_long_answers == "thread"
        and isinstance(channel, discord.TextChannel)
        and all(getattr(held, name) for name in NEEDED)
    )


def thread_name(question: Question) -> str:
    """What a thread is called: what was asked, cut to what Discord takes."""
    return one_line(question.text, LONGEST_NAME)
