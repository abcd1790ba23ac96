"""Threads that go on without a mention: which messages there are heard, and what was said last."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import discord

from bot.discord_app.commands.meant_message import replied_to
from bot.discord_app.components.answer_buttons import receipt_of
from bot.discord_app.request_handling.archive_executor import in_archive
from retrieval.errors import ArchiveMissing, DatelineError
from retrieval.search.small_talk import small_talk

if TYPE_CHECKING:
    from bot.discord_app.context import BotContext
    from retrieval.archive.store import Archive
    from retrieval.types import Answer

# What people write; that somebody joined or pinned something is a message too.
_TYPES = (discord.MessageType.default, discord.MessageType.reply)

T = TypeVar("T")

log = logging.getLogger(__name__)


def is_from_person(message: discord.Message) -> bool:
    """Whether somebody wrote it: no bot, no webhook, and not Discord itself."""
    return not message.author.bot and message.webhook_id is None and message.type in _TYPES


async def is_followed(client: BotContext, message: discord.Message) -> bool:
    """Whether somebody writes on in a thread that the bot opened, or where it was asked.

    The thread has to be open, and its last answer on record.
    """
    thread = message.channel
    if not (client.settings.discord_threads and isinstance(thread, discord.Thread)):
        return False
    if thread.archived or thread.locked or not _is_for_all(client, message):
        return False
    own = client.user is not None and thread.owner_id == client.user.id
    # Last, for it opens the archive. Under an answer others may talk in a thread of their own.
    return await said_before(client, thread, above=own) is not None


def _is_for_all(client: BotContext, message: discord.Message) -> bool:
    """Whether a message may be for the bot, though it does not name it.

    What names or answers somebody else is for them; thanks, a picture or an emoji need no answer.
    """
    if not is_from_person(message) or message.mentions or message.role_mentions:
        return False
    about = replied_to(message)
    if about is not None and about.author != client.user:
        return False
    # "👍", or a picture without words
    says = any(map(str.isalnum, message.content))
    return says and small_talk(message.content) not in ("thanks", "ok")


async def said_before(
    client: BotContext, thread: discord.Thread, *, above: bool = True
) -> Answer | None:
    """The last answer in a thread, as far as it still stands; None where none is on record.

    Args:
        client: The bot.
        thread: Where.
        above: Whether the answer that the thread hangs under counts, where none was given in it.
    """
    from retrieval.archive.followed_threads import last_in_thread

    receipt = await _looked_up(client, lambda archive: last_in_thread(archive, thread.id))
    if receipt is None and above:
        opening = await _opening(thread)
        receipt = receipt_of(opening) if opening and opening.author == client.user else None
    return await answer_of(client, receipt) if receipt else None


async def answer_of(client: BotContext, receipt: str) -> Answer | None:
    """What still stands of the answer with this receipt; None where it is not on record."""
    from retrieval.receipts.past_answers import earlier_answer

    return await _looked_up(client, lambda archive: earlier_answer(archive, receipt))


async def note_thread(client: BotContext, thread: int, answer: Answer) -> None:
    """Keep what was answered last in a thread, so that it goes on after a restart too."""
    receipt = answer.receipt
    if receipt is None or not client.settings.discord_threads:
        return
    from retrieval.archive.followed_threads import follow_thread

    try:
        await in_archive(client, lambda archive: follow_thread(archive, thread, receipt))
    except DatelineError as error:
        log.warning("The last answer of a thread could not be kept: %s", error)


async def _looked_up(client: BotContext, look: Callable[[Archive], T]) -> T | None:
    """What the archive knows; None where it can't be read."""
    try:
        return await in_archive(client, look)
    except ArchiveMissing:
        return None  # nothing was answered yet, which is no news at each message
    except DatelineError as error:
        log.warning("An earlier answer could not be looked up: %s", error)
        return None


async def _opening(thread: discord.Thread) -> discord.Message | None:
    """The message that a thread was opened under, or None where it can't be seen."""
    if not isinstance(thread.parent, discord.TextChannel):
        return None
    try:
        # A thread has the id of the message that it was opened under.
        return await thread.parent.fetch_message(thread.id)
    except discord.HTTPException:
        return None
