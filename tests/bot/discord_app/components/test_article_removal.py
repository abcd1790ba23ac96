"""`/remove`: an article is named, and removed only once that is confirmed."""

import pytest

from bot.discord_app.access.rules import Rules
from bot.discord_app.components.article_removal import GONE
from support.discord_archive import many, opened, shelve
from support.discord_fakes import GUILD, FakeChain, found, managed, server


async def test_removing_an_article_names_it_and_waits_to_be_confirmed(home):
    shelve(home, *many(2))
    async with server(FakeChain(found()), home) as (env, channel, _):
        boss = managed(env)
        asked = await boss.slash(channel, "remove", article="a001")
        with opened(home) as archive:
            assert archive.article("a001")
        sure = asked.response.content
        custom_id = asked.response.components[0]["components"][0]["custom_id"]
        await boss.click(asked.response, label="Remove it")
        with opened(home) as archive:
            assert archive.article("a001") is None
            assert archive.article("a002")
        done = asked.response.content
        assert asked.response.components == []
    assert custom_id == "dateline:remove:a001"
    assert "Remove 1 article: Bridge 1 · The Courier · 1 January 2016 · article a001?" in sure
    assert done == ("Removed 1 article: Bridge 1 · The Courier · 1 January 2016 · article a001.")


async def test_removing_twice_at_once_removes_once_and_says_so(home):
    shelve(home, *many(2))
    async with server(FakeChain(found()), home) as (env, channel, _):
        boss = managed(env)
        asked = await boss.slash(channel, "remove", article="a001")
        first = boss.click(asked.response, label="Remove it")
        second = boss.click(asked.response, label="Remove it")
        await first
        with pytest.raises(Exception, match="Remove it"):  # the button is gone
            await second
    assert asked.response.content.startswith("Removed 1 article")


async def test_an_article_that_is_gone_when_confirmed_is_told_so(home):
    shelve(home, *many(1))
    async with server(FakeChain(found()), home) as (env, channel, _):
        boss = managed(env)
        asked = await boss.slash(channel, "remove", article="a001")
        with opened(home) as archive, archive.writing() as connection:
            connection.execute("delete from articles")
        await boss.click(asked.response, label="Remove it")
        assert asked.response.content == GONE
        unknown = await boss.slash(channel, "remove", article="a001 @everyone")
        assert len(env.errors) == 1
    assert unknown.response.content.startswith("No article is called a001 @\u200beveryone.")


async def test_the_confirming_button_is_checked_again(home):
    shelve(home, *many(1))
    async with server(FakeChain(found()), home) as (env, channel, _):
        desk = env.guild.create_role("desk")
        bob = env.guild.add_member(env.create_user("bob"), roles=[desk])
        env.bot.rules = Rules(guilds=frozenset({GUILD}), delete_roles=frozenset({desk.id}))
        asked = await bob.slash(channel, "remove", article="a001")
        env.bot.rules = Rules(guilds=frozenset({GUILD}))
        pressed = await bob.click(asked.response, label="Remove it")
    assert pressed.followups or "You may not remove articles." in pressed.response.content
    with opened(home) as archive:
        assert archive.article("a001")
