"""A watch is seen and removed by who sees its channel."""

import discord

from support.watch_posts import watching


async def test_watches_of_a_channel_are_seen_and_removed_only_by_who_sees_it(home, articles):
    async with watching(home, articles) as (env, _, (alice, bob), _):
        hidden = discord.PermissionOverwrite(view_channel=False)
        shown = discord.PermissionOverwrite(view_channel=True)
        everyone, held = env.guild.default_role, {env.bot.user: shown, alice: shown}
        secret = env.guild.create_text_channel("secret", overwrites={everyone: hidden, **held})
        await alice.slash(secret, "watch add", topic="the ferry")
        open_channel = env.guild.create_text_channel("open")
        seen = [(await who.slash(open_channel, "watch list")).response for who in (alice, bob)]
        offered = await bob.autocomplete(open_channel, "watch remove", "watch", "")
        refused = (await bob.slash(open_channel, "watch remove", watch=2)).response
    assert "the ferry" in seen[0].content
    assert "the ferry" not in seen[1].content
    assert len(offered) == 1
    assert refused.content.startswith("There is no watch 2 that")


async def test_a_watch_in_a_thread_of_an_unknown_channel_is_seen_by_its_owner(home, articles):
    async with watching(home, articles) as (env, channel, (alice, bob), _):
        desk = env.guild.create_text_channel("desk")
        env.backend.create_thread(desk.id, "The ferry", alice.id)
        await alice.slash(desk.threads[0], "watch add", topic="the ferry")
        env.bot.get_guild(env.guild.id)._channels.pop(desk.id)
        seen = [(await who.slash(channel, "watch list")).response for who in (alice, bob)]
    assert ["the ferry" in one.content for one in seen] == [True, False]
