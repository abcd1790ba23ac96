"""`/watch`, with the real core: what arrives about something is posted where it was asked for."""

import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import discord
import pytest
import simcord

from bot.discord_app.gateway.client import make_client
from retrieval import factory
from retrieval.archive.watches import MOST_OF_PERSON
from support.discord_fakes import GUILD, FakeChain, found, make_settings, recall_of
from support.town_articles import BRIDGE, FERRY, write

EARLY = "A storm took the roof of the old mill at Tarnby in May 2015."
SETTLE_SECONDS = 25


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    write(folder, "storm", "A storm at Tarnby", "The Courier", "2015-05-20", EARLY)
    return folder


@asynccontextmanager
async def watching(home, articles, **values):
    """A running bot with a watch for a bridge; its channel, a member and another."""
    settings = make_settings(home, **values)
    factory.index(settings, [articles])
    with factory.open_archive(settings) as archive:
        find = factory.make_news(settings, archive)
        client = make_client(settings, FakeChain(found()), recall_of(), find=find)
        async with simcord.run(client, settle_timeout=SETTLE_SECONDS) as env:
            guild = env.create_guild(id=GUILD)
            channel = guild.create_text_channel("news")
            people = [guild.add_member(env.create_user(name)) for name in ("alice", "bob")]
            await people[0].slash(channel, "watch add", topic="Tarnby bridge opened")
            yield env, channel, people, settings


async def looked(env):
    await env.bot._watch_runner.look(datetime.now(UTC))
    await env.settle()


def posts(env, channel):
    return [m.content for m in channel.history() if m.content.startswith("**Watch 1**:")]


async def arrive(settings, folder, *texts):
    for number, text in enumerate(texts):
        write(folder, f"new{number}", "Bridge opens", "The Courier", "2016-11-04", text)
    await asyncio.to_thread(factory.index, settings, [folder])


async def test_only_what_arrives_about_it_is_posted_and_once(home, articles):
    async with watching(home, articles) as (env, channel, _, settings):
        await looked(env)
        assert posts(env, channel) == []
        await arrive(settings, articles, BRIDGE, FERRY)
        await looked(env)
        await looked(env)
        [post] = posts(env, channel)
    assert f"\n> {BRIDGE}" in post
    assert "Bridge opens · The Courier · 4 November 2016 · article " in post
    assert "1 new article" in post
    assert "None" not in post
    assert "Runa" not in post


async def test_what_comes_in_quiet_hours_is_posted_after_them(home, articles):
    hour = datetime.now(UTC).hour
    quiet = f"{hour}-{(hour + 2) % 24}"
    values = {"quiet_hours": quiet, "timezone": "UTC"}
    async with watching(home, articles, **values) as (env, channel, _, settings):
        await arrive(settings, articles, BRIDGE)
        await looked(env)
        assert posts(env, channel) == []
        env.bot.settings = make_settings(home)
        await looked(env)
        assert len(posts(env, channel)) == 1


async def test_in_a_digest_hour_one_post_a_channel_says_what_came_since_the_last(home, articles):
    values = {"digest_hours": frozenset({9, 17}), "timezone": "UTC"}
    at = {hour: datetime(2030, 5, 6, hour, 20, tzinfo=UTC) for hour in (8, 9, 12, 17)}
    async with watching(home, articles, **values) as (env, channel, _, settings):
        look = env.bot._watch_runner.look
        await arrive(settings, articles, BRIDGE)
        await look(at[8])
        assert posts(env, channel) == []
        await look(at[9])
        assert len(posts(env, channel)) == 1
        await arrive(settings, articles, BRIDGE, BRIDGE.replace("2016", "2017"))
        await look(at[9])
        await look(at[12])
        assert len(posts(env, channel)) == 1
        await look(at[17])
        assert len(posts(env, channel)) == 2


async def test_a_channel_that_is_no_longer_allowed_gets_nothing(home, articles):
    async with watching(home, articles) as (env, channel, _, settings):
        env.bot.rules = type(env.bot.rules)(guilds=frozenset({GUILD}), channels=frozenset({1}))
        await arrive(settings, articles, BRIDGE)
        await looked(env)
        assert posts(env, channel) == []


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


async def test_what_several_watches_find_is_one_post_with_each_article_once(home, articles):
    async with watching(home, articles) as (env, channel, (alice, _), settings):
        await alice.slash(channel, "watch add", topic="opened bridge of Tarnby")
        await arrive(settings, articles, BRIDGE)
        await looked(env)
        [post] = posts(env, channel)
    assert "\n**Watch 2**: opened bridge of Tarnby\n1 new article\n\n" in post
    assert post.count(BRIDGE) == 1
    assert post.endswith("(watch 1, 2)")


async def test_one_person_has_only_so_many_watches(home, articles):
    async with watching(home, articles, discord_user_per_minute=0) as parts:
        env, channel, (alice, bob), _ = parts
        for number in range(MOST_OF_PERSON):
            last = await alice.slash(channel, "watch add", topic=f"topic {number}")
        assert len(env.errors) == 1
        other = await bob.slash(channel, "watch add", topic="another topic")
    assert last.response.content.startswith("You have 10 watches")
    assert "is saved" in other.response.content


async def test_where_the_bot_may_not_post_no_watch_is_saved(home, articles):
    async with watching(home, articles) as (env, _, (alice, _), _):
        muted = discord.PermissionOverwrite(send_messages=False)
        channel = env.guild.create_text_channel("muted", overwrites={env.bot.user: muted})
        refused = (await alice.slash(channel, "watch add", topic="the ferry")).response
        listed = (await alice.slash(channel, "watch list")).response
    assert refused.ephemeral
    assert "it lacks Send Messages." in refused.content
    assert "ferry" not in listed.content
