"""Posts put into Discord: as the response to an interaction, or as replies in a channel."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import discord

from bot.discord_app.failures import NO_HISTORY

if TYPE_CHECKING:
    from bot.discord_app.client import DatelineClient
    from bot.discord_app.messages import Post


async def respond(
    interaction: discord.Interaction[DatelineClient],
    post: Post,
    *,
    private: bool,
    view: discord.ui.View | None = None,
) -> None:
    """Fill a deferred interaction: the first page in place, the others after it.

    Raises:
        discord.HTTPException: Discord did not take a page.
    """
    last = len(post.pages) - 1
    for number, page in enumerate(post.pages):
        if number == 0:
            # Editing takes no flag against previews; `messages` leaves no link that has one.
            # Buttons that stood there, as those that confirm, go.
            await interaction.edit_original_response(
                content=page, attachments=_files(post), view=view if last == 0 else None
            )
        else:
            extra: dict[str, Any] = {"view": view} if view and number == last else {}
            await interaction.followup.send(page, ephemeral=private, suppress_embeds=True, **extra)


async def reply(message: discord.Message, post: Post, view: discord.ui.View | None = None) -> None:
    """Reply to a message: the first page as a reply, the others after it.

    Raises:
        discord.HTTPException: Discord did not take a page.
    """
    last = len(post.pages) - 1
    for number, page in enumerate(post.pages):
        # With a nonce, a request that is sent again does not post twice.
        extra: dict[str, Any] = {"nonce": f"{message.id}-{number}"}
        if view and number == last:
            extra["view"] = view
        if number == 0:
            await _first_reply(message, page, post, extra)
        else:
            await message.channel.send(page, suppress_embeds=True, **extra)


async def _first_reply(
    message: discord.Message, page: str, post: Post, extra: dict[str, Any]
) -> None:
    reference = message.to_reference(fail_if_not_exists=False)
    try:
        await message.channel.send(
            page, reference=reference, suppress_embeds=True, files=_files(post), **extra
        )
    except discord.HTTPException as error:
        if error.code != NO_HISTORY:
            raise
        await message.channel.send(page, suppress_embeds=True, files=_files(post), **extra)


def _files(post: Post) -> list[discord.File]:
    if post.file is None:
        return []
    return [discord.File(io.BytesIO(post.file.encode()), post.file_name)]
