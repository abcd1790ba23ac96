"""A long answer whose later pages go into a thread that is named after the question."""

import re
from unittest.mock import MagicMock

import discord
import pytest

from bot.discord_app.commands.answer_threads import LONGEST_NAME, opens_threads, thread_name
from bot.discord_app.commands.button_actions import THANKS
from retrieval.types import Question
from support.discord_archive import from_archive, long_answer
from support.discord_fakes import GUILD, FakeChain, found, make_settings, server

QUESTION = "What was said of the bridge?"
LONG = found(*(f"Sentence {n} of the answer says something. " * 9 for n in range(12)))
MAY = discord.Permissions(create_public_threads=True, send_messages_in_threads=True)


def threads(env):
    return [each for each in env.bot.get_guild(GUILD).threads if each.name == QUESTION]


async def pages_in(env, thread):
    return [one.content async for one in thread.history(oldest_first=True) if one.content]


async def test_a_command_is_answered_in_place_and_goes_on_in_a_thread(home):
    values = {"discord_long_answers": "thread"}
    async with server(FakeChain(LONG), home, **values) as (env, channel, alice):
        asked = await alice.slash(channel, "ask", question=QUESTION)
        [thread] = threads(env)
        later = await pages_in(env, thread)
        first = asked.response.content
    assert asked.followups == []
    assert first.split("\n")[-1].startswith(f"-# Page 1 of {1 + len(later)} · receipt ")
    assert len(later) >= 2
    whole = "\n".join([first, *later])
    assert all(f"Sentence {n} of the answer" in whole for n in range(12))
    assert thread.id == asked.response.id


async def test_so_is_a_mention(home):
    values = {"discord_long_answers": "thread"}
    async with server(FakeChain(LONG), home, **values) as (env, channel, alice):
        await alice.send(channel, f"{env.bot.user.mention} {QUESTION}")
        await env.settle()
        replies = [each for each in channel.history() if "Page 1 of" in each.content]
        [thread] = threads(env)
        later = await pages_in(env, thread)
    assert len(replies) == 1
    assert len(later) >= 2


async def test_each_page_in_a_thread_has_the_buttons_and_the_receipt(home):
    answer = long_answer(home, address=None)
    values = {"discord_long_answers": "thread"}
    async with server(FakeChain(answer), home, from_archive(home), **values) as (
        _, channel, alice,
    ):  # fmt: skip
        await alice.slash(channel, "ask", question=QUESTION)
        [thread] = channel.threads
        said = [*channel.history(), *thread.history()]
        pages = sorted((one for one in said if "receipt" in one.content), key=lambda one: one.id)
        pressed = [
            await alice.click(pages[-1], label=label) for label in ("Sources", "👍", "Export")
        ]
    assert len(pages) >= 3
    for page in pages:
        answering, reading = (row.children for row in page.components)
        assert [one.label for one in answering] == ["Sources", "Narrow", "👍", "👎", "Export"]
        assert {one.custom_id.split(":")[2] for one in answering} == {answer.receipt}
        marked = re.findall(r"^\*\*(\[\d+\])\*\*", page.content, re.MULTILINE)
        assert [one.label for one in reading] == [f"Read {mark}" for mark in marked]
        assert page.content.endswith(f" · receipt {answer.receipt}")
    # What the page quotes that it was pressed under.
    assert "number 11 in it" in pressed[0].response.content
    assert "number 0 in it" not in pressed[0].response.content
    assert pressed[1].response.content == THANKS["helpful"]
    assert [file.filename for file in pressed[2].response.attachments] == [
        f"dateline-{answer.receipt}.md"
    ]


@pytest.mark.parametrize("values", [
    {},
    {"discord_long_answers": "pages"},
])  # fmt: skip
async def test_without_the_setting_the_message_is_turned_in_place(home, values):
    async with server(FakeChain(LONG), home, **values) as (env, channel, alice):
        asked = await alice.slash(channel, "ask", question=QUESTION)
        assert threads(env) == []
    assert "Page 1 of" in asked.response.content


async def test_a_private_answer_opens_none(home):
    values = {"discord_long_answers": "thread"}
    async with server(FakeChain(LONG), home, **values) as (env, channel, alice):
        await alice.slash(channel, "ask", question=QUESTION, private=True)
        assert threads(env) == []


async def test_a_short_answer_opens_none(home):
    values = {"discord_long_answers": "thread"}
    async with server(FakeChain(found()), home, **values) as (env, channel, alice):
        await alice.slash(channel, "ask", question=QUESTION)
        assert threads(env) == []


@pytest.mark.parametrize(("kind", "held", "opens"), [
    (discord.TextChannel, MAY, True),
    (discord.Thread, MAY, False),
    (discord.DMChannel, MAY, False),
    (discord.TextChannel, discord.Permissions(create_public_threads=True), False),
    (discord.TextChannel, discord.Permissions(send_messages_in_threads=True), False),
])  # fmt: skip
def test_it_takes_a_channel_that_has_threads_and_the_permissions_there(home, kind, held, opens):
    settings = make_settings(home, discord_long_answers="thread")
    assert opens_threads(settings, MagicMock(spec=kind), held) is opens
    assert not opens_threads(make_settings(home), MagicMock(spec=kind), held)


def test_a_thread_is_named_after_the_question_within_what_discord_takes():
    assert thread_name(Question(QUESTION)) == QUESTION
    assert len(thread_name(Question("word " * 400))) <= LONGEST_NAME
