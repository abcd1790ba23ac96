"""Who sees which channel, and nothing is posted where the bot may not answer any more."""

import discord

from bot.discord_app.watches.channel_access import seen_by
from support.discord_fakes import GUILD, FakeChain, found, server
from support.town_articles import BRIDGE
from support.watch_posts import arrive, looked, posts, watching


async def test_a_channel_that_is_no_longer_allowed_gets_nothing(home, articles):
    async with watching(home, articles) as (env, channel, _, settings):
        env.bot.rules = type(env.bot.rules)(guilds=frozenset({GUILD}), channels=frozenset({1}))
        await arrive(settings, articles, BRIDGE)
        await looked(env)
        assert posts(env, channel) == []


async def test_what_a_role_sees_is_not_what_everybody_sees(home):
    async with server(FakeChain(found()), home) as (env, channel, _):
        desk = env.guild.create_role("desk")
        hidden = discord.PermissionOverwrite(view_channel=False)
        shown = discord.PermissionOverwrite(view_channel=True)
        rights = {env.guild.default_role: hidden, desk: shown}
        secret = env.guild.create_text_channel("secret", overwrites=rights)
        guild = env.bot.get_guild(GUILD)
        one = guild.get_role(desk.id)
        seen = [seen_by(guild, guild.default_role), seen_by(guild, one), seen_by(None, one)]
    assert seen == [{channel.id}, {channel.id, secret.id}, frozenset()]
