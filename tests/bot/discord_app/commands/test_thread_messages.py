"""Which threads go on without a mention, and from which answer; also after a restart."""

from types import SimpleNamespace

import pytest

from bot.discord_app.commands.thread_messages import is_followed, note_thread
from bot.discord_app.gateway.client import DatelineClient
from bot.discord_app.request_handling.conversations import Conversations
from support.discord_archive import QUESTION, answered, opened
from support.discord_fakes import GUILD, FakeChain, found, make_settings, server
from support.discord_threads import THREAD, message, thread


@pytest.mark.parametrize(
    ("values", "heard"),
    [
        ({}, True),
        ({"mentions": [SimpleNamespace(id=6)]}, False),
        ({"role_mentions": [SimpleNamespace(id=6)]}, False),
        ({"bot": True}, False),
        ({"channel": SimpleNamespace(id=THREAD)}, False),
        ({"content": "\U0001f44d"}, False),
        ({"content": "thanks!"}, False),
    ],
)
async def test_a_thread_goes_on_where_the_bot_was_asked_and_that_is_set(home, values, heard):
    answer = answered(home)
    client = DatelineClient(make_settings(home, discord_threads=True), FakeChain(found()), {}.get)
    assert not await is_followed(client, message(71, **values))
    await note_thread(client, THREAD, answer)
    assert await is_followed(client, message(71, **values)) is heard
    # Another process, that remembers nothing.
    other = DatelineClient(client.settings, FakeChain(found()), {}.get)
    assert await is_followed(other, message(71, **values)) is heard
    client.settings = make_settings(home)
    assert not await is_followed(client, message(71, **values))


@pytest.mark.parametrize("closed", ["archived", "locked"])
async def test_a_thread_that_is_closed_does_not_go_on(home, closed):
    client = DatelineClient(make_settings(home, discord_threads=True), FakeChain(found()), {}.get)
    await note_thread(client, THREAD, answered(home))
    made = thread()
    setattr(made, closed, True)
    assert not await is_followed(client, message(71, made))


async def test_nor_does_one_whose_last_answer_is_not_on_record_any_more(home):
    client = DatelineClient(make_settings(home, discord_threads=True), FakeChain(found()), {}.get)
    await note_thread(client, THREAD, answered(home))
    with opened(home) as archive, archive.noting() as connection:
        connection.execute("delete from receipts")
    assert not await is_followed(client, message(71))


async def test_without_an_archive_nobody_is_heard(home):
    client = DatelineClient(make_settings(home, discord_threads=True), FakeChain(found()), {}.get)
    assert not await is_followed(client, message(71))


async def test_a_private_answer_in_a_thread_makes_nobody_heard(home):
    chain = FakeChain(answered(home))
    async with server(chain, home, discord_threads=True) as (env, channel, alice):
        env.backend.create_thread(channel.id, "The bridge", alice.id)
        [made] = channel.threads
        await alice.slash(made, "ask", question=QUESTION, private=True)
        await alice.send(made, "And what did it cost?")
        assert len(chain.asked) == 1
        await alice.slash(made, "ask", question=QUESTION)
        await alice.send(made, "And what did it cost?")
    assert [asked.text for asked in chain.asked[1:]] == [QUESTION, "And what did it cost?"]


async def test_a_thread_goes_on_after_a_restart_from_its_last_answer(home):
    answer = answered(home)
    chain = FakeChain(answer)
    async with server(chain, home, discord_threads=True) as (env, channel, alice):
        env.backend.create_thread(channel.id, "The bridge", alice.id)
        [made] = channel.threads
        await alice.send(made, f"{env.bot.user.mention} {QUESTION}")
        # What a process remembers of a conversation.
        env.bot.conversations = Conversations()
        await alice.send(made, "And what did it cost?")
    assert [asked.text for asked in chain.asked] == [QUESTION, "And what did it cost?"]
    assert [one.receipt for one in chain.asked[1].earlier] == [answer.receipt]


@pytest.mark.parametrize("own", [True, False])
async def test_a_thread_that_the_bot_opened_goes_on_though_nobody_asked_in_it_yet(home, own):
    answer = answered(home)
    chain = FakeChain(answer)
    async with server(chain, home, discord_threads=True) as (env, channel, alice):
        await alice.send(channel, f"{env.bot.user.mention} {QUESTION}")
        [given] = [one for one in channel.history() if one.author.id == env.bot.user.id]
        with env.time_context():
            under = await env.bot.get_channel(channel.id).fetch_message(given.id)
            made = await under.create_thread(name="the bridge")
        if not own:
            env.bot.get_guild(GUILD).get_thread(made.id).owner_id = alice.id
        await alice.send(channel.threads[0], "And what did it cost?")
    assert [asked.text for asked in chain.asked[1:]] == ["And what did it cost?"] * own
    assert [[one.receipt for one in asked.earlier] for asked in chain.asked[1:]] == [
        [answer.receipt]
    ] * own
