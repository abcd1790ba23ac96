"""What an asker is told when something fails, and what the log gets."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.discord_app.access.callers import caller_of_interaction
from bot.discord_app.context import context_of
from bot.discord_app.interaction import is_thinking
from bot.discord_app.render.escape import escape
from bot.discord_app.render.messages import in_discord, text_post
from bot.discord_app.render.source_links import without_paths
from retrieval.errors import DatelineError
from retrieval.messages import gettext, gettext_noop

if TYPE_CHECKING:
    from bot.discord_app.interaction import Interaction

MISSING_ACCESS = 50001  # Discord's JSON error codes, here and below
MISSING_PERMISSIONS = 50013  # also for what a role forbids
NO_HISTORY = 160002  # a reply needs Read Message History
ARCHIVED_THREAD = 50083  # nothing can be posted in it
OUT_OF_DATE = gettext_noop(
    "Discord still shows an old form of this command. "
    "Restart Discord (Ctrl+R) and type the command again."
)

POSTING = ("view_channel",)
NEEDED = (*POSTING, "read_message_history", "attach_files")
"""Beside the permission to send: what posting needs, and what answering does."""

log = logging.getLogger(__name__)


def missing_permissions(
    held: discord.Permissions, *, thread: bool, needed: Sequence[str] = NEEDED
) -> tuple[str, ...]:
    """The permissions that answering needs and the bot lacks, as Discord's settings name them."""
    send = "send_messages_in_threads" if thread else "send_messages"
    # "read_message_history" is "Read Message History" in Discord's settings.
    return tuple(
        name.replace("_", " ").title() for name in (send, *needed) if not getattr(held, name)
    )


def lacking_in(
    channel: object, held: discord.Permissions, needed: Sequence[str] = NEEDED
) -> tuple[str, ...]:
    """What the bot lacks in a channel or thread; to write in a locked one takes a permission."""
    if not isinstance(channel, discord.Thread):
        return missing_permissions(held, thread=False, needed=needed)
    locked = ("Manage Threads",) if channel.locked and not held.manage_threads else ()
    return missing_permissions(held, thread=True, needed=needed) + locked


def sentence(error: BaseException, lacking: Sequence[str] = ()) -> str:
    """What the asker reads of an error; one that nobody foresaw is logged under a short id.

    Args:
        error: What was raised.
        lacking: The permissions that the bot lacks where it was asked, as far as it is known.
    """
    # The library wraps what a command raises into an error of its own.
    error = getattr(error, "original", error)
    if isinstance(error, DatelineError):
        return text_post(escape(in_discord(without_paths(gettext(str(error)))))).pages[0]
    if isinstance(error, (app_commands.CommandNotFound, app_commands.CommandSignatureMismatch)):
        return gettext(OUT_OF_DATE)
    if isinstance(error, discord.HTTPException) and is_permission_error(error):
        return refused_text(lacking)
    name = secrets.token_hex(3)
    log.error("A question failed (id %s)", name, exc_info=error, extra={"error_id": name})
    form = gettext("Something went wrong on our side (id {id}); it has been logged.")
    return form.format(id=name)


def refused_text(lacking: Sequence[str], where: str = gettext_noop("here")) -> str:
    """That Discord does not let the bot post there, and what to do about it."""
    if not lacking:
        form = gettext(
            "Discord doesn't let Dateline post {where}. "
            "Ask the people who run this server to check its permissions."
        )
        return form.format(where=gettext(where))
    form = gettext(
        "Discord doesn't let Dateline post {where}: it lacks {permissions}. "
        "Ask the people who run this server to grant it."
    )
    return form.format(where=gettext(where), permissions=", ".join(lacking))


def is_permission_error(error: discord.HTTPException) -> bool:
    """Whether Discord refused for want of a permission or of access."""
    # Not each of them comes as a 403: an archived thread is a 400.
    codes = {MISSING_ACCESS, MISSING_PERMISSIONS, ARCHIVED_THREAD}
    return error.status == 403 or error.code in codes


async def tell(interaction: Interaction, error: BaseException) -> None:
    """Answer an interaction whose work failed; never raises over a failure to send."""
    text = sentence(error, lacking_in(interaction.channel, interaction.app_permissions))
    cause = getattr(error, "original", error)
    # None for a press or a form, and for a command that this process does not know.
    command = interaction.command
    context_of(interaction).audit.note(
        caller_of_interaction(interaction),
        command.qualified_name if command else "button",
        "failed",
        error=type(cause).__name__,
    )
    try:
        if not interaction.response.is_done():
            await interaction.response.send_message(text, ephemeral=True, suppress_embeds=True)
        elif is_thinking(interaction) and not isinstance(cause, discord.HTTPException):
            await interaction.edit_original_response(content=text, attachments=[], view=None)
        else:
            # What stands in the original must not be overwritten: a page that is filled in already,
            # or the message under which a button was pressed, which others may read.
            await interaction.followup.send(text, ephemeral=True, suppress_embeds=True)
    except discord.HTTPException as failed:
        log.warning("An asker could not be told about a failure: %s", failed)
