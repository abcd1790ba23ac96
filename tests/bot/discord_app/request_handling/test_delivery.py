"""Answers that Discord holds up, or that come when nothing can be shown in place any more."""

from types import SimpleNamespace

import pytest

from bot.discord_app.request_handling import delivery
from bot.discord_app.request_handling.delivery import HELD_UP, TOO_LATE, say
from support.discord_double import connected
from support.discord_fakes import FakeChain, found, server
from support.discord_payloads import CHANNEL, PERSON, POSTED, slash


async def test_an_answer_that_discord_holds_up_is_told_to_the_asker_alone(home, monkeypatch):
    monkeypatch.setattr(delivery, "BUSY_SECONDS", 0.05)
    chain = FakeChain(found())
    limited = {"interaction-41/messages/@original": 1.0}
    async with connected(home, chain, limited=limited) as (double, _):
        await double.dispatch("INTERACTION_CREATE", slash(41, question="When?"))
        [notice] = await double.called("POST", f"/channels/{CHANNEL}/messages")
        edits = await double.called("PATCH", "interaction-41/messages/@original", count=2)
        taken_back = await double.called("DELETE", f"/channels/{CHANNEL}/messages/{POSTED}")
        after = double.calls.index(taken_back[0]) > double.calls.index(edits[-1])
    assert after
    assert notice.body["content"] == f"<@{PERSON}> {HELD_UP}"
    assert notice.body["allowed_mentions"] == {"parse": [], "users": [PERSON]}
    assert "The bridge opened" in edits[-1].body["content"]
    assert len(chain.asked) == 1


@pytest.mark.parametrize("private", [False, True])
async def test_an_answer_after_the_interaction_has_expired_is_no_edit(home, private):
    async with server(FakeChain(found(), delay=901), home) as (env, channel, alice):
        env.bot.questions._slots._seconds = 2000.0
        result = await alice.slash(channel, "ask", question="When?", private=private)
        await env.advance_time(902)
        edits = [call for call in env.http_requests if call.method == "PATCH"]
        told = [message.content for message in channel.history() if message.content]
    assert result.deferred
    assert edits == []
    assert told == ([] if private else [f"{alice.mention} {TOO_LATE}"])


async def test_what_is_said_at_once_is_for_its_asker_alone_and_shows_no_preview():
    sent = []

    async def send_message(text, **options):
        sent.append((text, options))

    await say(SimpleNamespace(response=SimpleNamespace(send_message=send_message)), "No.")
    assert sent == [("No.", {"ephemeral": True, "suppress_embeds": True})]
