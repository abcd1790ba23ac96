"""Feeds are followed, listed and left from Discord."""

from retrieval.archive.subscriptions import subscriptions
from support.discord_archive import opened
from support.discord_fakes import FakeChain, found, managed, server


async def test_feeds_are_followed_listed_and_left(home):
    url = "https://courier.example/feed?a=1"
    async with server(FakeChain(found()), home) as (env, channel, alice):
        boss = managed(env)
        await boss.slash(channel, "feeds add", url=f" {url} ")
        with opened(home) as archive:
            assert [feed.url for feed in subscriptions(archive)] == [url]
        again = await boss.slash(channel, "feeds add", url=url)
        listed = await alice.slash(channel, "feeds list")
        suggested = await boss.autocomplete(channel, "feeds remove", "url", "courier")
        left = await boss.slash(channel, "feeds remove", url=url)
        empty = await alice.slash(channel, "feeds list")
    assert again.response.content.startswith("This feed is followed already: https\\://courier")
    assert f"](<{url}>) · not read yet" in listed.response.content
    assert [one["value"] for one in suggested] == [url]
    assert left.response.content.startswith("This feed is no longer followed")
    assert empty.response.content.startswith("No feed is followed yet.")


async def test_a_feed_that_is_not_followed_is_told_with_where_to_look(home):
    async with server(FakeChain(found()), home) as (env, channel, _):
        boss = managed(env)
        await boss.slash(channel, "feeds add", url="https://courier.example/feed")
        told = await boss.slash(channel, "feeds remove", url="https://courier.example/other")
        assert len(env.errors) == 1
    assert told.response.content.endswith("is followed; /feeds list shows those that are.")
