"""Which message "this" is: the one answered, the one forwarded, the one just before."""

import pytest

from bot.discord_app.commands.answering import EMPTY, HINTS
from bot.discord_app.commands.meant_message import JUST_BEFORE
from bot.discord_app.commands.mentions import UNSEEN
from bot.discord_app.commands.message_content import WORDLESS
from support.discord_fakes import FakeChain, found, refused, server

CLAIM = "The bridge opened on Monday."
READING = {"discord_threads": True}  # with it Discord shows the bot what others write


def last(channel, env):
    return [m.content for m in channel.history() if m.author.id == env.bot.user.id][-1]


async def asked(home, words, before, **values):
    """What the chain is asked, as (form, text), and the last reply, once `before` was done."""
    chain = FakeChain(refused())
    async with server(chain, home, **{**READING, **values}) as (env, channel, alice):
        await before(env, channel, alice)
        await alice.send(channel, f"{env.bot.user.mention} {words}")
        replied = last(channel, env)
    return [(one.form, one.text) for one in chain.asked], replied


async def says(env, channel, _):
    bob = env.guild.add_member(env.create_user("bob"))
    await bob.send(channel, CLAIM)


async def forwards(env, channel, alice):
    elsewhere = env.guild.create_text_channel("elsewhere")
    await alice.forward(await alice.send(elsewhere, CLAIM), channel)


async def nothing(*_):
    pass


@pytest.mark.parametrize(
    ("before", "words", "told"),
    [
        (forwards, "is this true?", [("check", CLAIM)]),
        (forwards, "", [("answer", CLAIM)]),
        (says, "is this true?", [("check", CLAIM)]),
        (says, "what do we have on this?", [("answer", CLAIM)]),
        (says, "who opened it?", [("answer", "who opened it?")]),
    ],
)
async def test_the_message_just_before_is_meant(home, before, words, told):
    assert (await asked(home, words, before))[0] == told


async def test_what_is_meant_is_looked_up_in_the_language_of_whoever_asks(home):
    chain = FakeChain(refused())
    async with server(chain, home, **READING) as (env, channel, alice):
        await alice.send(channel, CLAIM)
        await alice.send(channel, f"{env.bot.user.mention} это правда?")
    assert [(one.form, one.text, one.language) for one in chain.asked] == [("check", CLAIM, "ru")]


async def test_what_stands_before_a_mention_alone_is_only_meant_where_it_was_forwarded(home):
    assert await asked(home, "", says) == ([], EMPTY)


@pytest.mark.parametrize("words", ["is this true?", "what do we have on this?"])
async def test_without_a_message_before_it_is_said_how_to_name_one(home, words):
    told, replied = await asked(home, words, nothing)
    assert told == []
    assert replied in HINTS.values()


async def test_an_old_message_is_not_meant(home):
    async def long_ago(env, channel, alice):
        await says(env, channel, alice)
        await env.advance_time(JUST_BEFORE.total_seconds() + 1)

    assert await asked(home, "is this true?", long_ago) == ([], HINTS["check"])


async def test_what_discord_does_not_show_can_not_be_checked(home):
    async def shows(env, channel, alice):
        await alice.send(channel, "", attachments=[("a.png", b"1")])

    unread = {"discord_threads": False}
    assert await asked(home, "is this true?", shows, **unread) == ([], UNSEEN)


async def test_a_message_that_is_shown_and_has_no_words_is_said_to_have_none(home):
    async def shows(env, channel, alice):
        await alice.send(channel, "", attachments=[("a.png", b"1")])

    assert await asked(home, "is this true?", shows, **READING) == ([], WORDLESS)


async def test_after_an_answer_this_is_its_topic_or_the_answer_itself(home):
    async def answered(env, channel, alice):
        await alice.slash(channel, "ask", question="When did the bridge open?")

    chain = FakeChain(found())
    async with server(chain, home) as (env, channel, alice):
        await answered(env, channel, alice)
        await alice.send(channel, f"{env.bot.user.mention} source?")
        assert "still exact" in last(channel, env)
    assert len(chain.asked) == 1


async def test_a_message_forwarded_to_the_bot_itself_is_looked_up(home):
    chain = FakeChain(refused())
    async with server(chain, home, discord_dms=True, **READING) as (_, channel, alice):
        message = await alice.send(channel, CLAIM)
        await alice.send_dm("is this true?")
        direct = alice.user.dm_channel
        await alice.forward(message, direct)
    assert [(one.form, one.text) for one in chain.asked] == [("answer", CLAIM)]
