"""The commands in a message's own menu (Apps): check it, ask about it, add what it links to.

Their answers are shown to whoever used them alone: the message is another person's. What it
forwards, and its embeds, are read as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.discord_app.commands.add_articles import add
from bot.discord_app.commands.answering import answer_here
from bot.discord_app.commands.command_options import INDEX, AnyCommand
from bot.discord_app.commands.message_content import WORDLESS, files_of, links_of, words_of
from bot.discord_app.request_handling.delivery import say
from retrieval.messages import gettext_noop
from retrieval.types import Question

if TYPE_CHECKING:
    from bot.discord_app.interaction import Interaction
    from retrieval.types import Form

NOTHING_THERE = gettext_noop(
    "That message links to no page and carries no file, so there is nothing to add."
)


@app_commands.context_menu(name=gettext_noop("Check this claim"))
async def check_claim(interaction: Interaction, message: discord.Message) -> None:
    """Check what a message says against the archive."""
    await _look_up(interaction, message, "check")


@app_commands.context_menu(name=gettext_noop("Ask about this"))
async def ask_about(interaction: Interaction, message: discord.Message) -> None:
    """Ask what a message asks, or about what it says."""
    await _look_up(interaction, message, "answer")


@app_commands.context_menu(name=gettext_noop("Add to archive"), extras=INDEX)
async def add_to_archive(interaction: Interaction, message: discord.Message) -> None:
    """Add the pages that a message links to, and the files that came with it."""
    links, files = links_of(message), files_of(message)
    if not links and not files:
        await say(interaction, NOTHING_THERE)
        return
    await add(interaction, links, files)


async def _look_up(interaction: Interaction, message: discord.Message, form: Form) -> None:
    # Here Discord shows the bot the whole message, with the message content intent or without.
    text = words_of(message, headline=form == "check")
    if not text:
        await say(interaction, WORDLESS)
        return
    await answer_here(interaction, Question(text, form=form), private=True)


COMMANDS: tuple[AnyCommand, ...] = (check_claim, ask_about, add_to_archive)
