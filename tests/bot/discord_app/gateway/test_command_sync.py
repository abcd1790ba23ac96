"""The commands are told to Discord once, and again only when they have changed."""

import discord
import pytest
import simcord
from discord.app_commands import Command

from bot.discord_app.commands.tree import COMMANDS
from bot.discord_app.gateway.client import DatelineClient
from bot.discord_app.gateway.command_sync import FILE
from support.discord_fakes import GUILD, FakeChain, found, make_settings, recall_of


def client(home, *guilds):
    allowed = frozenset(guilds or {GUILD})
    settings = make_settings(home, discord_guilds=allowed)
    return DatelineClient(settings, FakeChain(found()), recall_of())


ALL = sorted(command.name for command in COMMANDS)


async def more(interaction: discord.Interaction) -> None: ...


def synced(env):
    """The servers whose commands were set, with the names of the commands."""
    return [
        (int(call.path.split("/")[-2]), sorted(command["name"] for command in call.json))
        for call in env.http_requests
        if call.method == "PUT"
    ]


async def test_each_allowed_server_gets_the_commands_at_the_first_start(home):
    async with simcord.run(client(home, GUILD, GUILD + 1)) as env:
        assert synced(env) == [(GUILD, ALL), (GUILD + 1, ALL)]


async def test_a_start_with_the_same_commands_makes_no_call(home):
    async with simcord.run(client(home)) as env:
        await env.restart_bot(client(home))
        assert len(synced(env)) == 1


async def test_a_new_server_alone_is_set_and_a_dropped_one_is_cleared(home):
    async with simcord.run(client(home)) as env:
        await env.restart_bot(client(home, GUILD + 1))
        assert synced(env)[1:] == [(GUILD, []), (GUILD + 1, ALL)]
        await env.restart_bot(client(home, GUILD + 1))
        assert len(synced(env)) == 3


async def test_changed_commands_are_set_again(home):
    async with simcord.run(client(home)) as env:
        changed = client(home)
        changed.tree.add_command(Command(name="more", description="More.", callback=more))
        changed.tree.copy_global_to(guild=discord.Object(GUILD))
        await env.restart_bot(changed)
        assert synced(env)[1:] == [(GUILD, sorted([*ALL, "more"]))]


async def test_a_damaged_file_or_another_application_means_setting_them_again(home):
    async with simcord.run(client(home)) as env:
        for content in ("{", "[]", '{"application": 1, "servers": {"1": "x"}}', '{"servers": 5}'):
            (home / FILE).write_text(content)
            await env.restart_bot(client(home))
        assert synced(env) == [(GUILD, ALL)] * 5


async def test_a_server_that_refuses_is_named_in_the_log_and_tried_again(home, caplog):
    async with simcord.run(client(home)) as env:
        (home / FILE).unlink()
        env.inject_error("PUT", "/applications/*", status=403, code=50001)
        await env.restart_bot(client(home))
        assert f"commands of server {GUILD} could not be set" in caplog.text
        await env.restart_bot(client(home))
        assert len(synced(env)) == 3


@pytest.mark.parametrize(
    ("status", "code", "again"),
    # The second where the bot is no longer in that server, which has none of its commands then.
    [(500, 0, [(GUILD, [])]), (403, 50001, [])],
)
async def test_a_dropped_server_whose_commands_stay_is_cleared_at_the_next_start(
    home, status, code, again
):
    async with simcord.run(client(home)) as env:
        env.inject_error("PUT", f"/applications/*/guilds/{GUILD}/*", status=status, code=code)
        await env.restart_bot(client(home, GUILD + 1))
        before = len(synced(env))
        await env.restart_bot(client(home, GUILD + 1))
        await env.restart_bot(client(home, GUILD + 1))
        assert synced(env)[before:] == again


async def test_joining_an_allowed_server_sets_its_commands_whatever_the_file_says(home):
    async with simcord.run(client(home)) as env:
        for guild in (env.create_guild(id=GUILD), env.create_guild("Elsewhere")):
            with env.time_context():
                await env.bot.on_guild_join(env.bot.get_guild(guild.id))
        assert synced(env) == [(GUILD, ALL)] * 2


async def test_a_server_that_was_left_is_set_anew_at_the_next_start(home):
    async with simcord.run(client(home)) as env:
        guild = env.create_guild(id=GUILD)
        with env.time_context():
            await env.bot.on_guild_remove(env.bot.get_guild(guild.id))
        await env.restart_bot(client(home))
        assert synced(env) == [(GUILD, ALL)] * 2
