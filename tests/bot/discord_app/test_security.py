"""What the other modules here don't hold of the list of hostile inputs and faults, items 1 to 22.

The rest: 1, 2 and 7 in test_ask; 3 and 5 in test_messages and test_pages; 6 in test_inert; 8 and 9
in test_quotes; 13 and 14 in test_mentions; 15 and 17 in test_checkup and test_running; 19 and 20 in
test_protocol, test_running and test_unfinished; 21 in test_rates; 22 in test_access and test_audit.
"""

import json

import pytest
import simcord
from discord_fakes import GUILD, FakeChain, found, make_settings, recall_of, server
from discord_payloads import slash
from test_flow import BRIDGE, SETTLE_SECONDS, write
from test_protocol import connected

from bot.discord_app.audit import FILE
from bot.discord_app.client import make_client, run
from bot.discord_app.running import only_one, token_lock
from retrieval import factory
from retrieval.errors import ConfigurationError

ODD = [
    "?", "\U0001f327\U0001f309", "מי פתח את הגשר?", "من افتتح الجسر؟", "a\x00b", "x " * 2999,
    "\u202ewho opened it\u202c", "[x](https://evil.test) @everyone", "' or 1=1 --", '"unclosed',
]  # fmt: skip


async def test_4_no_embed_is_sent_so_none_can_be_too_long(home):
    async with server(FakeChain(found()), home) as (env, channel, alice):
        await alice.slash(channel, "ask", question="When?")
        sent = [request.json for request in env.http_requests if request.json]
    assert sent
    assert not any(body.get("embeds") for body in sent if isinstance(body, dict))


async def test_10_a_press_of_somebody_who_may_not_is_refused_and_noted(home):
    async with server(FakeChain(found()), home) as (env, channel, alice):
        answer = (await alice.slash(channel, "ask", question="When?")).response
        env.bot.rules = type(env.bot.rules)(guilds=frozenset({GUILD}), roles=frozenset({1}))
        refused = (await alice.click(answer, label="Quotes")).response
        env.bot.audit.close()
    assert refused.ephemeral
    assert "role" in refused.content
    noted = [json.loads(line) for line in (home / FILE).read_text("utf-8").splitlines()]
    assert ("button", "refused") in {(line["via"], line["outcome"]) for line in noted}


@pytest.mark.parametrize("option", [("ask", "outlet"), ("watch remove", "watch")])
async def test_11_completing_without_an_archive_suggests_nothing_and_fails_nowhere(home, option):
    async with server(FakeChain(found()), home) as (env, channel, alice):
        assert await alice.autocomplete(channel, *option, "a" if option[0] == "ask" else "1") == []
        assert not env.errors


async def test_12_odd_questions_get_an_answer_or_a_sentence_and_no_traceback(home, tmp_path):
    settings = make_settings(home, discord_user_per_minute=0)
    write(tmp_path / "articles", "bridge", "Bridge", "The Courier", "2016-11-04", BRIDGE)
    factory.index(settings, [tmp_path / "articles"])
    with factory.open_archive(settings) as archive:
        client = make_client(settings, factory.make_chain(settings, archive), recall_of())
        async with simcord.run(client, settle_timeout=SETTLE_SECONDS) as env:
            guild = env.create_guild(id=GUILD)
            channel = guild.create_text_channel("news")
            alice = guild.add_member(env.create_user("alice"))
            for question in ODD:
                said = (await alice.slash(channel, "ask", question=question)).response.content
                assert said, question
                assert "Something went wrong" not in said, question
            env.errors.clear()


def test_16_a_second_bot_with_the_same_token_is_refused_whatever_its_folder(
    home, tmp_path, restored_logging
):
    settings = make_settings(home)
    token = settings.discord_token.get_secret_value()
    assert token not in str(token_lock(token))
    with (
        only_one(tmp_path / "other", token),
        pytest.raises(ConfigurationError, match="with this token") as caught,
    ):
        run(settings, FakeChain(found()), recall_of())
    assert caught.value.exit_code == 78


async def test_18_a_rate_limited_answer_holds_up_no_other_and_is_asked_for_once(home):
    chain = FakeChain(found())
    limited = {"interaction-41/messages/@original": 65.0}
    async with connected(home, chain, limited=limited) as (double, _):
        await double.dispatch("INTERACTION_CREATE", slash(41, question="When?"))
        await double.called("PATCH", "interaction-41/messages/@original")
        for number in range(42, 48):
            await double.dispatch("INTERACTION_CREATE", slash(number, question="When?"))
            await double.called("PATCH", f"interaction-{number}/messages/@original")
    assert len(chain.asked) == 7
