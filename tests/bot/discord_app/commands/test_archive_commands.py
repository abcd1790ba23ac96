"""What the archive holds, told in Discord."""

import re

from retrieval import factory
from support.discord_archive import article, labels, many, shelve
from support.discord_fakes import FakeChain, found, make_settings, managed, server


async def test_status_counts_what_is_held(home):
    shelve(home, *many(3), article("z", "No date.", published=None))
    async with server(FakeChain(found()), home) as (_, channel, alice):
        result = await alice.slash(channel, "status")
    assert "4 articles held, published from 1 January 2016 to 3 January 2016, 1 undated" in (
        result.response.content.replace("\\", "")
    )
    assert "Dateline 0." in result.response.content
    assert re.search(r"Last added to: <t:\d+:f>\n.*, running since <t:\d+:f>$",
                     result.response.content)  # fmt: skip


async def test_status_names_the_one_day_of_all_that_is_held_once(home):
    shelve(home, *many(1))
    async with server(FakeChain(found()), home) as (_, channel, alice):
        result = await alice.slash(channel, "status")
    assert result.response.content.startswith("1 article held, published 1 January 2016\n")


async def test_what_reading_the_folder_again_adds_is_named_with_its_buttons(home, tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "tunnel.txt").write_text("The tunnel\n\nIt opened on Tuesday.\n", "utf-8")
    settings = make_settings(tmp_path / "other")
    factory.index(settings, [folder])  # loads what indexing needs, before the clock runs
    async with server(FakeChain(found()), home, articles=folder) as (env, channel, _):
        added = await managed(env).slash(channel, "reindex")
    assert added.response.content.startswith("1 added.\n**1** The tunnel")
    assert labels(added.response) == ["Remove", "Correct", "Read"]


async def test_without_an_archive_a_command_says_how_to_get_one(home):
    async with server(FakeChain(found()), home) as (env, channel, alice):
        result = await alice.slash(channel, "status")
        assert len(env.errors) == 1
        assert await alice.autocomplete(channel, "ask", "outlet", "c", question="x") == []
    assert "There is no archive" in result.response.content
