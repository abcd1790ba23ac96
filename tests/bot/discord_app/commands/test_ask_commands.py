"""The /ask command, with Discord's rules for interactions enforced by SimCord."""

import asyncio

import discord
import pytest

from bot.discord_app.access.rules import Rules
from bot.discord_app.commands.answering import EMPTY
from bot.discord_app.render.messages import FILE_NAME, in_file_words
from bot.discord_app.request_handling.question_queue import LATE
from retrieval.errors import ArchiveMissing
from support.discord_fakes import GUILD, FakeChain, citation, found, refused, server

QUESTION = "When did the bridge open?"


async def test_an_answer_comes_with_its_sources_and_a_button(home):
    chain = FakeChain(found())
    async with server(chain, home) as (env, channel, alice):
        result = await alice.slash(channel, "ask", question=f" {QUESTION} ")
        calls = [(call.method, call.path.split("/")[-1]) for call in env.http_requests][-2:]
    assert calls == [("POST", "callback"), ("PATCH", "@original")]
    assert not result.ephemeral
    assert result.response.content == (
        f"**Question:** {QUESTION}\n\n"
        "The bridge opened on Monday.\u00a0**[1]**\n\n"
        "**[1]** [Bridge opens](<https://courier.example/1#:~:text=The%20bridge%20opened%20on%20Monday.>)"
        " · The Courier · 3 November 2016\n\n"
        "-# In the articles' own words · receipt receipt-1"
    )
    assert result.response.components[0]["components"][0]["label"] == "Sources"
    assert [asked.text for asked in chain.asked] == [QUESTION]


async def test_the_askers_limits_reach_the_chain(home):
    chain = FakeChain(found())
    async with server(chain, home) as (_, channel, alice):
        limits = {"since": "2016-01-01", "until": "2016-12-31", "as_of": "2017-01-01"}
        await alice.slash(channel, "ask", question=QUESTION, outlet=" The Courier ", **limits)
    asked = chain.asked[0]
    assert asked.outlet == "The Courier"
    assert {name: getattr(asked, name) for name in limits} == limits


async def test_a_refusal_quotes_what_comes_nearest_and_has_no_button(home):
    chain = FakeChain(refused("Not in the archive.", nearest=(citation(),)))
    async with server(chain, home) as (_, channel, alice):
        result = await alice.slash(channel, "ask", question=QUESTION)
    assert "Not in the archive." in result.response.content
    assert (
        "> The bridge opened on Monday.\n**[1]** [Bridge opens](<https://courier.example/1#"
        in result.response.content
    )
    assert result.response.components == []


async def test_a_private_answer_is_shown_to_the_asker_alone_on_every_page(home):
    chain = FakeChain(found(*("A sentence. " * 30 for _ in range(10)), receipt=None))
    async with server(chain, home) as (_, channel, alice):
        result = await alice.slash(channel, "ask", question=QUESTION, private=True)
    assert result.response.ephemeral
    assert result.followups
    assert all(page.ephemeral for page in result.followups)


async def test_a_slow_answer_is_deferred_at_once_and_arrives_by_edit(home):
    chain = FakeChain(found(), held=asyncio.Event())
    async with server(chain, home) as (env, channel, alice):
        questions = asyncio.create_task(alice.slash(channel, "ask", question=QUESTION))
        await chain.begun.wait()
        assert env.http_requests[-1].path.endswith("/callback")
        chain.held.set()
        result = await questions
    assert "The bridge opened" in result.response.content


async def test_an_answer_that_takes_too_long_is_cut_with_one_sentence(home):
    chain = FakeChain(found(), delay=600)
    async with server(chain, home, answer_seconds=60) as (env, channel, alice):
        result = await alice.slash(channel, "ask", question=QUESTION)
        assert result.deferred
        await env.advance_time(61)
        assert len(env.errors) == 1
    assert result.response.content == LATE


async def test_without_a_receipt_a_long_answer_comes_in_several_messages(home):
    chain = FakeChain(found(*("A sentence of the answer. " * 20 for _ in range(10)), receipt=None))
    async with server(chain, home) as (_, channel, alice):
        result = await alice.slash(channel, "ask", question=QUESTION)
    assert len(result.followups) >= 2
    assert all(page.flags.suppress_embeds for page in result.followups)


async def test_a_very_long_answer_comes_as_a_file(home):
    chain = FakeChain(found(*("A sentence of the answer. " * 40 for _ in range(20))))
    async with server(chain, home) as (_, channel, alice):
        result = await alice.slash(channel, "ask", question=QUESTION)
    assert result.response.content.endswith(f"{in_file_words()}\n-# receipt receipt-1")
    assert [file.filename for file in result.response.attachments] == [FILE_NAME]
    assert result.followups == []


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"question": "  "}, EMPTY),
        ({"question": QUESTION, "since": "last week"}, "`since`: write the date as"),
        ({"question": QUESTION, "since": "2016-02-01", "until": "2016-01-01"}, "swap"),
    ],
)
async def test_a_wrong_option_is_answered_with_one_plain_sentence(home, options, sentence):
    chain = FakeChain(found())
    async with server(chain, home) as (_, channel, alice):
        result = await alice.slash(channel, "ask", **options)
    assert sentence in result.response.content
    assert result.response.ephemeral
    assert chain.asked == []


async def test_a_follow_up_carries_the_askers_last_answers_and_nobody_elses(home):
    answer = found()
    chain = FakeChain(answer)
    async with server(chain, home) as (env, channel, alice):
        bob = env.guild.add_member(env.create_user("bob"))
        for _ in range(6):
            await alice.slash(channel, "ask", question=QUESTION)
        await bob.slash(channel, "ask", question=QUESTION)
    assert [len(asked.earlier) for asked in chain.asked] == [0, 1, 2, 3, 4, 4, 0]
    assert chain.asked[1].earlier == (answer,)


async def test_a_channel_that_is_not_allowed_is_refused_with_the_ones_that_are(home):
    chain = FakeChain(found())
    allowed = frozenset({1, 2})
    async with server(chain, home, discord_channels=allowed) as (env, channel, alice):
        env.bot.rules = Rules(
            guilds=frozenset({GUILD}), channels=frozenset({env.guild.create_text_channel("ask").id})
        )
        result = await alice.slash(channel, "ask", question=QUESTION)
        named = env.guild.channels["ask"].mention
    assert result.response.ephemeral
    assert result.response.content.endswith(f"Ask in {named}.")
    assert chain.asked == []


async def test_a_thread_takes_its_parents_rule(home):
    chain = FakeChain(found())
    async with server(chain, home) as (env, channel, alice):
        env.bot.rules = Rules(guilds=frozenset({GUILD}), channels=frozenset({channel.id}))
        with env.time_context():
            await env.bot.get_channel(channel.id).create_thread(
                name="follow-up", type=discord.ChannelType.public_thread
            )
        result = await alice.slash(channel.threads[0], "ask", question=QUESTION)
    assert "The bridge opened" in result.response.content


async def test_only_the_allowed_roles_may_ask(home):
    chain = FakeChain(found())
    async with server(chain, home) as (env, channel, alice):
        desk = env.guild.create_role("desk")
        bob = env.guild.add_member(env.create_user("bob"), roles=[desk])
        env.bot.rules = Rules(guilds=frozenset({GUILD}), roles=frozenset({desk.id}))
        refused_ = await alice.slash(channel, "ask", question=QUESTION)
        answered = await bob.slash(channel, "ask", question=QUESTION)
    assert "role" in refused_.response.content
    assert refused_.response.ephemeral
    assert "The bridge opened" in answered.response.content
    assert len(chain.asked) == 1


async def test_a_server_that_is_not_allowed_any_more_is_refused(home):
    chain = FakeChain(found())
    async with server(chain, home) as (env, channel, alice):
        env.bot.rules = Rules(guilds=frozenset({1}))
        result = await alice.slash(channel, "ask", question=QUESTION)
    assert "isn't set up for this server" in result.response.content
    assert result.response.ephemeral
    assert chain.asked == []


async def test_an_error_of_datelines_own_shows_its_message_without_markup(home):
    chain = FakeChain(ArchiveMissing("Nothing is indexed yet; run *dateline rebuild* @here."))
    async with server(chain, home) as (env, channel, alice):
        result = await alice.slash(channel, "ask", question=QUESTION)
        assert len(env.errors) == 1
    assert result.response.content == (
        "Nothing is indexed yet; run \\*dateline rebuild\\* @\u200bhere."
    )


async def test_any_other_error_is_logged_under_the_id_that_the_asker_is_told(home, caplog):
    chain = FakeChain(ZeroDivisionError("a secret detail"))
    async with server(chain, home) as (env, channel, alice):
        result = await alice.slash(channel, "ask", question=QUESTION)
        assert len(env.errors) == 1
    told = result.response.content
    assert told.startswith("Something went wrong on our side (id ")
    assert "secret" not in told
    name = told.partition("(id ")[2].partition(")")[0]
    assert f"id {name}" in caplog.text
    assert "ZeroDivisionError: a secret detail" in caplog.text


async def test_a_missing_permission_is_named_to_the_asker_alone(home):
    chain = FakeChain(found(*("A sentence of the answer. " * 20 for _ in range(10)), receipt=None))
    async with server(chain, home) as (env, channel, alice):
        muted = discord.PermissionOverwrite(send_messages=False, attach_files=False)
        channel = env.guild.create_text_channel("muted", overwrites={env.bot.user: muted})
        env.inject_error("POST", "/webhooks/*/*", status=403, code=50013)
        result = await alice.slash(channel, "ask", question=QUESTION)
        assert len(env.errors) == 1
    assert "A sentence" in result.response.content
    assert result.followups[-1].ephemeral
    assert "it lacks Send Messages, Attach Files." in result.followups[-1].content


async def test_an_outdated_command_is_answered_with_what_to_do(home):
    async with server(FakeChain(found()), home) as (env, channel, alice):
        env.bot.tree.clear_commands(guild=discord.Object(GUILD))
        result = await alice.slash(channel, "ask", question=QUESTION)
        assert len(env.errors) == 1
    assert "Restart Discord" in result.response.content
    assert result.response.ephemeral


async def test_nothing_that_is_sent_may_ping_or_preview(home):
    chain = FakeChain(found("Ping @everyone and <@1>.", notes=("@here",)))
    async with server(chain, home) as (env, channel, alice):
        await alice.slash(channel, "ask", question=QUESTION)
        await alice.send(channel, f"{env.bot.user.mention} {QUESTION}")
        bodies = [
            request.json for request in env.http_requests if "content" in (request.json or {})
        ]
    assert len(bodies) == 2
    for body in bodies:
        assert body["allowed_mentions"]["parse"] == []
        assert body["allowed_mentions"].get("replied_user", False) is False
        assert "@everyone" not in body["content"]
    assert bodies[-1]["flags"] & discord.MessageFlags(suppress_embeds=True).value


async def test_a_refusal_that_discord_does_not_take_ends_in_the_log(home, caplog):
    async with server(FakeChain(found()), home) as (env, channel, alice):
        env.bot.rules = Rules(guilds=frozenset({1}))
        env.inject_error("POST", "/interactions/*", status=404, code=10062)
        result = await alice.slash(channel, "ask", question=QUESTION)
    assert not result.acknowledged
    assert "A refusal could not be shown" in caplog.text


async def test_an_interaction_that_is_dead_already_ends_in_the_log(home, caplog):
    chain = FakeChain(found())
    async with server(chain, home) as (env, channel, alice):
        env.inject_error("POST", "/interactions/*", status=404, code=10062, times=None)
        await alice.slash(channel, "ask", question=QUESTION)
        assert len(env.errors) == 1
    assert "could not be told about a failure" in caplog.text
    assert chain.asked == []
