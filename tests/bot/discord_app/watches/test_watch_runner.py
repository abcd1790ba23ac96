"""`/watch`, with the real core: what arrives about something is posted where it was asked for."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.discord_app.watches import watch_runner
from bot.discord_app.watches.watch_runner import AGAIN, MOST_NAMED, MOST_SHOWN
from retrieval.errors import ArchiveError
from support.discord_fakes import make_settings
from support.town_articles import BRIDGE, FERRY
from support.watch_posts import arrive, looked, posts, watching


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


async def test_what_discord_does_not_take_is_posted_a_while_later(home, articles):
    async with watching(home, articles) as (env, channel, _, settings):
        await arrive(settings, articles, BRIDGE)
        env.inject_error("POST", f"/channels/{channel.id}/messages", status=403, code=50013)
        now = datetime.now(UTC)
        for after, posted in ((timedelta(0), 0), (AGAIN / 2, 0), (AGAIN, 1), (2 * AGAIN, 1)):
            await env.bot._watch_runner.look(now + after)
            assert len(posts(env, channel)) == posted


async def test_beyond_those_that_are_quoted_articles_are_named(home, articles):
    count = MOST_SHOWN + MOST_NAMED + 2
    texts = [BRIDGE.replace("Tarnby", f"Tarnby {n}") for n in range(count)]
    async with watching(home, articles) as (env, channel, _, settings):
        await arrive(settings, articles, *texts)
        await looked(env)
        told = "\n".join(m.content for m in channel.history() if m.author.id == env.bot.user.id)
    assert told.count("\n> ") == MOST_SHOWN
    assert told.count("\n\\- Bridge opens · The Courier") == MOST_NAMED
    assert "**Also new**" in told
    assert told.endswith("And 2 more. Ask about them with /ask.")


async def test_what_several_watches_find_is_one_post_with_each_article_once(home, articles):
    async with watching(home, articles) as (env, channel, (alice, _), settings):
        await alice.slash(channel, "watch add", topic="opened bridge of Tarnby")
        await arrive(settings, articles, BRIDGE)
        await looked(env)
        [post] = posts(env, channel)
    assert "\n**Watch 2**: opened bridge of Tarnby\n1 new article\n\n" in post
    assert post.count(BRIDGE) == 1
    assert post.endswith("(watches 1, 2)")


async def test_the_watches_of_a_channel_that_is_gone_rest_and_say_so(home, articles, caplog):
    async with watching(home, articles) as (env, channel, (alice, _), settings):
        other = env.guild.create_text_channel("desk")
        await alice.slash(other, "watch add", topic="Tarnby bridge opened")
        await arrive(settings, articles, BRIDGE)
        path = f"/channels/{channel.id}/messages"
        env.inject_error("POST", path, status=404, code=10003, times=None)
        now = datetime.now(UTC)
        for after in (timedelta(0), AGAIN, 2 * AGAIN):
            await env.bot._watch_runner.look(now + after)
        shown = (await alice.slash(other, "watch list")).response.content.split("\n")
        tried = [call for call in env.http_requests if call.path.endswith(path)]
    assert len(tried) == 1
    assert caplog.text.count("the watches of that channel rest") == 1
    assert shown[0].endswith("its channel is gone; remove it with /watch remove")
    assert shown[1].endswith(f"<#{other.id}>")


async def test_one_channel_that_fails_in_a_digest_hour_is_tried_again_alone(home, articles):
    values = {"digest_hours": frozenset({9, 17}), "timezone": "UTC"}
    at = datetime(2030, 5, 6, 9, 5, tzinfo=UTC)
    async with watching(home, articles, **values) as (env, channel, (alice, _), settings):
        other, look = env.guild.create_text_channel("desk"), env.bot._watch_runner.look
        await alice.slash(other, "watch add", topic="Tarnby bridge opened")
        env.inject_error("POST", f"/channels/{channel.id}/messages", status=403, code=50013)
        counts = []
        for number in range(3):
            await arrive(settings, articles, BRIDGE.replace("2016", str(2016 + number)))
            await look(at + number * AGAIN)
            sent = [m for m in other.history() if m.content.startswith("**Watch 2**:")]
            counts.append((len(posts(env, channel)), len(sent)))
        await look(at.replace(hour=17))
        sent = [m for m in other.history() if m.content.startswith("**Watch 2**:")]
    assert counts == [(0, 1), (1, 1), (1, 1)]
    assert len(sent) == 2


async def test_for_a_server_that_the_bot_has_left_nothing_is_looked_for(home, articles):
    async with watching(home, articles) as (env, channel, _, settings):
        await arrive(settings, articles, BRIDGE)
        left = env.bot._connection._guilds.pop(env.guild.id)
        await looked(env)
        assert posts(env, channel) == []
        env.bot._connection._guilds[env.guild.id] = left
        assert env.bot._watch_runner._again is None


async def test_what_can_not_be_noted_is_posted_once_all_the_same(home, articles, caplog):
    async with watching(home, articles) as (env, channel, _, settings):
        runner, note = env.bot._watch_runner, watch_runner.note_look
        await arrive(settings, articles, BRIDGE)
        full = True

        def noted(*args):
            if full:
                raise ArchiveError("The disk is full.")
            note(*args)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(watch_runner, "note_look", noted)
            now = datetime.now(UTC)
            for number in range(4):
                await runner.look(now + number * AGAIN)
            full = False
            await runner.look(now + 4 * AGAIN)
        assert len(posts(env, channel)) == 1
        assert runner._unnoted == set()
        await arrive(settings, articles, BRIDGE, BRIDGE.replace("2016", "2017"))
        await looked(env)
        assert len(posts(env, channel)) == 2
    assert "The disk is full." in caplog.text
