"""The client: what it asks of Discord, and whom it lets finish."""

import asyncio
import time
from dataclasses import replace

import discord

from bot.discord_app.access.callbacks import Callback
from bot.discord_app.access.callers import Caller, served
from bot.discord_app.gateway.client import DatelineClient
from bot.discord_app.gateway.health import verdict
from bot.discord_app.request_handling.pending import FILE, lost_in
from support.discord_archive import QUESTION, article, shelve
from support.discord_fakes import FakeChain, found, make_settings, recall_of, server


def client(home, **values):
    return DatelineClient(make_settings(home, **values), FakeChain(found()), recall_of())


def test_it_asks_for_no_more_than_it_uses_and_pings_nobody(home):
    made = client(home)
    wanted = {name for name, on in made.intents if on}
    assert wanted == {"guilds", "guild_messages", "dm_messages"}
    assert made.allowed_mentions.to_dict() == {"parse": []}
    assert not made.cached_messages


async def serving(made, caller):
    """A task that serves a caller, and ends once it is told to."""
    begun, end = asyncio.Event(), asyncio.Event()

    async def serve():
        served.set(None)
        made.serve_in_name_of(caller)
        begun.set()
        await end.wait()

    task = asyncio.create_task(serve())
    await begun.wait()
    return task, end


async def test_whoever_waits_is_known_to_the_next_process_until_they_are_served(home):
    home.mkdir()
    made = client(home)
    caller = Caller(1, 2, callback=Callback("a", 2, message=3, since=1.0))
    task, end = await serving(made, caller)
    end.set()
    await task
    await asyncio.sleep(0)  # whoever is served is taken out once their task is done
    other, _ = await serving(made, replace(caller, callback=Callback("b", 2, message=4)))
    made.pending.close()  # the process ends; what is noted is written
    assert [callback.key for callback in lost_in(lines(home), 2.0)] == ["b"]
    other.cancel()


def lines(home):
    return (home / FILE).read_text().splitlines()


async def test_nobody_waits_for_what_is_suggested_while_they_type(home):
    home.mkdir()
    made = client(home)
    task, end = await serving(made, Caller(1, 2, via="typing", callback=Callback("a", 2)))
    assert not list(home.glob("*.jsonl"))
    end.set()
    await task


async def test_it_is_well_while_it_runs_and_says_so_when_it_has_stopped(home):
    async with server(FakeChain(found()), home) as (env, _channel, _alice):
        assert verdict(home, time.time()) == (True, "The bot is connected.")
        await env.bot.close()
    assert verdict(home, time.time()) == (False, "The bot has stopped.")


async def test_a_command_and_a_press_are_in_the_audit_log(home):
    shelve(home, article("one"))
    async with server(FakeChain(found()), home) as (_env, channel, alice):
        asked = await alice.slash(channel, "ask", question=QUESTION)
        await alice.click(asked.response, label="Sources")
        await alice.slash(channel, "status")
        # It is noted by a task of its own, after the command has been answered.
        for _ in range(500):
            if '"status"' in (home / "audit.jsonl").read_text():
                break
            await asyncio.sleep(0.02)
    lines = (home / "audit.jsonl").read_text()
    assert '"pressed"' in lines
    assert '"dateline:sources"' in lines
    assert '"status"' in lines
    assert QUESTION not in lines


async def test_a_server_that_is_joined_gets_its_commands_and_one_that_is_left_loses_them(home):
    async with server(FakeChain(found()), home) as (env, _channel, _alice):
        await env.bot.on_guild_remove(discord.Object(env.guild.id))
        before = len(env.http_requests)
        await env.bot.on_guild_join(discord.Object(env.guild.id))
        puts = [call.path for call in env.http_requests[before:] if call.method == "PUT"]
        await env.bot.on_guild_join(discord.Object(env.guild.id + 1))
        assert len([one for one in puts if str(env.guild.id) in one]) == 1
        assert not [c for c in env.http_requests if str(env.guild.id + 1) in c.path]
