"""From a question asked in Discord to what is posted: the same for commands and mentions."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord

from bot.discord_app.commands.answer_threads import opens_threads, thread_name
from bot.discord_app.commands.asked_of_message import Wanted, wanted_of_message
from bot.discord_app.commands.thread_messages import note_thread
from bot.discord_app.components.pagination import first_of, paged_view, standing_views
from bot.discord_app.context import context_of
from bot.discord_app.interaction import asked_in
from bot.discord_app.render.messages import answer_post, text_post
from bot.discord_app.request_handling.delivery import respond, say
from bot.render import is_refusal
from retrieval.messages import gettext, gettext_noop
from retrieval.typed_days import is_day, limit_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.discord_app.context import BotContext
    from bot.discord_app.interaction import Interaction
    from bot.discord_app.render.messages import Post
    from retrieval.types import Answer, Question

EMPTY = gettext_noop("Ask a question, for example: “What did the ministers agree on in March?”")
ONLY_LINKS = gettext_noop(
    "Say in words what you want to know. To add a page to the archive, use /index, or *Add to "
    "archive* in the message's menu (*Apps*)."
)
EMPTY_ARCHIVE = gettext_noop(
    "The archive is empty, so there is nothing to answer from yet. "
    "Add articles with /index, or with `dateline index` where Dateline runs."
)
HINTS: dict[Wanted, str] = {
    "check": gettext_noop(
        "Give the claim to /check, or reply to the message that makes it: *@Dateline is this true?*"
    ),
    "about": gettext_noop(
        "Reply to the message that you mean, *@Dateline what do we have on this?*, or name the "
        "topic in your question."
    ),
    "sources": gettext_noop(
        "Press *Sources* under an answer to see what it rests on, or reply to it: *@Dateline "
        "source?*"
    ),
    "complaint": gettext_noop(
        "Press 👎 under the answer and say what is wrong. Whoever looks after Dateline reads it. "
        "If the articles say otherwise, name what you expected in your question."
    ),
}
"""What is said to whoever speaks of a message or an answer without naming one."""

NO_DAY = gettext_noop("{name}: write the date as 2016, 2016-11 or 2016-11-03.")
WRONG_WAY = gettext_noop("{since} lies after {until}; swap the two dates.")
SAME_OUTLETS = gettext_noop("Name two different outlets to compare.")

OPTIONS: Mapping[str, str] = {name: f"`{name}`" for name in ("since", "until", "as_of")}
"""What the limits in time are called where a command was given them."""

EVERYBODY = 0
"""Whose a public conversation in a thread is: no person has this id."""

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)  # "https://courier.example/1"


def read_days(question: Question) -> Question:
    """The question with the days that its limits mean: of "2016" the first, or the last one."""
    days: dict[str, Any] = {name: _day(name, getattr(question, name)) for name in OPTIONS}
    return replace(question, **days)


def _day(name: str, text: str | None) -> str | None:
    try:
        return limit_day(name, text) if text else text
    # `question_fault` tells of it.
    except ValueError:
        return text


def question_fault(
    question: Question, *, follows: bool = False, labels: Mapping[str, str] = OPTIONS
) -> str | None:
    """What is wrong with a question as it was given, in one sentence, or None.

    Args:
        question: As it was given, its days read.
        follows: Whether an answer stands before it that "this" may mean.
        labels: What its limits in time are called where they were typed.
    """
    # Is anything asked, is it more than a link, does it ask of the archive, are its limits sound?
    if not any(map(str.isalnum, question.text)):
        return EMPTY
    # "<https://x.example/a>." leaves such marks.
    if not _ADDRESS.sub("", question.text).strip(" <>.,;:!?()"):
        return ONLY_LINKS
    # A claim to be checked, or a topic, is taken at its word.
    wanted = wanted_of_message(question.text) if question.form == "answer" else None
    if wanted in HINTS and not (wanted == "about" and follows):
        return HINTS[wanted]
    if fault := _fault_of_days(question, labels):
        return fault
    # "The Courier" and "the courier" are one, and a blank is none.
    named = {name.casefold() for name in question.outlets if name}
    if len(named) < len(question.outlets):
        return SAME_OUTLETS
    return None


def _fault_of_days(question: Question, labels: Mapping[str, str]) -> str | None:
    for name in OPTIONS:
        day = getattr(question, name)
        if day is not None and not is_day(day):
            return gettext(NO_DAY).format(name=labels[name])
    # ISO dates compare as text.
    if question.since and question.until and question.since > question.until:
        return gettext(WRONG_WAY).format_map(labels)
    return None


async def answer_here(
    interaction: Interaction,
    question: Question,
    *,
    private: bool,
    labels: Mapping[str, str] = OPTIONS,
) -> None:
    """Answer an interaction that nobody has answered yet: defer, ask, show it by one edit.

    Args:
        interaction: A command, a press or a form.
        question: What is asked, as it was given.
        private: Whether the answer is shown to the asker alone.
        labels: What the limits in time are called where they were typed.

    Raises:
        DatelineError: There is no answer; the message says why.
        discord.HTTPException: Discord did not take the answer.
    """
    context, channel = context_of(interaction), interaction.channel_id or 0
    person = speaker(interaction.channel, interaction.user.id, private=private)
    follows = bool(context.conversations.earlier(channel, person, private=private))
    question = read_days(question)
    wrong = question_fault(question, follows=follows, labels=labels)
    # Before deferring: what begins as a public "thinking..." can't be shown to one person alone.
    if wrong is not None:
        await say(interaction, wrong)
        return
    where = None if private else open_channel(interaction.channel)
    question = replace(
        question,
        language=asked_in(interaction, question.text),
        private=where is None,
        channel=where,
    )
    await interaction.response.defer(ephemeral=private, thinking=True)
    post, views = await answer_to(
        context,
        question,
        channel=channel,
        person=person,
        private=private,
        # Nobody else sees a private answer, so no thread can hang under it.
        threads=not private
        and opens_threads(context.settings, interaction.channel, interaction.app_permissions),
    )
    await respond(interaction, post, private=private, views=views)


async def answer_to(
    client: BotContext,
    question: Question,
    *,
    channel: int,
    person: int,
    private: bool,
    under: Answer | None = None,
    threads: bool = False,
) -> tuple[Post, tuple[discord.ui.View | None, ...]]:
    """The answer as it is posted, and the buttons under each of its pages, if any.

    Args:
        client: The bot.
        question: What is asked, and in which open channel, which is kept with it.
        channel: Where, so that a follow-up is understood from the answers given there.
        person: By whom, as `speaker` gives it.
        private: Whether it is shown to the asker alone.
        under: The earlier answer that the question was asked under.
        threads: Whether the pages of a long answer after the first go into a thread under it.

    Raises:
        DatelineError: There is no answer; the message says why.
    """
    earlier = client.conversations.earlier(channel, person, private=private)
    # Unless it was the last answer here anyhow.
    if under is not None and all(one.receipt != under.receipt for one in earlier[-1:]):
        earlier = (*earlier, under)
    answer = await client.questions.ask(replace(question, earlier=earlier))
    # Nothing can follow on this, so it is not remembered either.
    if is_refusal(answer) and not answer.coverage.articles:
        return text_post(EMPTY_ARCHIVE), ()
    client.conversations.add(channel, person, answer, private=private)
    if person == EVERYBODY:
        await note_thread(client, channel, answer)
    post, translates = answer_post(answer, question), client.settings.chat_model is not None
    if threads and len(post.pages) > 1:
        views = standing_views(answer, question, post, translates=translates)
        return replace(post, thread=thread_name(question)), views
    view = paged_view(answer, question, post, 0, private=private, translates=translates)
    return first_of(answer, post), (view,)


def speaker(channel: object, person: int, *, private: bool) -> int:
    """Whose conversation a question belongs to: in a thread all share one, but for private ones."""
    return EVERYBODY if isinstance(channel, discord.Thread) and not private else person


def open_channel(channel: object) -> int | None:
    """The channel of a server that shows what is asked here; of a thread, the one it hangs in.

    None where few see it: in a direct message, a private thread, or where it is not known.
    """
    if isinstance(channel, discord.Thread):
        return None if channel.is_private() else channel.parent_id
    return channel.id if isinstance(channel, discord.abc.GuildChannel) else None
