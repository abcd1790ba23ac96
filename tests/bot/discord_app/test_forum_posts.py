"""Posts of a forum as Discord sends them: the thread, then its opening message, over the wire."""

import asyncio

import pytest

from support.discord_archive import answered
from support.discord_double import connected
from support.discord_fakes import GUILD, FakeChain, found
from support.discord_payloads import CHANNEL, FORUM, PERSON, member, message, post, user

pytestmark = pytest.mark.slow

POST = 880000000000000001
READING = {"discord_forums": frozenset({FORUM})}
SENT = f"/channels/{POST}/messages"


def said(number, content, **values):
    stated = {"guild_id": str(GUILD), "member": member(), "channel_id": str(POST), **values}
    return message(number, content, user(PERSON, "alice"), **stated)


async def opened(double, title="The Tarnby bridge", body="Who opened it?"):
    await double.dispatch("THREAD_CREATE", post(POST, title))
    await double.dispatch("MESSAGE_CREATE", said(POST, body))


async def test_a_new_post_is_answered_in_its_own_thread_by_its_title_and_body(home):
    chain = FakeChain(found())
    async with connected(home, chain, READING) as (double, _):
        await opened(double)
        [sent] = await double.called("POST", SENT)
        [identify] = await double.received(2)
    assert identify["d"]["intents"] & 1 << 15
    assert [asked.text for asked in chain.asked] == ["The Tarnby bridge. Who opened it?"]
    assert "The bridge opened on Monday." in sent.body["content"]
    assert int(sent.body["message_reference"]["message_id"]) == POST
    assert sent.body["allowed_mentions"] == {"parse": []}


async def test_what_is_written_on_in_a_post_is_a_follow_up_where_threads_are_followed(home):
    chain = FakeChain(answered(home))
    async with connected(home, chain, {**READING, "discord_threads": True}) as (double, _):
        await opened(double)
        await double.called("POST", SENT)
        await double.dispatch("MESSAGE_CREATE", said(POST + 1, "When was that?"))
        await double.called("POST", SENT, count=2)
    first, then = chain.asked
    assert (first.earlier, then.text) == ((), "When was that?")
    assert [each.receipt for each in then.earlier] == [chain.reply.receipt]


@pytest.mark.parametrize(
    ("chosen", "elsewhere"),
    [
        ({"discord_forums": frozenset({FORUM + 7})}, {}),
        ({**READING, "discord_channels": frozenset({CHANNEL})}, {}),
        ({**READING, "discord_roles": frozenset({7})}, {}),
        (READING, {"webhook_id": "890000000000000001"}),
    ],
    ids=["another forum", "a forum that is not allowed", "no role", "posted by a webhook"],
)
async def test_other_posts_get_no_answer_and_no_word(home, chosen, elsewhere):
    chain = FakeChain(found())
    async with connected(home, chain, chosen) as (double, _):
        await double.dispatch("THREAD_CREATE", post(POST, "The bridge"))
        await double.dispatch("MESSAGE_CREATE", said(POST, "Who opened it?", **elsewhere))
        await asyncio.sleep(0.3)
        assert not [call for call in double.calls if call.path == SENT]
    assert chain.asked == []


async def test_a_later_message_in_a_post_names_nobody_and_gets_no_answer(home):
    chain = FakeChain(found())
    async with connected(home, chain, READING) as (double, _):
        await opened(double)
        await double.called("POST", SENT)
        await double.dispatch("MESSAGE_CREATE", said(POST + 1, "When was that?"))
        await asyncio.sleep(0.3)
    assert len(chain.asked) == 1
