"""What the archive holds, told in Discord."""

import re

from support.discord_archive import article, many, shelve
from support.discord_fakes import FakeChain, found, server


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


async def test_without_an_archive_a_command_says_how_to_get_one(home):
    async with server(FakeChain(found()), home) as (env, channel, alice):
        result = await alice.slash(channel, "status")
        assert len(env.errors) == 1
        assert await alice.autocomplete(channel, "ask", "outlet", "c", question="x") == []
    assert "There is no archive" in result.response.content
