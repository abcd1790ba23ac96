"""The real client against a double of Discord: what goes over the wire."""

import asyncio
from pathlib import Path

import aiohttp
import discord
import pytest

import bot.discord_app
from bot.discord_app.gateway.client import DatelineClient
from bot.discord_app.render.messages import FILE_NAME
from bot.discord_app.request_handling.question_queue import RESTARTING
from support.discord_double import TOKEN, connected, discord_double
from support.discord_fakes import GUILD, FakeChain, found, make_settings, recall_of
from support.discord_payloads import (
    APPLICATION,
    BOT,
    CHANNEL,
    PERSON,
    ROLE,
    member,
    message,
    slash,
    user,
)

pytestmark = pytest.mark.slow

QUESTION = "When did the bridge open?"


async def test_the_client_identifies_without_any_privileged_intent(home):
    async with connected(home, FakeChain(found())) as (double, _):
        [identify] = await double.received(2)
    guilds, guild_messages, direct_messages = 1 << 0, 1 << 9, 1 << 12
    assert identify["d"]["intents"] == guilds | guild_messages | direct_messages
    assert identify["d"]["token"] == TOKEN


async def test_the_commands_are_set_for_the_allowed_server_before_connecting(home):
    async with connected(home, FakeChain(found())) as (double, _):
        [sync] = await double.called("PUT", "/commands")
    assert sync.path == f"/applications/{APPLICATION}/guilds/{GUILD}/commands"
    [ask] = [command for command in sync.body if command["name"] == "ask"]
    options = {option["name"]: option for option in ask["options"]}
    limits = ["outlet", "since", "until", "as_of", "literal"]
    assert list(options) == ["question", *limits, "private"]
    assert [name for name, option in options.items() if option["required"]] == ["question"]
    assert all(1 <= len(option["description"]) <= 100 for option in [ask, *ask["options"]])


async def test_a_command_is_deferred_and_then_answered_by_editing(home):
    chain = FakeChain(found(), delay=0.05)
    async with connected(home, chain) as (double, _):
        await double.dispatch("INTERACTION_CREATE", slash(11, question=QUESTION))
        [callback] = await double.called("POST", "/interactions/11/interaction-11/callback")
        [edit] = await double.called("PATCH", "/messages/@original")
    assert callback.body == {"type": 5}
    assert edit.path == f"/webhooks/{APPLICATION}/interaction-11/messages/@original"
    assert "The bridge opened on Monday." in edit.body["content"]
    assert edit.body["allowed_mentions"]["parse"] == []
    button, *_ = edit.body["components"][0]["components"]
    assert button["custom_id"] == "dateline:sources:receipt-1"


async def test_a_private_command_is_deferred_for_the_asker_alone(home):
    async with connected(home, FakeChain(found())) as (double, _):
        await double.dispatch("INTERACTION_CREATE", slash(12, question=QUESTION, private=True))
        [callback] = await double.called("POST", "/callback")
        await double.called("PATCH", "/messages/@original")
    assert callback.body == {"type": 5, "data": {"flags": 64}}


async def test_a_very_long_answer_is_sent_as_a_file(home):
    texts = [f"Sentence {number}. " * 50 for number in range(30)]
    async with connected(home, FakeChain(found(*texts))) as (double, _):
        await double.dispatch("INTERACTION_CREATE", slash(13, question=QUESTION))
        [edit] = await double.called("PATCH", "/messages/@original")
    assert len(edit.body["content"]) <= 2000
    assert all(text.strip() in edit.body["files"][FILE_NAME] for text in texts)


async def test_a_mention_is_answered_as_a_silent_reply_without_previews(home):
    chain = FakeChain(found())
    async with connected(home, chain) as (double, _):
        await double.dispatch("MESSAGE_CREATE", mention(f"<@{BOT}> {QUESTION}"))
        [sent] = await double.called("POST", f"/channels/{CHANNEL}/messages")
    assert [asked.text for asked in chain.asked] == [QUESTION]
    assert sent.body["message_reference"]["message_id"] == 870000000000000001
    assert sent.body["message_reference"]["fail_if_not_exists"] is False
    assert sent.body["allowed_mentions"] == {"parse": []}
    assert sent.body["flags"] == 1 << 2
    assert (sent.body["nonce"], sent.body["enforce_nonce"]) == ("870000000000000001-0", True)


async def test_the_bots_own_role_is_heard_as_its_name(home):
    chain = FakeChain(found())
    async with connected(home, chain) as (double, _):
        said = mention(f"<@&{ROLE}> {QUESTION}", mentions=[], mention_roles=[str(ROLE)])
        await double.dispatch("MESSAGE_CREATE", said)
        await double.called("POST", f"/channels/{CHANNEL}/messages")
    assert [asked.text for asked in chain.asked] == [QUESTION]


async def test_a_rate_limit_is_waited_out_and_the_answer_sent_once(home):
    chain = FakeChain(found())
    limited = {f"/channels/{CHANNEL}/messages": 0.1, "@original": 0.1}
    async with connected(home, chain, limited=limited) as (double, _):
        await double.dispatch("MESSAGE_CREATE", mention(f"<@{BOT}> {QUESTION}"))
        sent = await double.called("POST", f"/channels/{CHANNEL}/messages", count=2)
        await double.dispatch("INTERACTION_CREATE", slash(14, question=QUESTION))
        edits = await double.called("PATCH", "/messages/@original", count=2)
    assert sent[0].body == sent[1].body
    assert edits[0].body["content"] == edits[1].body["content"]
    assert len(chain.asked) == 2


async def test_a_dropped_connection_is_resumed_and_a_pending_answer_still_arrives(home):
    chain = FakeChain(found(), held=asyncio.Event())
    async with connected(home, chain) as (double, _):
        await double.dispatch("INTERACTION_CREATE", slash(15, question=QUESTION))
        await double.called("POST", "/callback")
        double.drop()
        [resume] = await double.received(6)
        chain.held.set()
        await double.called("PATCH", "/messages/@original")
        await double.dispatch("INTERACTION_CREATE", slash(16, question=QUESTION))
        edits = await double.called("PATCH", "/messages/@original", count=2)
        assert len(await double.received(2)) == 1
    assert resume["d"] == {"seq": 3, "session_id": "session", "token": TOKEN}
    assert len(edits) == 2


async def test_asked_to_reconnect_it_resumes_and_goes_on(home):
    async with connected(home, FakeChain(found())) as (double, _):
        await double.say(7)
        await double.received(6)
        await double.dispatch("INTERACTION_CREATE", slash(18, question=QUESTION))
        await double.called("PATCH", "/messages/@original")
        assert len(await double.received(2)) == 1


async def test_an_invalid_session_is_begun_anew_and_a_pending_answer_still_arrives(
    home, monkeypatch
):
    # discord.py lets five seconds pass before it identifies again; Discord's double asks for none.
    monkeypatch.setattr(discord.Client, "before_identify_hook", at_once)
    chain = FakeChain(found(), held=asyncio.Event())
    async with connected(home, chain) as (double, _):
        await double.dispatch("INTERACTION_CREATE", slash(19, question=QUESTION))
        await double.called("POST", "/callback")
        await double.say(9, data=False)
        await double.received(2, count=2)
        chain.held.set()
        await double.called("PATCH", "/messages/@original")
        assert len(await double.called("PUT", "/commands")) == 1


@pytest.mark.parametrize("status", [500, 502])
async def test_a_server_error_is_tried_again_and_the_answer_sent_once(home, status):
    chain = FakeChain(found())
    async with connected(home, chain, failing={"@original": status}) as (double, _):
        await double.dispatch("INTERACTION_CREATE", slash(20, question=QUESTION))
        first, second = await double.called("PATCH", "/messages/@original", count=2)
    assert first.body["content"] == second.body["content"]
    assert len(chain.asked) == 1


async def test_every_command_is_acknowledged_while_earlier_answers_are_still_worked_on(home):
    chain = FakeChain(found(), held=asyncio.Event())
    async with connected(home, chain) as (double, _):
        for number in range(20, 26):
            await double.dispatch("INTERACTION_CREATE", slash(number, question=QUESTION))
        await double.called("POST", "/callback", count=6)
        chain.held.set()
        await double.called("PATCH", "/messages/@original", count=6)
    assert chain.most_at_once == 4


async def test_closing_tells_whoever_still_waits(home, monkeypatch):
    monkeypatch.setattr("bot.discord_app.gateway.client.FINISH_SECONDS", 0.05)
    async with connected(home, FakeChain(found(), delay=60)) as (double, client):
        await double.dispatch("INTERACTION_CREATE", slash(17, question=QUESTION))
        await double.dispatch("MESSAGE_CREATE", mention(f"<@{BOT}> {QUESTION}"))
        await double.called("POST", "/callback")
        await double.called("POST", "/typing")
        await client.close()
        [edit] = await double.called("PATCH", "/messages/@original")
        [sent] = await double.called("POST", f"/channels/{CHANNEL}/messages")
    assert edit.body["content"] == RESTARTING
    assert sent.body["content"] == RESTARTING


async def test_connections_go_through_the_connector_that_was_given(home):
    async with discord_double() as double:
        made = []

        class Counting(aiohttp.TCPConnector):
            async def connect(self, *args, **kwargs):
                made.append(args[0].url)
                return await super().connect(*args, **kwargs)

        chain = FakeChain(found())
        client = DatelineClient(make_settings(home), chain, recall_of(), connector=Counting())
        async with client:
            await client.login(TOKEN)
        assert {url.authority for url in made} == {double.address}
        assert len(double.calls) == 3


async def at_once(*_, **__):
    pass


def mention(content, **values):
    said = {
        "guild_id": str(GUILD),
        "member": member(),
        "mentions": [{**user(BOT, "dateline", bot=True), "member": member()}],
        **values,
    }
    return message(870000000000000001, content, user(PERSON, "alice"), **said)


@pytest.mark.parametrize("name", ["discord.com", "discord.gg", "discordapp"])
def test_no_host_of_discord_is_named_in_the_bots_own_code(name):
    modules = [path for folder in bot.discord_app.__path__ for path in Path(folder).rglob("*.py")]
    assert len(modules) > 10
    assert not [path.name for path in modules if f"://{name}" in path.read_text("utf-8")]
