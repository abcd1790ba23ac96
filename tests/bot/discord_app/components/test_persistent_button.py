"""Every button outlives a restart, passes the gate, and answers each press."""

import pytest

from bot.discord_app.access.rules import Rules
from bot.discord_app.commands.button_actions import (
    THANKS,
)
from bot.discord_app.gateway.client import DatelineClient
from retrieval.archive.reader_feedback import reports
from support.discord_archive import QUESTION, answered, from_archive, opened
from support.discord_fakes import GUILD, FakeChain, make_settings, server


@pytest.mark.parametrize("label", ["Sources", "👍"])
async def test_a_button_works_after_a_restart(home, label):
    answer = answered(home)
    async with server(FakeChain(answer), home) as (env, channel, alice):
        asked = await alice.slash(channel, "ask", question=QUESTION)
        fresh = DatelineClient(make_settings(home), FakeChain(answer), from_archive(home))
        await env.bot.close()  # as a process that is told to stop does, before the next begins
        await env.restart_bot(fresh)
        pressed = await alice.click(asked.response, label=label)
    assert pressed.response.content.startswith(("**[1]**", THANKS["helpful"]))


async def test_whoever_may_not_ask_there_may_not_press(home):
    async with server(FakeChain(answered(home)), home) as (env, channel, alice):
        asked = await alice.slash(channel, "ask", question=QUESTION)
        env.bot.rules = Rules(guilds=frozenset({GUILD}), roles=frozenset({5}))
        for label in ("Sources", "👎", "👍", "Export"):
            pressed = await alice.click(asked.response, label=label)
            assert "role" in pressed.response.content
            assert pressed.response.ephemeral
    with opened(home) as archive:
        assert reports(archive) == ()


async def test_a_press_that_discord_gave_up_on_ends_in_the_log(home, caplog):
    async with server(FakeChain(answered(home)), home) as (env, channel, alice):
        asked = await alice.slash(channel, "ask", question=QUESTION)
        env.inject_error("POST", "/interactions/*", status=404, code=10062, times=None)
        pressed = await alice.click(asked.response, label="👍")
    assert not pressed.acknowledged
    assert "could not be told about a failure" in caplog.text
