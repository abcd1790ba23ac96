"""Questions asked by mention, by reply and in direct messages."""

import discord
import pytest

from bot.discord_app.access.rules import Rules
from bot.discord_app.commands.answering import EMPTY, HINTS
from bot.discord_app.commands.mentions import FILES_UNREAD, RESTS_ON, question_in
from retrieval.errors import ArchiveMissing
from retrieval.types import Recalled
from support.discord_archive import TEXT, answered, from_archive
from support.discord_fakes import GUILD, FakeChain, citation, found, server

QUESTION = "When did the bridge open?"


def replies(channel, env):
    return [message for message in channel.history() if message.author.id == env.bot.user.id]


@pytest.mark.parametrize(
    ("content", "question"),
    [
        ("<@5> When?", "When?"),
        ("<@!5>\nWhen <@5> then? ", "When then?"),
        ("<@&9> When?", "When?"),
        ("<@6> When?", "<@6> When?"),
        ("<@5>", ""),
        ("", ""),
    ],
)
def test_the_mention_is_taken_out_of_the_question(content, question):
    assert question_in(content, 5, 9) == question


async def test_a_mention_is_answered_as_a_reply_with_typing(home):
    chain = FakeChain(found())
    async with server(chain, home) as (env, channel, alice):
        message = await alice.send(channel, f"{env.bot.user.mention} {QUESTION}")
        [reply] = replies(channel, env)
        assert any(call.path.endswith("/typing") for call in env.http_requests)
    assert "The bridge opened on Monday." in reply.content
    assert reply.reference.message_id == message.id
    assert reply.components
    assert reply.flags.suppress_embeds
    assert [asked.text for asked in chain.asked] == [QUESTION]


async def test_a_mention_carries_a_nonce_so_that_it_is_posted_once(home):
    async with server(FakeChain(found()), home) as (env, channel, alice):
        message = await alice.send(channel, f"{env.bot.user.mention} {QUESTION}")
        body = next(call.json for call in env.http_requests if call.path.endswith("/messages"))
    assert body["nonce"] == f"{message.id}-0"
    assert body["enforce_nonce"]
    assert len(body["nonce"]) <= 25


async def test_a_reply_that_mentions_the_bot_is_a_follow_up_question(home):
    chain = FakeChain(found())
    async with server(chain, home) as (env, channel, alice):
        await alice.send(channel, f"{env.bot.user.mention} {QUESTION}")
        [answer] = replies(channel, env)
        await alice.send(channel, f"{env.bot.user.mention} And why?", reply_to=answer)
    assert [len(asked.earlier) for asked in chain.asked] == [0, 1]


async def test_a_mention_without_a_question_is_told_how_to_ask(home):
    chain = FakeChain(found())
    async with server(chain, home) as (env, channel, alice):
        await alice.send(channel, f"{env.bot.user.mention}  ")
        [reply] = replies(channel, env)
    assert reply.content == EMPTY
    assert chain.asked == []


async def test_talk_that_is_not_for_the_bot_is_left_alone(home):
    chain = FakeChain(found())
    async with server(chain, home) as (env, channel, alice):
        await alice.send(channel, QUESTION)
        await alice.send(channel, f"@everyone {QUESTION}")
        assert replies(channel, env) == []
    assert chain.asked == []


async def test_bots_and_webhooks_are_met_with_silence(home):
    chain = FakeChain(found())
    async with server(chain, home) as (env, channel, _):
        other = env.guild.add_member(env.create_user("other", bot=True))
        await other.send(channel, f"{env.bot.user.mention} {QUESTION}")
        await env.guild.create_webhook(channel).send(f"{env.bot.user.mention} {QUESTION}")
        assert replies(channel, env) == []
    assert chain.asked == []


async def test_a_channel_that_is_not_allowed_gets_one_reply_with_the_reason(home):
    chain = FakeChain(found())
    async with server(chain, home) as (env, channel, alice):
        env.bot.rules = Rules(guilds=frozenset({GUILD}), channels=frozenset({1}))
        await alice.send(channel, f"{env.bot.user.mention} {QUESTION}")
        [reply] = replies(channel, env)
    assert reply.content.startswith("Dateline doesn't answer in this channel")
    assert chain.asked == []


async def test_whoever_asks_in_russian_is_refused_in_russian(home):
    async with server(FakeChain(found()), home) as (env, channel, alice):
        desk = env.guild.create_text_channel("desk")
        env.bot.rules = Rules(guilds=frozenset({GUILD}), channels=frozenset({desk.id}))
        await alice.send(channel, f"{env.bot.user.mention} Когда открыли мост?")
        [reply] = replies(channel, env)
    assert reply.content == f"В этом канале Dateline не отвечает. Спросите в <#{desk.id}>."


async def test_a_server_that_is_not_allowed_is_met_with_silence(home):
    chain = FakeChain(found())
    async with server(chain, home) as (env, _, alice):
        elsewhere = env.create_guild("Elsewhere")
        channel = elsewhere.create_text_channel("news")
        bob = elsewhere.add_member(alice.user)
        await bob.send(channel, f"{env.bot.user.mention} {QUESTION}")
        assert replies(channel, env) == []
    assert chain.asked == []


async def test_a_direct_message_is_refused_with_the_reason_unless_allowed(home):
    chain = FakeChain(found())
    async with server(chain, home) as (env, _, alice):
        await alice.send_dm(QUESTION)
        [reply] = replies(alice.user.dm_channel, env)
    assert reply.content.startswith("Dateline doesn't answer direct messages")
    assert chain.asked == []


async def test_a_direct_message_is_answered_where_the_operator_allows_it(home):
    chain = FakeChain(found())
    async with server(chain, home, discord_dms=True) as (env, _, alice):
        await alice.send_dm(QUESTION)
        [reply] = replies(alice.user.dm_channel, env)
    assert "The bridge opened" in reply.content


async def test_without_a_receipt_a_long_answer_to_a_mention_comes_in_pages(home):
    chain = FakeChain(found(*("A sentence of the answer. " * 20 for _ in range(10)), receipt=None))
    async with server(chain, home) as (env, channel, alice):
        await alice.send(channel, f"{env.bot.user.mention} {QUESTION}")
        pages = replies(channel, env)
    assert len(pages) > 1
    assert [page.reference is not None for page in pages] == [True] + [False] * (len(pages) - 1)


async def test_an_error_of_datelines_own_is_told_in_the_channel(home):
    chain = FakeChain(ArchiveMissing("Nothing is indexed yet."))
    async with server(chain, home) as (env, channel, alice):
        await alice.send(channel, f"{env.bot.user.mention} {QUESTION}")
        assert [reply.content for reply in replies(channel, env)] == ["Nothing is indexed yet."]


async def test_any_other_error_is_told_under_an_id_and_logged(home, caplog):
    async with server(FakeChain(ZeroDivisionError("detail")), home) as (env, channel, alice):
        await alice.send(channel, f"{env.bot.user.mention} {QUESTION}")
        [reply] = replies(channel, env)
    assert "(id " in reply.content
    assert "ZeroDivisionError: detail" in caplog.text


async def test_where_the_bot_may_not_speak_the_asker_is_told_apart_once(home, caplog):
    chain = FakeChain(found())
    async with server(chain, home) as (env, _, alice):
        muted = discord.PermissionOverwrite(send_messages=False)
        channel = env.guild.create_text_channel("muted", overwrites={env.bot.user: muted})
        await alice.send(channel, f"{env.bot.user.mention} {QUESTION}")
        assert replies(channel, env) == []
        [told] = replies(alice.user.dm_channel, env)
    assert told.content.startswith(
        f"Discord doesn't let Dateline post in <#{channel.id}>: it lacks Send Messages"
    )
    assert "lacking: Send Messages" in caplog.text
    assert chain.asked == []


async def test_an_asker_who_takes_no_direct_message_is_left_in_peace(home, caplog):
    caplog.set_level("INFO")
    async with server(FakeChain(found()), home) as (env, channel, alice):
        env.inject_error("POST", "/channels/*/messages", status=403, code=50013, times=None)
        await alice.send(channel, f"{env.bot.user.mention} {QUESTION}")
        sent = [call for call in env.http_requests if call.path.endswith("/messages")]
    assert len(sent) == 2  # the answer, and the direct message
    assert "takes no direct message either" in caplog.text


async def test_in_a_locked_thread_the_missing_permission_is_named(home):
    async with server(FakeChain(found()), home) as (env, _, alice):
        plain = discord.PermissionOverwrite(manage_threads=False)
        channel = env.guild.create_text_channel("desk", overwrites={env.bot.user: plain})
        with env.time_context():
            thread = await env.bot.get_channel(channel.id).create_thread(
                name="closed", type=discord.ChannelType.public_thread
            )
            await thread.edit(locked=True)
        env.inject_error(
            "POST", f"/channels/{thread.id}/messages", status=400, code=50083, times=None
        )
        await alice.send(channel.threads[0], f"{env.bot.user.mention} {QUESTION}")
        [told] = replies(alice.user.dm_channel, env)
    assert "it lacks Manage Threads." in told.content


async def test_in_a_thread_of_an_unknown_channel_the_asker_is_told_all_the_same(home):
    async with server(FakeChain(found()), home) as (env, channel, alice):
        env.backend.create_thread(channel.id, "The bridge", alice.id)
        [thread] = channel.threads
        env.bot.get_guild(GUILD)._channels.pop(channel.id)
        env.inject_error("POST", f"/channels/{thread.id}/messages", status=403, code=50001)
        await alice.send(thread, f"{env.bot.user.mention} {QUESTION}")
        [told] = replies(alice.user.dm_channel, env)
    assert told.content.startswith(f"Discord doesn't let Dateline post in <#{thread.id}>. Ask")


async def test_without_the_history_permission_the_answer_comes_without_a_reference(home):
    async with server(FakeChain(found()), home) as (env, channel, alice):
        env.inject_error("POST", "/channels/*/messages", status=400, code=160002)
        await alice.send(channel, f"{env.bot.user.mention} {QUESTION}")
        [reply] = replies(channel, env)
    assert reply.reference is None
    assert "The bridge opened" in reply.content


async def test_a_reply_to_an_answer_follows_on_it_though_another_was_given_it(home):
    answer = answered(home)
    chain = FakeChain(answer)
    async with server(chain, home) as (env, channel, alice):
        bob = env.guild.add_member(env.create_user("bob"))
        await alice.send(channel, f"{env.bot.user.mention} {QUESTION}")
        [given] = replies(channel, env)
        await bob.send(channel, f"{env.bot.user.mention} And why?", reply_to=given)
        await bob.send(channel, f"{env.bot.user.mention} And when?", reply_to=given)
    assert [[one.receipt for one in asked.earlier] for asked in chain.asked] == [
        [],
        [answer.receipt],
        [answer.receipt],
    ]
    assert chain.asked[1].earlier[0].question == answer.question


async def test_a_thread_under_an_answer_goes_on_from_it_for_everybody_in_it(home):
    answer = answered(home)
    chain = FakeChain(answer)
    async with server(chain, home) as (env, channel, alice):
        bob = env.guild.add_member(env.create_user("bob"))
        await alice.send(channel, f"{env.bot.user.mention} {QUESTION}")
        [given] = replies(channel, env)
        with env.time_context():
            message = await env.bot.get_channel(channel.id).fetch_message(given.id)
            await message.create_thread(name="the bridge")
        [thread] = channel.threads
        await alice.send(thread, f"{env.bot.user.mention} And why?")
        await bob.send(thread, f"{env.bot.user.mention} And when?")
        await bob.slash(thread, "ask", question="And who?", private=True)
    assert [len(asked.earlier) for asked in chain.asked] == [0, 1, 1, 0]
    assert chain.asked[1].earlier[0].receipt == answer.receipt


async def test_a_thread_under_somebody_elses_message_begins_anew(home):
    chain = FakeChain(answered(home))
    async with server(chain, home) as (env, channel, alice):
        message = await alice.send(channel, "Look at this bridge.")
        with env.time_context():
            opening = await env.bot.get_channel(channel.id).fetch_message(message.id)
            await opening.create_thread(name="the bridge")
        await alice.send(channel.threads[0], f"{env.bot.user.mention} {QUESTION}")
    assert [asked.earlier for asked in chain.asked] == [()]


async def test_is_this_true_in_reply_to_a_message_checks_what_that_says(home):
    chain = FakeChain(found(form="check", verdict="supported", asked="It opened."))
    async with server(chain, home) as (env, channel, alice):
        bob = env.guild.add_member(env.create_user("bob"))
        said = await bob.send(channel, f"{env.bot.user.mention} It opened. https://x.example/1")
        await alice.send(channel, f"{env.bot.user.mention} Is this true?", reply_to=said)
        [_, reply] = sorted(replies(channel, env), key=lambda message: message.id)
    assert chain.asked[-1].form == "check"
    assert chain.asked[-1].text == "It opened."
    assert reply.content.startswith("**Claim:** It opened.\n\n**Supported")


@pytest.mark.parametrize("words", ["What do we have on this?", "Source?", ""])
async def test_a_reply_that_asks_about_a_message_asks_what_that_says(home, words):
    chain = FakeChain(found())
    async with server(chain, home) as (env, channel, alice):
        bob = env.guild.add_member(env.create_user("bob"))
        said = await bob.send(channel, f"{env.bot.user.mention} The bridge opened.")
        await alice.send(channel, f"{env.bot.user.mention} {words}", reply_to=said)
    assert (chain.asked[-1].text, chain.asked[-1].form) == ("The bridge opened.", "answer")


async def test_whoever_asks_whether_an_answer_is_true_is_shown_what_it_rests_on(home):
    chain = FakeChain(found())
    async with server(chain, home) as (env, channel, alice):
        await alice.send(channel, f"{env.bot.user.mention} {QUESTION}")
        [answer] = replies(channel, env)
        await alice.send(channel, f"{env.bot.user.mention} is this true?", reply_to=answer)
        told = channel.last_message.content
    assert told.startswith(RESTS_ON)
    assert "\n> The bridge opened on Monday." in told
    assert len(chain.asked) == 1


async def test_under_the_sources_of_an_answer_an_article_without_an_address_can_be_read(home):
    answer = answered(home)
    async with server(FakeChain(answer), home, recall=from_archive(home)) as (env, channel, alice):
        await alice.send(channel, f"{env.bot.user.mention} {QUESTION}")
        [given] = replies(channel, env)
        await alice.send(channel, f"{env.bot.user.mention} source?", reply_to=given)
        told = channel.last_message
        read = (await alice.click(told, label="Read [1]")).response
    assert told.content.startswith(RESTS_ON)
    assert [button.label for row in told.components for button in row.children] == ["Read [1]"]
    assert TEXT in read.content
    assert read.ephemeral


async def test_in_reply_to_a_refusal_what_comes_nearest_is_not_called_what_it_rests_on(home):
    near = (citation(1, TEXT),)
    answer = found(found=False, text="No answer.", statements=(), citations=(), nearest=near)
    stands = {"receipt-1": Recalled(near)}
    async with server(FakeChain(answer), home, recall=stands.get) as (env, channel, alice):
        await alice.send(channel, f"{env.bot.user.mention} {QUESTION}")
        [given] = replies(channel, env)
        await alice.send(channel, f"{env.bot.user.mention} is this true?", reply_to=given)
        told = channel.last_message.content
    assert told.startswith("**The closest the archive comes**\n\n**[1]**")


async def test_what_is_attached_to_a_question_is_said_not_to_be_read(home):
    chain = FakeChain(found())
    async with server(chain, home) as (env, channel, alice):
        bot = env.bot.user.mention
        for words, file in ((QUESTION, "a.txt"), (QUESTION, "a.png"), ("is this true?", "a.png")):
            await alice.send(channel, f"{bot} {words}", attachments=[(file, b"1")])
        shown = [reply.content for reply in sorted(replies(channel, env), key=lambda one: one.id)]
    assert [FILES_UNREAD in text for text in shown] == [True, False, True]
    assert shown[0].endswith(f"\n-# {FILES_UNREAD}")
    assert shown[2] == FILES_UNREAD
    assert len(chain.asked) == 2


@pytest.mark.parametrize(
    ("words", "form"), [("is this true?", "check"), ("what do we have on this?", "answer")]
)
async def test_of_what_the_bot_posts_beside_answers_the_quotations_are_meant(home, words, form):
    chain = FakeChain(found())
    text = "**Watch 1**: the bridge · 1 new article\n\n> The \\*bridge\\*\n> opened.\nThe Courier"
    async with server(chain, home) as (env, channel, alice):
        with env.time_context():
            await env.bot.get_channel(channel.id).send(text)
        [post] = replies(channel, env)
        await alice.send(channel, f"{env.bot.user.mention} {words}", reply_to=post)
    assert [(one.text, one.form) for one in chain.asked] == [("The *bridge* opened.", form)]


@pytest.mark.parametrize(
    ("words", "hint"), [("is this true?", "check"), ("you're wrong", "complaint")]
)
async def test_what_speaks_of_no_message_is_told_how_to(home, words, hint):
    chain = FakeChain(found())
    async with server(chain, home) as (env, channel, alice):
        await alice.send(channel, f"{env.bot.user.mention} {words}")
        shown = (await alice.slash(channel, "ask", question=words)).response
        assert [reply.content for reply in replies(channel, env)] == [HINTS[hint]]
    assert (shown.content, shown.ephemeral) == (HINTS[hint], True)
    assert chain.asked == []


async def test_whoever_is_refused_hears_of_it_once_a_minute(home):
    async with server(FakeChain(found()), home, discord_user_per_minute=1) as (env, channel, alice):
        for _ in range(4):
            await alice.send(channel, f"{env.bot.user.mention} {QUESTION}")
        answer, notice = sorted(replies(channel, env), key=lambda message: message.id)
    assert "The bridge opened" in answer.content
    assert notice.content.startswith("You have asked once in a minute")


async def test_in_a_thread_where_it_was_asked_it_goes_on_without_a_mention_if_that_is_set(home):
    chain = FakeChain(answered(home))
    async with server(chain, home, discord_threads=True) as (env, channel, alice):
        bob = env.guild.add_member(env.create_user("bob"))
        env.backend.create_thread(channel.id, "The bridge", alice.id)
        [thread] = channel.threads
        await alice.send(thread, "Nobody asked it yet.")
        await alice.send(thread, f"{env.bot.user.mention} {QUESTION}")
        await bob.send(thread, "And what did it cost?")
        await bob.send(thread, "ok, thanks!")
        await bob.send(thread, f"{alice.mention} what do you think?")
        await bob.send(channel, "Elsewhere?")
    assert [asked.text for asked in chain.asked] == [QUESTION, "And what did it cost?"]
    assert len(chain.asked[1].earlier) == 1
