"""A watch is removed by whoever saved it alone, or by a manager."""

from support.watch_posts import watching


async def test_watches_are_listed_suggested_and_removed_by_their_owner_alone(home, articles):
    async with watching(home, articles) as (_, channel, (alice, bob), _):
        shown = (await bob.slash(channel, "watch list")).response
        assert shown.content == f"**1** Tarnby bridge opened · <#{channel.id}>"
        refused = (await bob.slash(channel, "watch remove", watch=1)).response
        assert refused.content.startswith("Only the person who saved watch 1")
        gone = (await alice.slash(channel, "watch remove", watch=1)).response
        assert gone.content == "Watch 1 is removed."
        unknown = (await alice.slash(channel, "watch remove", watch=1)).response
        assert unknown.content.startswith("There is no watch 1 that you can see")
        none = (await alice.slash(channel, "watch list")).response
        assert none.content.startswith("There is no watch in the channels")
