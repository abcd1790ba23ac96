"""A watch is stopped under what it posted, by whoever may remove it."""

from support.town_articles import BRIDGE
from support.watch_posts import arrive, looked, watching


async def test_a_watch_is_stopped_under_its_post_by_whoever_saved_it(home, articles):
    async with watching(home, articles) as (env, channel, (alice, bob), settings):
        await arrive(settings, articles, BRIDGE)
        await looked(env)
        post = channel.history()[-1]
        refused = (await bob.click(post, label="Stop watch 1")).response
        gone = (await alice.click(post, label="Stop watch 1")).response
        listed = (await alice.slash(channel, "watch list")).response
    assert refused.ephemeral
    assert refused.content.startswith("Only the person who saved watch 1")
    assert gone.content == "Watch 1 is removed."
    assert "Tarnby" not in listed.content
