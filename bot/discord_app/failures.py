"""What an asker is told when something fails, and what the log gets."""

from __future__ import annotations

import logging
import secrets
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.discord_app.inert import inert
from bot.discord_app.messages import text_post
from bot.discord_app.places import place_of_interaction
from retrieval.errors import DatelineError

if TYPE_CHECKING:
    from bot.discord_app.client import DatelineClient

MISSING_ACCESS = 50001
MISSING_PERMISSIONS = 50013
NO_HISTORY = 160002
OUT_OF_DATE = (
    "Discord still shows an old form of this command. "
    "Restart Discord (Ctrl+R) and type the command again."
)

NEEDED = ("view_channel", "read_message_history", "attach_files")

log = logging.getLogger(__name__)


def missing_permissions(held: discord.Permissions, *, thread: bool) -> tuple[str, ...]:
    """The permissions that answering needs and the bot lacks, as Discord's settings name them."""
    send = "send_messages_in_threads" if thread else "send_messages"
    return tuple(
        name.replace("_", " ").title() for name in (send, *NEEDED) if not getattr(held, name)
    )


def sentence(error: BaseException, held: discord.Permissions | None, *, thread: bool) -> str:
    """What the asker reads of an error; one that nobody foresaw is logged under a short id.

    Args:
        error: What was raised.
        held: The bot's permissions where it was asked, if they are known.
        thread: Whether it was asked in a thread.
    """
    error = getattr(error, "original", error)
    if isinstance(error, DatelineError):
        return text_post(inert(str(error))).pages[0]
    if isinstance(error, (app_commands.CommandNotFound, app_commands.CommandSignatureMismatch)):
        return OUT_OF_DATE
    if isinstance(error, discord.HTTPException) and is_refusal(error):
        return _lacking(missing_permissions(held, thread=thread) if held else ())
    name = secrets.token_hex(3)
    log.error("A question failed (id %s)", name, exc_info=error)
    return f"Something went wrong on our side (id {name}); it has been logged."


def is_refusal(error: discord.HTTPException) -> bool:
    """Whether Discord refused for want of a permission or of access."""
    return error.status == 403 or error.code in {MISSING_ACCESS, MISSING_PERMISSIONS}


async def tell(interaction: discord.Interaction[DatelineClient], error: BaseException) -> None:
    """Answer an interaction whose work failed; never raises over a failure to send."""
    thread = isinstance(interaction.channel, discord.Thread)
    text = sentence(error, interaction.app_permissions, thread=thread)
    cause = getattr(error, "original", error)
    command = interaction.command
    interaction.client.audit.note(
        place_of_interaction(interaction),
        command.qualified_name if command else "button",
        "failed",
        error=type(cause).__name__,
    )
    try:
        if not interaction.response.is_done():
            await interaction.response.send_message(text, ephemeral=True, suppress_embeds=True)
        elif isinstance(cause, discord.HTTPException):
            # A page may already stand in the original; it must not be overwritten.
            await interaction.followup.send(text, ephemeral=True, suppress_embeds=True)
        else:
            await interaction.edit_original_response(content=text, attachments=[], view=None)
    except discord.HTTPException as failed:
        log.warning("An asker could not be told about a failure: %s", failed)


def _lacking(names: tuple[str, ...]) -> str:
    if not names:
        return (
            "Discord doesn't let Dateline post here. "
            "Ask the people who run this server to check its permissions."
        )
    return (
        f"Discord doesn't let Dateline post here: it lacks {', '.join(names)}. "
        "Ask the people who run this server to grant it."
    )
