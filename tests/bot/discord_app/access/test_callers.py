"""Who asks, from where and with which roles, as Discord tells it."""

from dataclasses import dataclass, field

import discord

from bot.discord_app.access.callers import Caller, served
from support.discord_fakes import GUILD, FakeChain, found, server

QUESTION = "When did the bridge open?"


@dataclass
class Noting(FakeChain):
    """Notes as whom each question is answered."""

    callers: list[Caller] = field(default_factory=list)

    async def ainvoke(self, question, /):
        self.callers.append(served.get())
        return await super().ainvoke(question)


async def test_a_command_and_a_mention_tell_the_same_of_their_asker(home):
    chain = Noting(found())
    async with server(chain, home) as (env, channel, alice):
        await alice.slash(channel, "ask", question=QUESTION)
        await alice.send(channel, f"{env.bot.user.mention} {QUESTION}")
    typed, mentioned = chain.callers
    assert (typed.via, mentioned.via) == ("command", "message")
    for caller in chain.callers:
        assert (caller.guild, caller.channel, caller.person) == (GUILD, channel.id, alice.id)
        assert caller.parent is None
        assert not caller.manages
        assert caller.callback is not None


async def test_roles_and_the_right_to_manage_the_server_come_along(home):
    chain = Noting(found())
    async with server(chain, home) as (env, channel, _alice):
        role = env.guild.create_role("boss", permissions=discord.Permissions(manage_guild=True))
        boss = env.guild.add_member(env.create_user("boss"), roles=[role])
        await boss.slash(channel, "ask", question=QUESTION)
        await boss.send(channel, f"{env.bot.user.mention} {QUESTION}")
    for caller in chain.callers:
        assert role.id in caller.roles
        assert caller.manages


async def test_a_thread_is_told_with_the_channel_above_it(home):
    chain = Noting(found())
    async with server(chain, home) as (env, channel, alice):
        message = await alice.send(channel, "The bridge")
        given = env.bot.get_channel(channel.id).get_partial_message(message.id)
        await given.create_thread(name="the bridge")
        [thread] = channel.threads
        await alice.send(thread, f"{env.bot.user.mention} {QUESTION}")
    [caller] = chain.callers
    assert (caller.channel, caller.parent) == (thread.id, channel.id)


async def test_a_direct_message_comes_from_no_server(home):
    chain = Noting(found())
    async with server(chain, home, discord_dms=True) as (_env, _channel, alice):
        await alice.send_dm(QUESTION)
    [caller] = chain.callers
    assert caller.guild is None
    assert caller.person == alice.id
    assert not caller.roles
