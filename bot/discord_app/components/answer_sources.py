"""*Sources*: what an answer quotes, to whoever pressed alone, with *Read* beside it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import discord

from bot.discord_app.components.answer_buttons import add_numbered
from bot.discord_app.context import context_of
from bot.discord_app.render.answer_pages import recalled_numbers
from bot.discord_app.render.messages import text_post
from bot.discord_app.render.recalled_text import shown_part, sources_post
from bot.discord_app.request_handling.delivery import respond

if TYPE_CHECKING:
    from bot.discord_app.interaction import Interaction
    from retrieval.types import Recalled


async def show_sources(interaction: Interaction, key: str, expired: str) -> None:
    """Show what an answer, or the page of it that was pressed under, rests on.

    Raises:
        DatelineError: The archive can't be read.
        discord.HTTPException: Discord did not take what was to be shown.
    """
    await interaction.response.defer(ephemeral=True, thinking=True)
    shown = interaction.message.content if interaction.message else ""
    recalled = await asyncio.to_thread(context_of(interaction).recall, key)
    post = sources_post(recalled, shown) if recalled else None
    view = reading_view(recalled, shown) if recalled else None
    await respond(interaction, post or text_post(expired), private=True, views=(view,))


def reading_view(recalled: Recalled, shown: str) -> discord.ui.View | None:
    """A button for each article quoted that has no address."""
    view = discord.ui.View(timeout=None)
    add_numbered(view, shown_part(recalled, shown).citations, recalled_numbers(recalled))
    return view if view.children else None
