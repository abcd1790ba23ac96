"""Removing an article: named first, removed only when that is confirmed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Self

import discord

from bot.discord_app.archive import change, in_archive
from bot.discord_app.failures import tell
from bot.discord_app.inert import inert
from bot.discord_app.messages import Post, text_post
from bot.discord_app.options import reason_against, say
from bot.discord_app.sending import respond
from bot.render import source_line
from retrieval import factory
from retrieval.errors import UsageError

if TYPE_CHECKING:
    from bot.discord_app.client import DatelineClient
    from retrieval.settings import Settings

UNKNOWN = "No article is called {name}. Choose one of those that are suggested while you type."
SURE = "Remove 1 article: {label}? No answer will quote it any more, earlier ones included."
REMOVED = "Removed 1 article: {label}."
GONE = "That article is no longer in the archive."


class RemoveButton(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]],
    template=r"dateline:remove:(?P<article>[A-Za-z0-9_-]{1,64})",
):
    """The button that confirms; it carries the article's id."""

    def __init__(self, article: str) -> None:
        button: discord.ui.Button[discord.ui.View] = discord.ui.Button(
            label="Remove it",
            style=discord.ButtonStyle.danger,
            custom_id=f"dateline:remove:{article}",
        )
        super().__init__(button)
        self.article = article

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],
        item: discord.ui.Item[Any],
        match: re.Match[str],
        /,
    ) -> Self:
        """The button that was pressed, read back from its id."""
        return cls(match["article"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Remove it, in place of the question; a failure is told to whoever pressed."""
        settings = interaction.client.settings
        with interaction.client.pending():
            try:
                if reason := reason_against(interaction, "delete"):
                    await say(interaction, reason)
                    return
                await interaction.response.defer()
                await change(interaction, "remove", lambda: _removed(settings, self.article))
            except Exception as error:
                await tell(interaction, error)


async def confirm(interaction: discord.Interaction[DatelineClient], name: str) -> None:
    """Name the article to whoever wants it removed, with the button that does it.

    Raises:
        UsageError: No article has that id or source.
        ArchiveError: There is no archive, or it can't be used.
        discord.HTTPException: Discord did not take the question.
    """
    from retrieval.archive.browsing import listing

    await interaction.response.defer(ephemeral=True, thinking=True)
    found = await in_archive(interaction.client, lambda archive: listing(archive, name.strip()))
    if found is None:
        raise UsageError(UNKNOWN.format(name=name.strip()))
    view = discord.ui.View(timeout=None)
    view.add_item(RemoveButton(found.id))
    post = text_post(SURE.format(label=inert(source_line(found))))
    await respond(interaction, post, private=True, view=view)


def _removed(settings: Settings, article: str) -> Post:
    from retrieval.archive.browsing import listing
    from retrieval.archive.indexing import remove

    with factory.open_archive(settings, any_model=True) as archive:
        found = listing(archive, article)
        if found is None:
            return text_post(GONE)
        remove(archive, [found.id])
    return text_post(REMOVED.format(label=inert(source_line(found))))
