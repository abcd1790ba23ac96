"""*Sources*: what an answer quotes, with *Read* under it; to whoever pressed alone."""

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
    from bot.discord_app.render.messages import Post
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
    post, view = quoted_sources(recalled, shown) or (text_post(expired), None)
    await respond(interaction, post, private=True, views=(view,))


def quoted_sources(
    recalled: Recalled | None, shown: str, above: str = ""
) -> tuple[Post, discord.ui.View | None] | None:
    """What an answer rests on, and the buttons under it; None where nothing may be shown.

    Args:
        recalled: What of the answer still stands; None where it is not on record.
        shown: The message that shows the answer, or a page of it.
        above: What stands over the quotations.
    """
    post = sources_post(recalled, shown, above) if recalled else None
    return (post, reading_view(recalled, shown)) if recalled and post else None


def reading_view(recalled: Recalled, shown: str) -> discord.ui.View | None:
    """A button for each article quoted that has no address."""
    view = discord.ui.View(timeout=None)
    add_numbered(view, shown_part(recalled, shown).citations, recalled_numbers(recalled))
    return view if view.children else None
