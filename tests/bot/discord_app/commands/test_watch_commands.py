"""Watches are saved and listed."""

import discord
import pytest

from retrieval.archive.watches import MOST_OF_PERSON
from support.watch_posts import early, watching


@pytest.fixture
def articles(tmp_path):
    return early(tmp_path / "articles")


async def test_one_person_has_only_so_many_watches(home, articles):
    async with watching(home, articles, discord_user_per_minute=0) as parts:
        env, channel, (alice, bob), _ = parts
        for number in range(MOST_OF_PERSON):
            last = await alice.slash(channel, "watch add", topic=f"topic {number}")
        assert len(env.errors) == 1
        other = await bob.slash(channel, "watch add", topic="another topic")
    assert last.response.content.startswith("You have 10 watches")
    assert last.response.ephemeral
    assert not last.followups
    # That one is saved the channel reads.
    (told,) = other.followups
    assert "is saved" in told.content
    assert not told.ephemeral
    assert other.response.ephemeral


async def test_where_the_bot_may_not_post_no_watch_is_saved(home, articles):
    async with watching(home, articles) as (env, _, (alice, _), _):
        muted = discord.PermissionOverwrite(send_messages=False)
        channel = env.guild.create_text_channel("muted", overwrites={env.bot.user: muted})
        refused = (await alice.slash(channel, "watch add", topic="the ferry")).response
        listed = (await alice.slash(channel, "watch list")).response
    assert refused.ephemeral
    assert "it lacks Send Messages." in refused.content
    assert "ferry" not in listed.content


async def test_with_digest_hours_it_is_said_when_articles_come(home, articles):
    values = {"digest_hours": frozenset({17, 9}), "timezone": "UTC"}
    async with watching(home, articles, **values) as (_, channel, (alice, _), _):
        (saved,) = (await alice.slash(channel, "watch add", topic="the ferry")).followups
    assert saved.content.endswith("They come together, at 9:00, 17:00 (UTC).")
