"""A message's own menu: it is looked up, and its files are added."""

from unittest.mock import patch

import pytest

from bot.discord_app.commands.context_menus import NOTHING_THERE
from bot.discord_app.commands.message_content import WORDLESS
from support.discord_fakes import GUILD, FakeChain, found, managed, refused, server

CLAIM = "The bridge opened on Monday."


async def menu(person, channel, name, message):
    """Use a message's menu; SimCord leaves out the server that Discord names with it."""
    send = person._dispatch_interaction

    def with_server(kind, where, data):
        return send(kind, where, {**data, "guild_id": str(GUILD)})

    with patch.object(person, "_dispatch_interaction", with_server):
        return await person.context_menu(channel, name, message)


@pytest.mark.parametrize(
    ("name", "form"),
    [("Check this claim", "check"), ("Ask about this", "answer")],
)
async def test_a_message_is_looked_up_for_whoever_asks_alone(home, name, form):
    chain = FakeChain(refused())
    async with server(chain, home) as (env, channel, alice):
        message = await alice.send(channel, f"{CLAIM} https://courier.example/1 **now**")
        bob = env.guild.add_member(env.create_user("bob"))
        result = await menu(bob, channel, name, message)
    assert result.response.ephemeral
    assert chain.asked[0].form == form
    assert chain.asked[0].text == f"{CLAIM} now"


async def test_a_message_without_words_is_not_looked_up(home):
    chain = FakeChain(found())
    async with server(chain, home) as (_, channel, alice):
        message = await alice.send(channel, "https://courier.example/1 !")
        result = await menu(alice, channel, "Check this claim", message)
    assert result.response.content == WORDLESS
    assert chain.asked == []


async def test_the_files_of_a_message_are_added(home, tmp_path):
    folder = tmp_path / "articles"
    text = b"A title here\n\nThe tunnel opened on Tuesday, the ministry said in a statement.\n"
    async with server(FakeChain(found()), home, articles=folder) as (env, channel, alice):
        message = await alice.send(channel, "here", attachments=[("a.txt", text)])
        refused_ = await menu(alice, channel, "Add to archive", message)
        done = await menu(managed(env), channel, "Add to archive", message)
    assert "You may not add articles." in refused_.response.content
    assert "1 added" in done.response.content
    assert len(list(folder.iterdir())) == 1


async def test_a_picture_beside_what_can_be_added_is_told_and_the_rest_is_added(home, tmp_path):
    text = b"A title here\n\nThe tunnel opened on Tuesday, the ministry said in a statement.\n"
    async with server(FakeChain(found()), home, articles=tmp_path / "articles") as parts:
        env, channel, alice = parts
        files = [("a.png", b"1"), ("a.txt", text)]
        both = await alice.send(channel, "here", attachments=files)
        alone = await alice.send(channel, "here", attachments=files[:1])
        boss = managed(env)
        done = await menu(boss, channel, "Add to archive", both)
        not_done = await menu(boss, channel, "Add to archive", alone)
        assert len(env.errors) == 1
    lines = done.response.content.splitlines()
    assert lines[0] == "1 added, 1 failed."
    assert lines[1].startswith("Failed: a.png is of a type that Dateline doesn't read.")
    assert not_done.response.content.startswith("a.png is of a type that Dateline doesn't read.")


async def test_a_message_without_a_link_or_a_file_holds_nothing_to_add(home):
    async with server(FakeChain(found()), home) as (env, channel, alice):
        message = await alice.send(channel, CLAIM)
        result = await menu(managed(env), channel, "Add to archive", message)
    assert result.response.content == NOTHING_THERE
