"""Questions asked by mentioning the bot, or in a direct message."""

from __future__ import annotations

import asyncio
import logging
import re
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import discord

from bot.discord_app.access.callers import caller_of_message
from bot.discord_app.access.gate import admit
from bot.discord_app.access.rules import is_heard
from bot.discord_app.commands.answer_threads import opens_threads
from bot.discord_app.commands.answering import answer_to, open_channel, question_fault, speaker
from bot.discord_app.commands.asked_form import asked_form
from bot.discord_app.commands.asked_of_message import wanted_of_message
from bot.discord_app.commands.meant_message import meant_message, replied_to
from bot.discord_app.commands.message_content import LONGEST, WORDLESS, quoted_in, words_of
from bot.discord_app.commands.thread_messages import (
    answer_of,
    is_followed,
    is_from_person,
    said_before,
)
from bot.discord_app.commands.uploads import fault_of
from bot.discord_app.components.answer_buttons import receipt_of, shows_refusal
from bot.discord_app.components.answer_sources import quoted_sources
from bot.discord_app.render.messages import text_post, with_remark
from bot.discord_app.request_handling.delivery import reply
from bot.discord_app.request_handling.error_messages import (
    is_permission_error,
    lacking_in,
    refused_text,
    sentence,
)
from bot.labels import closest
from retrieval.messages import gettext, gettext_noop, question_language, speak
from retrieval.types import Question

if TYPE_CHECKING:
    from bot.discord_app.commands.asked_of_message import Wanted
    from bot.discord_app.context import BotContext
    from bot.discord_app.render.messages import Post
    from retrieval.settings import Settings
    from retrieval.types import Answer

UNSEEN = gettext_noop(
    "Discord doesn't show Dateline what that message says. Right-click it (on a phone, hold it), "
    "choose Apps, then *Check this claim* or *Ask about this*."
)
FILES_UNREAD = gettext_noop(
    "Dateline does not read what is attached to a question. To add a file to the archive, use "
    "*Add to archive* in the message's menu (*Apps*)."
)
RESTS_ON = gettext_noop("**What that answer rests on**")

_NAMED = re.compile(r"<@[!&]?\d+>")  # "<@123>", "<@!123>", "<@&123>"
log = logging.getLogger(__name__)


def is_addressed(message: discord.Message, bot: discord.ClientUser) -> bool:
    """Whether a person speaks to the bot: directly, by its name, or by its role.

    Bots and webhooks never do, so two bots can't keep each other talking.
    """
    if not is_from_person(message):
        return False
    # The role that Discord made for the bot has its name, so people pick the one or the other.
    role = message.guild.self_role if message.guild else None
    return message.guild is None or bot in message.mentions or role in message.role_mentions


def reads_messages(settings: Settings) -> bool:
    """Whether the bot reads messages that don't name it, for which Discord wants an intent."""
    return settings.discord_threads or bool(settings.discord_forums)


def is_post(settings: Settings, message: discord.Message) -> bool:
    """Whether a message opens a post of a forum whose posts are to be answered."""
    thread = message.channel
    return (
        isinstance(thread, discord.Thread)
        # The message that opens a post has the post's id.
        and message.id == thread.id
        and thread.parent_id in settings.discord_forums
        and is_from_person(message)
    )


def question_in(content: str, bot: int, role: int | None = None) -> str:
    """What is asked in a message: its text without the mention of the bot or of its role."""
    # "<@5>", "<@!5>"; "<@&7>" for the role
    mention = rf"<@!?{bot}>" if role is None else rf"<@!?{bot}>|<@&{role}>"
    return " ".join(re.sub(mention, " ", content).split())


async def answer_mention(client: BotContext, message: discord.Message) -> None:
    """Answer a message that speaks to the bot, or say why not; never raises."""
    if client.user is None:
        return
    addressed, caller = is_addressed(message, client.user), caller_of_message(message)
    # Before the gate, which counts and notes: nothing that is met with silence counts. Before the
    # thread is looked into as well, which takes the archive and may take Discord.
    if not is_heard(client.rules, caller, addressed=addressed):
        return
    if not (addressed or is_post(client.settings, message) or await is_followed(client, message)):
        return
    # Discord tells no language with a message, so its words do.
    speak(question_language(question_in(message.content, client.user.id)))
    refused = admit(client, caller, "ask")
    if refused and client.notices.is_repeated(caller.person, str(caller.channel)):
        return  # one word a minute is enough: whoever writes on must not make the bot write on
    try:
        await _answer(client, message, client.user.id, refused)
    except Exception as error:
        await _tell(message, error)


async def _answer(
    client: BotContext, message: discord.Message, bot: int, refused: str | None
) -> None:
    if refused:
        await reply(message, text_post(refused))
        return
    # What is asked, of which message; then an answer's sources, what is wrong, or its answer.
    role = message.guild.self_role if message.guild else None
    asked = question_in(message.content, bot, role.id if role else None)
    post = is_post(client.settings, message)
    if not post and _means_files(message, asked):
        await reply(message, text_post(FILES_UNREAD))
        return
    about = None if post else await _about(message, asked)
    if about is not None and (told := await _sources_of(client, about, asked, bot)):
        await reply(message, told[0], told[1:])
        return
    question = question_of_post(message) if post else _question(asked, about, bot)
    person = speaker(message.channel, message.author.id, private=False)
    follows = bool(client.conversations.earlier(message.channel.id, person, private=False))
    reason = question_fault(question, follows=follows) if question else None
    if question is None or reason is not None:
        await reply(message, text_post(reason or _unread(client, about)))
        return
    where = open_channel(message.channel)
    question = replace(question, private=where is None, channel=where)
    async with message.channel.typing():
        answer, views = await answer_to(
            client,
            question,
            channel=message.channel.id,
            person=person,
            private=False,
            under=await _answered_before(client, message, bot),
            threads=_opens_threads(client, message),
        )
    if any(fault_of(one.filename, one.size) is None for one in message.attachments):
        answer = with_remark(answer, FILES_UNREAD)
    await reply(message, answer, views)


def _means_files(message: discord.Message, asked: str) -> bool:
    """Whether "this" is what came with the words: a picture, a file."""
    alone = message.reference is None and not message.message_snapshots
    return bool(message.attachments) and alone and _wanted(asked) in ("check", "about", "sources")


def _unread(client: BotContext, about: discord.Message | None) -> str:
    """Why a message's words are not looked up: it has none, or Discord does not show them."""
    shown = about is not None and (
        reads_messages(client.settings) or about.guild is None or client.user in about.mentions
    )
    return WORDLESS if shown else UNSEEN


async def _about(message: discord.Message, asked: str) -> discord.Message | None:
    """The message that one speaks of, if its words are about one; else the one it answers."""
    wanted = _wanted(asked)
    # A question of its own, or "that's wrong", means no message that it does not answer.
    if (asked and wanted is None) or wanted == "complaint":
        return replied_to(message)
    return await meant_message(message, wanted)


def _wanted(asked: str) -> Wanted | None:
    """What is wanted of a message, whoever else is named beside the bot."""
    return wanted_of_message(_NAMED.sub(" ", asked))


async def _sources_of(
    client: BotContext, about: discord.Message, asked: str, bot: int
) -> tuple[Post, discord.ui.View | None] | None:
    """What an answer rests on, for whoever asks whether that answer is true; else None."""
    if about.author.id != bot:
        return None
    wanted, receipt = _wanted(asked), receipt_of(about)
    if receipt is None or wanted not in ("check", "about", "sources"):
        return None
    recalled = await asyncio.to_thread(client.recall, receipt)
    # Nothing rests on what a refusal quotes: it only comes near.
    above = f"**{closest()}**" if shows_refusal(about) else gettext(RESTS_ON)
    return quoted_sources(recalled, about.content, above)


def _opens_threads(client: BotContext, message: discord.Message) -> bool:
    channel, guild = message.channel, message.guild
    return isinstance(channel, discord.TextChannel) and bool(
        guild and opens_threads(client.settings, channel, channel.permissions_for(guild.me))
    )


def _question(asked: str, about: discord.Message | None, bot: int) -> Question | None:
    """What is asked; None where it is about a message whose words Discord does not show.

    "Is this true?" of somebody's message asks to check what that one says; "What do we have on
    this?", or no word at all, asks about it.
    """
    wanted = _wanted(asked) if asked else "about"
    if about is None or wanted in (None, "complaint"):
        form, told = asked_form(asked)
        # In the asker's language: a claim may be in another.
        return Question(told, form=form, language=_language(asked) if told != asked else None)
    words = words_of(about, headline=wanted == "check")
    if about.author.id == bot:
        # To its answers one asks on; of what else it posts, as for a watch, the quotations count.
        words = quoted_in(about) if receipt_of(about) is None else ""
        if not words:
            return Question(asked)
    form = "check" if wanted == "check" else "answer"
    # In the asker's language: the words looked up may be another's.
    asked_in = _language(asked) if asked else None
    return Question(words, form=form, language=asked_in) if words else None


def _language(asked: str) -> str:
    return question_language(_NAMED.sub(" ", asked))


def question_of_post(message: discord.Message) -> Question:
    """What a forum post asks: its title and its body, taken together."""
    title = message.channel.name.strip() if isinstance(message.channel, discord.Thread) else ""
    # With a full stop, so that title and body are two sentences.
    title += "" if title.endswith((".", "!", "?", "…")) else "."
    return Question(f"{title} {' '.join(message.clean_content.split())}".strip()[:LONGEST])


async def _answered_before(client: BotContext, message: discord.Message, bot: int) -> Answer | None:
    """The answer that is replied to, or that the thread hangs under; None where it is neither.

    It is told by its receipt, so it may be another person's, or from before a restart.
    """
    answered, thread = replied_to(message), message.channel
    if answered is None and isinstance(thread, discord.Thread):
        person = speaker(thread, message.author.id, private=False)
        # What was said in the thread a moment ago is remembered: that is what goes on.
        if client.conversations.earlier(thread.id, person, private=False):
            return None
        return await said_before(client, thread)
    receipt = receipt_of(answered) if answered and answered.author.id == bot else None
    return await answer_of(client, receipt) if receipt else None


async def _tell(message: discord.Message, error: Exception) -> None:
    """Tell the asker: where the bot may not speak, in a direct message, and the log."""
    if isinstance(error, discord.HTTPException) and is_permission_error(error):
        await _tell_apart(message, error)
        return
    try:
        await reply(message, text_post(sentence(error)))
    except discord.HTTPException as failed:
        log.warning("An asker in channel %s could not be told: %s", message.channel.id, failed)


async def _tell_apart(message: discord.Message, error: discord.HTTPException) -> None:
    channel = message.channel
    lacking: tuple[str, ...] = ()
    if message.guild is not None and not isinstance(channel, discord.DMChannel):
        # A thread tells no permissions where the bot does not know its channel.
        with suppress(discord.ClientException):
            lacking = lacking_in(channel, channel.permissions_for(message.guild.me))
    log.warning(
        "A mention in channel %s could not be answered: %s (lacking: %s)",
        channel.id,
        error,
        ", ".join(lacking) or "nothing that is known",
    )
    try:
        await message.author.send(
            refused_text(lacking, gettext("in {channel}").format(channel=f"<#{channel.id}>"))
        )
    except discord.HTTPException as failed:
        log.info("The asker takes no direct message either: %s", failed)
