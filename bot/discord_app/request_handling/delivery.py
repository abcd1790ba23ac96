"""Posts put into Discord: as the response to an interaction, or as replies in a channel."""

from __future__ import annotations

import asyncio
import io
import logging
import math
from typing import TYPE_CHECKING, Any

import discord

from bot.discord_app.access.callers import served
from bot.discord_app.request_handling.error_messages import NO_HISTORY
from retrieval.messages import gettext, gettext_noop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.discord_app.interaction import Interaction
    from bot.discord_app.render.messages import Post


BUSY_SECONDS = 10.0  # a rate limit that lasts longer is told to the asker
HELD_UP = gettext_noop(
    "Discord is busy and holds up an answer; it comes as soon as Discord takes it."
)
TOO_LATE = gettext_noop("Discord took an answer too late to show it; please ask again.")

log = logging.getLogger(__name__)


async def say(interaction: Interaction, text: str) -> None:
    """Answer an interaction at once, to its asker alone, with text that is already escaped."""
    # Constants are looked up here; a text that is in no catalogue comes back as it is.
    await interaction.response.send_message(gettext(text), ephemeral=True, suppress_embeds=True)


async def respond(
    interaction: Interaction,
    post: Post,
    *,
    private: bool,
    views: Sequence[discord.ui.View | None] = (),
) -> None:
    """Fill a deferred interaction: the first page in place, the others after it.

    `views` are the buttons under each page; where there are fewer than pages, of the last ones.
    Where Discord's rate limit holds that up, the channel is told so; nothing is sent once the
    interaction has expired. Of what is private the channel hears nothing.

    Raises:
        discord.HTTPException: Discord did not take a page.
    """
    left = _seconds_left()
    if left <= 0:
        await _tell_channel(interaction, None if private else TOO_LATE)
        return
    # discord.py waits out a rate limit by itself and tells its caller nothing: so it is watched.
    filling = asyncio.create_task(_fill(interaction, post, private=private, views=views))
    told: discord.Message | None = None
    # Two waits, of which neither ends the filling: after the first the channel is told that it
    # takes long, after the second that it is too late.
    for seconds, notice in ((BUSY_SECONDS, HELD_UP), (left - BUSY_SECONDS, TOO_LATE)):
        await asyncio.wait({filling}, timeout=max(0.0, min(seconds, left)))
        await _take_back(told)
        if filling.done():
            # It may have failed, which is raised here.
            await filling
            return
        told = await _tell_channel(interaction, None if private else notice)
    filling.cancel()


async def _take_back(notice: discord.Message | None) -> None:
    """Take away a notice that is over."""
    if notice is None:
        return
    try:
        await notice.delete()
    except discord.HTTPException as error:
        log.info("A notice could not be taken back: %s", error)


def _seconds_left() -> float:
    """By the own clock since the interaction came: Discord's may go otherwise."""
    caller = served.get()
    until = caller.callback.until if caller and caller.callback else math.inf
    return until - asyncio.get_running_loop().time()


async def _fill(
    interaction: Interaction,
    post: Post,
    *,
    private: bool,
    views: Sequence[discord.ui.View | None],
) -> None:
    # Editing takes no flag against previews; `messages` leaves no link that has one.
    # Buttons that stood there, as those that confirm, go.
    message = await interaction.edit_original_response(
        content=post.pages[0], attachments=_files(post), view=_view_under(post, views, 0)
    )
    thread = await _thread_under(interaction.channel, message.id, post)
    for number, page in enumerate(post.pages[1:], start=1):
        view = _view_under(post, views, number)
        if thread is not None:
            await thread.send(page, suppress_embeds=True, **_extra(message.id, number, view))
        else:
            extra: dict[str, Any] = {"view": view} if view else {}
            # The library has no nonce for followups: what it sends again may be posted twice.
            await interaction.followup.send(page, ephemeral=private, suppress_embeds=True, **extra)


def _view_under(
    post: Post, views: Sequence[discord.ui.View | None], number: int
) -> discord.ui.View | None:
    """The buttons under a page; where there are fewer than pages, they are of the last ones."""
    at = number - len(post.pages) + len(views)
    return views[at] if at >= 0 else None


async def _thread_under(channel: object, message: int, post: Post) -> discord.Thread | None:
    """A new thread under a message, where the post wants one; None where Discord refuses it."""
    if post.thread is None or not isinstance(channel, discord.TextChannel):
        return None
    try:
        # By the id alone: the message need not be fetched for it.
        return await channel.get_partial_message(message).create_thread(name=post.thread)
    except discord.HTTPException as error:
        log.warning("No thread could be opened in channel %s: %s", channel.id, error)
        return None


async def _tell_channel(interaction: Interaction, notice: str | None) -> discord.Message | None:
    """Say it where the asker sees it, to them alone by name; None, or a failure, is logged."""
    log.warning("Discord holds up the answer to interaction %s.", interaction.id)
    if notice is None or not isinstance(interaction.channel, discord.abc.Messageable):
        return None
    # The client allows no mention unless told to; this one is meant.
    asker = discord.AllowedMentions(everyone=False, roles=False, users=[interaction.user])
    try:
        # What holds the answer up may hold this up too.
        async with asyncio.timeout(BUSY_SECONDS):
            return await interaction.channel.send(
                f"{interaction.user.mention} {gettext(notice)}", allowed_mentions=asker
            )
    except (TimeoutError, discord.HTTPException) as error:
        log.warning("An asker could not be told that: %s", error)
        return None


async def reply(
    message: discord.Message, post: Post, views: Sequence[discord.ui.View | None] = ()
) -> None:
    """Reply to a message: the first page as a reply, the others after it.

    `views` are as for `respond`.

    Raises:
        discord.HTTPException: Discord did not take a page.
    """
    extra = _extra(message.id, 0, _view_under(post, views, 0))
    sent = await _first_reply(message, post, extra)
    where = await _thread_under(message.channel, sent.id, post) or message.channel
    for number, page in enumerate(post.pages[1:], start=1):
        extra = _extra(message.id, number, _view_under(post, views, number))
        await where.send(page, suppress_embeds=True, **extra)


def _extra(message: int, number: int, view: discord.ui.View | None) -> dict[str, Any]:
    """The buttons, and a nonce: with one, a request that is sent again does not post twice."""
    return {"nonce": f"{message}-{number}"} | ({"view": view} if view else {})


async def _first_reply(
    message: discord.Message, post: Post, extra: dict[str, Any]
) -> discord.Message:
    page, reference = post.pages[0], message.to_reference(fail_if_not_exists=False)
    try:
        return await message.channel.send(
            page, reference=reference, suppress_embeds=True, files=_files(post), **extra
        )
    except discord.HTTPException as error:
        # A reply needs the right to read the channel's history; a plain message does not.
        if error.code != NO_HISTORY:
            raise
        # The files are made anew: those of the first request have been read to their end.
        return await message.channel.send(page, suppress_embeds=True, files=_files(post), **extra)


def _files(post: Post) -> list[discord.File]:
    if post.file is None:
        return []
    return [discord.File(io.BytesIO(post.file.encode()), post.file_name)]
