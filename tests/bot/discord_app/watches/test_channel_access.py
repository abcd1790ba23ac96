"""Nothing is posted where the bot may not answer any more."""

from support.discord_fakes import GUILD
from support.town_articles import BRIDGE
from support.watch_posts import arrive, looked, posts, watching


async def test_a_channel_that_is_no_longer_allowed_gets_nothing(home, articles):
    async with watching(home, articles) as (env, channel, _, settings):
        env.bot.rules = type(env.bot.rules)(guilds=frozenset({GUILD}), channels=frozenset({1}))
        await arrive(settings, articles, BRIDGE)
        await looked(env)
        assert posts(env, channel) == []
