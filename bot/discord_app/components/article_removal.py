"""Removing an article: named first, removed only when that is confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.discord_app.components.persistent_button import PersistentButton
from bot.discord_app.context import context_of
from bot.discord_app.render.messages import Post, text_post
from bot.discord_app.render.source_links import source_of
from bot.discord_app.request_handling.archive_executor import change, in_archive
from bot.discord_app.request_handling.delivery import respond
from retrieval import factory
from retrieval.errors import UsageError
from retrieval.messages import gettext, gettext_noop

if TYPE_CHECKING:
    from bot.discord_app.interaction import Interaction
    from retrieval.settings import Settings

UNKNOWN = gettext_noop(
    "No article is called {name}. Choose one of those that are suggested while you type."
)
SURE = gettext_noop(
    "Remove 1 article: {label}? No answer will quote it any more, earlier ones included."
)
REMOVED = gettext_noop("Removed 1 article: {label}.")
GONE = gettext_noop("That article is no longer in the archive.")


# "dateline:remove:a001"
class RemoveButton(PersistentButton, template=r"dateline:remove:(?P<article>[A-Za-z0-9_-]{1,64})"):
    """The button that confirms; it carries the article's id."""

    action = "delete"

    def __init__(self, article: str) -> None:
        style = discord.ButtonStyle.danger
        super().__init__(gettext_noop("Remove it"), f"dateline:remove:{article}", style=style)
        self.article = article

    async def press(self, interaction: Interaction) -> None:
        """Remove it, and say so in place of the question."""
        settings = context_of(interaction).settings
        # Without "thinking": what follows takes the question's place, and the button goes with it.
        await interaction.response.defer()
        article = self.article
        await change(interaction, "remove", lambda: _removed(settings, article), article=article)


async def confirm(interaction: Interaction, name: str) -> None:
    """Name the article to whoever wants it removed, with the button that does it.

    Raises:
        UsageError: No article has that id or source.
        ArchiveError: There is no archive, or it can't be used.
        discord.HTTPException: Discord did not take the question.
    """
    from retrieval.archive.browsing import listing

    await interaction.response.defer(ephemeral=True, thinking=True)
    found = await in_archive(
        context_of(interaction), lambda archive: listing(archive, name.strip())
    )
    if found is None:
        raise UsageError(gettext(UNKNOWN).format(name=name.strip()))
    view = discord.ui.View(timeout=None)
    view.add_item(RemoveButton(found.id))
    post = text_post(gettext(SURE).format(label=source_of(found)))
    await respond(interaction, post, private=True, views=(view,))


def _removed(settings: Settings, article: str) -> Post:
    from retrieval.archive.browsing import listing
    from retrieval.archive.indexing import remove

    with factory.open_archive(settings, any_model=True) as archive:
        # Somebody may have removed it since the question; and its name is told once it is gone.
        found = listing(archive, article)
        if found is None:
            return text_post(GONE)
        remove(archive, [found.id])
    return text_post(gettext(REMOVED).format(label=source_of(found)))
