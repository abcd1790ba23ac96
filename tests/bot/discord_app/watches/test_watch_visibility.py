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
