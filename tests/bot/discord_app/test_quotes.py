"""The Quotes button, pressed by people, twice, and after a restart."""

import asyncio

import discord
from discord_fakes import GUILD, FakeChain, found, make_settings, server

from bot.discord_app.access import Rules
from bot.discord_app.client import make_client
from bot.discord_app.kept import FILE
from bot.discord_app.quotes import ALREADY, GONE, Presses

QUESTION = "When did the bridge open?"
SHOWN = (
    "**[1]** The Courier · 2016-11-03 · Bridge opens <https://courier.example/1>\n"
    "> The bridge opened on Monday."
)


async def test_a_press_shows_the_exact_quotes_to_whoever_pressed(home):
    async with server(FakeChain(found()), home) as (env, channel, alice):
        bob = env.guild.add_member(env.create_user("bob"))
        answer = await alice.slash(channel, "ask", question=QUESTION)
        pressed = await bob.click(answer.response, label="Quotes")
    assert pressed.response.content == SHOWN
    assert pressed.response.ephemeral


async def test_the_button_still_works_after_a_restart(home):
    async with server(FakeChain(found()), home) as (env, channel, alice):
        answer = await alice.slash(channel, "ask", question=QUESTION)
        await env.restart_bot(make_client(make_settings(home), FakeChain(found())))
        pressed = await alice.click(answer.response, label="Quotes")
    assert pressed.response.content == SHOWN


async def test_an_answer_that_is_gone_is_said_to_be_too_old(home):
    async with server(FakeChain(found()), home) as (_, channel, alice):
        answer = await alice.slash(channel, "ask", question=QUESTION)
        (home / FILE).unlink()
        pressed = await alice.click(answer.response, label="Quotes")
    assert pressed.response.content == GONE
    assert pressed.response.ephemeral


async def test_a_double_press_shows_the_quotes_once_and_answers_both(home):
    async with server(FakeChain(found()), home) as (env, channel, alice):
        answer = await alice.slash(channel, "ask", question=QUESTION)
        first = await alice.click(answer.response, label="Quotes")
        second = await alice.click(answer.response, label="Quotes")
        await env.advance_time(3)
        third = await alice.click(answer.response, label="Quotes")
    assert first.response.content == SHOWN
    assert second.response.content == ALREADY
    assert second.response.ephemeral
    assert third.response.content == SHOWN


def test_presses_of_others_or_of_other_buttons_are_no_repetition():
    presses = Presses(seconds=60)
    first = [presses.is_repeated(*press) for press in ((1, "a"), (2, "a"), (1, "b"), (1, "a"))]
    assert first == [False, False, False, True]


async def test_whoever_may_not_ask_may_not_press(home):
    async with server(FakeChain(found()), home) as (env, channel, alice):
        answer = await alice.slash(channel, "ask", question=QUESTION)
        env.bot.rules = Rules(guilds=frozenset({GUILD}), roles=frozenset({5}))
        pressed = await alice.click(answer.response, label="Quotes")
    assert "role" in pressed.response.content
    assert pressed.response.ephemeral


async def test_many_quotes_come_in_pages_that_stay_private(home):
    texts = [f"Sentence {number} of a long article. " * 15 for number in range(8)]
    async with server(FakeChain(found(*texts)), home) as (_, channel, alice):
        answer = await alice.slash(channel, "ask", question=QUESTION)
        last = [answer.response, *answer.followups][-1]
        pressed = await alice.click(last, label="Quotes")
    pages = [pressed.response, *pressed.followups]
    assert len(pages) > 1
    assert all(page.ephemeral for page in pages)
    assert sum(page.content.count("\n> ") for page in pages) >= len(texts)


async def test_a_failing_press_is_told_and_logged(home, caplog):
    async with server(FakeChain(found()), home) as (env, channel, alice):
        answer = await alice.slash(channel, "ask", question=QUESTION)
        env.bot.kept = None
        pressed = await alice.click(answer.response, label="Quotes")
    assert pressed.response.content.startswith("Something went wrong on our side (id ")
    assert "AttributeError" in caplog.text


async def test_without_room_for_the_quotes_the_answer_comes_without_a_button(home):
    async with server(FakeChain(found()), home) as (_, channel, alice):
        (home / FILE).mkdir()
        answer = await alice.slash(channel, "ask", question=QUESTION)
    assert answer.response.content.startswith("The bridge opened")
    assert answer.response.components == []


async def test_answers_at_the_same_time_keep_their_own_quotes(home):
    chain = FakeChain(found(receipt=None))
    async with server(chain, home) as (_, channel, alice):
        answers = [await alice.slash(channel, "ask", question=QUESTION) for _ in range(2)]
        await asyncio.sleep(0)
    ids = {answer.response.components[0]["components"][0]["custom_id"] for answer in answers}
    assert len(ids) == 2
    assert all(len(each) <= 100 for each in ids)
    assert answers[0].response.flags == discord.MessageFlags()
