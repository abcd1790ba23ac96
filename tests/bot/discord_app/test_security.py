"""Of the list of hostile inputs and faults (test_security_list) what no other module holds."""

import json
import re
import socket
import sqlite3
from contextlib import asynccontextmanager, closing
from types import SimpleNamespace

import discord
import pytest
import simcord

from bot.concurrency_limit import with_time_to_quote
from bot.discord_app.access.audit_log import FILE
from bot.discord_app.commands import autocomplete
from bot.discord_app.gateway.client import DatelineClient, run
from bot.discord_app.gateway.lifecycle import only_one, token_lock
from bot.discord_app.render.escape import unescaped
from bot.discord_app.render.message_splitting import LIMIT
from bot.discord_app.render.messages import answer_post
from retrieval import factory
from retrieval.archive.subscriptions import subscribe
from retrieval.archive.watches import add_watch
from retrieval.errors import ConfigurationError
from support.discord_archive import article, opened, shelve
from support.discord_double import connected
from support.discord_fakes import GUILD, FakeChain, found, make_settings, recall_of, server
from support.discord_payloads import slash
from support.town_articles import BRIDGE, SETTLE_SECONDS, WHO_OPENED, write

pytestmark = pytest.mark.slow

ODD = [
    "?", "\U0001f327\U0001f309", "מי פתח את הגשר?", "من افتتح الجسر؟", "a\x00b", "x " * 999,
    "\u202ewho opened it\u202c", "[x](https://evil.test) @everyone", "' or 1=1 --", '"unclosed',
]  # fmt: skip


@pytest.fixture
def mute_model(monkeypatch):
    """A chat model's server that takes connections and never says a word."""
    monkeypatch.setenv("OPENAI_API_KEY", "canary")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        yield listening


def with_model(home, tmp_path, listening, **values):
    """Settings with that model, and an archive that holds one article."""
    address = f"http://127.0.0.1:{listening.getsockname()[1]}/v1"
    write(tmp_path / "articles", "bridge", "Bridge", "The Courier", "2016-11-04", BRIDGE)
    factory.index(make_settings(home), [tmp_path / "articles"])
    return make_settings(home, chat_model="openai:test-model", chat_url=address, **values)


async def test_2_a_model_that_never_replies_is_left_and_the_articles_are_quoted(
    home, tmp_path, mute_model
):
    settings = with_model(home, tmp_path, mute_model, model_seconds=900, answer_seconds=2)
    async with asked(settings, WHO_OPENED) as answer:
        assert "Ilse Varga" in answer
        assert "In the articles' own words" in answer
        assert "quoted from the articles instead" in answer
    mute_model.accept()[0].close()


async def test_21_when_the_days_tokens_are_used_up_the_articles_are_quoted(
    home, tmp_path, mute_model
):
    settings = with_model(home, tmp_path, mute_model, daily_tokens=1)
    async with asked(settings, WHO_OPENED) as answer:
        assert "Ilse Varga" in answer
        assert "used up until midnight UTC" in answer
    with pytest.raises(BlockingIOError):  # nobody ever called
        mute_model.accept()


@asynccontextmanager
async def asked(settings, question):
    """What stands under a question in the end, asked of the real core."""
    with factory.open_archive(settings) as archive:
        chain = factory.make_chain(with_time_to_quote(settings), archive, one_shot=True)
        client = DatelineClient(settings, chain, recall_of())
        async with simcord.run(client, settle_timeout=SETTLE_SECONDS) as env:
            guild = env.create_guild(id=GUILD)
            channel = guild.create_text_channel("news")
            alice = guild.add_member(env.create_user("alice"))
            yield (await alice.slash(channel, "ask", question=question)).response.content


@pytest.mark.parametrize("length", [2001, 4001, 12_000])
def test_3_an_answer_of_any_length_fits_and_is_whole(length):
    text = ("Word ```py " * length)[:length].strip()
    post = answer_post(found(text, receipt=None))
    assert all(0 < len(page) <= LIMIT for page in post.pages)
    shown_text = post.file or unescaped("".join(post.pages))
    assert "".join(text.split()) in "".join(shown_text.split())
    assert "```" not in "".join(post.pages)


def test_6_a_link_over_two_lines_and_a_turned_direction_do_nothing():
    text = "Look: [a\nb](https://evil.test/x) and \u202etset.live\u202c."
    _, said, *_ = answer_post(found(text)).pages[0].split("\n\n")
    assert said.startswith("Look: \\[a b\\](https\\://evil.test/x) and tset.live.")


async def test_7_an_address_that_is_no_articles_own_is_no_link(home):
    chain = FakeChain(found("Read https://evil.test/?q=1 or discord.gg/abc now.", mode="model"))
    async with server(chain, home) as (env, channel, alice):
        answered = (await alice.slash(channel, "ask", question="When?")).response.content
        await alice.send(channel, f"{env.bot.user.mention} When?")
        flags = env.http_requests[-1].json["flags"]
    links = re.findall(r"(?:https?:/|discord\.)\S+", answered)
    [link] = links
    assert link.startswith("https://courier.example/1#:~:text=Read%20https%3A%2F%2Fevil.test")
    assert link.endswith(">)")
    assert flags & discord.MessageFlags(suppress_embeds=True).value


async def test_13_two_bots_in_one_thread_stay_silent(home):
    chain = FakeChain(found())
    async with server(chain, home) as (env, channel, alice):
        other = env.guild.add_member(env.create_user("other dateline", bot=True))
        await alice.send(channel, f"{env.bot.user.mention} When?")
        with env.time_context():
            given = await env.bot.get_channel(channel.id).fetch_message(channel.history()[-1].id)
            await given.create_thread(name="the bridge")
        [thread] = channel.threads
        for text in (f"{env.bot.user.mention} When?", f"{other.mention} The archive says so."):
            await other.send(thread, text)
        said = [message for message in thread.history() if message.author.id == env.bot.user.id]
    assert said == []
    assert len(chain.asked) == 1


async def test_14_a_bots_reply_to_an_answer_is_met_with_silence(home):
    chain = FakeChain(found())
    async with server(chain, home) as (env, channel, alice):
        other = env.guild.add_member(env.create_user("other", bot=True))
        await alice.send(channel, f"{env.bot.user.mention} When?")
        before = len(channel.history())
        await other.send(channel, "And why?", reply_to=channel.history()[-1])
        assert len(channel.history()) == before + 1
    assert len(chain.asked) == 1


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
        refused = (await alice.click(answer, label="Sources")).response
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


@pytest.mark.parametrize("suggest", [autocomplete.outlets, autocomplete.articles,
                                     autocomplete.feeds, autocomplete.watches])  # fmt: skip
async def test_11_completing_while_the_archive_is_locked_suggests_nothing_in_time(
    home, suggest, monkeypatch
):
    shelve(home, article("a", title="Bridge 1", outlet="Paper 1"))
    with opened(home) as archive:
        subscribe(archive, ["https://1.example/feed"])
        add_watch(archive, GUILD, 2, 3, "Bridge 1")
    assert autocomplete.SECONDS < 1
    questions = SimpleNamespace(
        client=SimpleNamespace(settings=make_settings(home)), guild_id=GUILD, guild=None,
        user=SimpleNamespace(id=3),
    )  # fmt: skip
    assert len(await suggest(questions, "1")) == 1
    monkeypatch.setattr(autocomplete, "SECONDS", 0.1)
    with closing(sqlite3.connect(home / "archive.sqlite", isolation_level=None)) as connection:
        connection.execute("pragma locking_mode = exclusive")
        connection.execute("begin exclusive")
        assert await suggest(questions, "1") == []


async def test_12_odd_questions_get_an_answer_or_a_sentence_and_no_traceback(home, tmp_path):
    settings = make_settings(home, discord_user_per_minute=0)
    write(tmp_path / "articles", "bridge", "Bridge", "The Courier", "2016-11-04", BRIDGE)
    factory.index(settings, [tmp_path / "articles"])
    with factory.open_archive(settings) as archive:
        client = DatelineClient(settings, factory.make_chain(settings, archive), recall_of())
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
