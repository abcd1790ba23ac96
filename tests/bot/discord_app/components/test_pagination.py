"""A long answer as one message that is turned in place."""

import re

from bot.discord_app.components.pagination import FALLEN
from retrieval.archive.indexing import remove
from support.discord_archive import QUESTION, from_archive, labels, long_answer, opened
from support.discord_fakes import FakeChain, server

# "**[2]** Title of a1 · The Courier", a line that names a source
MARKED = re.compile(r"^\*\*(\[\d+\])", re.MULTILINE)


async def test_a_long_answer_is_one_message_that_anybody_turns(home):
    answer = long_answer(home)
    async with server(FakeChain(answer), home, from_archive(home)) as (env, channel, alice):
        bob = env.guild.add_member(env.create_user("bob"))
        asked = await alice.slash(channel, "ask", question=QUESTION)
        first, at_first = asked.response.content, labels(asked.response)
        await bob.click(asked.response, label="Next")
        second, then = asked.response.content, labels(asked.response)
        await bob.click(asked.response, label="Back")
        again = asked.response.content
    assert asked.followups == []
    assert first.startswith(f"**Question:** {QUESTION}")
    assert first.split("\n")[-1].startswith("-# Page 1 of ")
    assert first.endswith(f" · receipt {answer.receipt}")
    assert at_first[-1] == "Next"
    assert "number 0 in it" in first
    assert "number 0 in it" not in second
    assert then[-2:] == ["Back", "Next"]
    assert again == first


def offered(message):
    """The articles that a message's buttons offer to read, and those that its text names."""
    read = [label for label in labels(message) if label.startswith("Read ")]
    return read, [f"Read {mark}" for mark in MARKED.findall(message.content)]


async def test_each_page_offers_to_read_the_articles_that_it_cites_itself(home):
    answer = long_answer(home, address=None)
    async with server(FakeChain(answer), home, from_archive(home)) as (_, channel, alice):
        asked = await alice.slash(channel, "ask", question=QUESTION)
        first, named_first = offered(asked.response)
        await alice.click(asked.response, label="Next")
        second, named_second = offered(asked.response)
    assert first == named_first
    assert second == named_second
    assert "Read [1]" in first
    assert not set(first) & set(second)


async def test_an_answer_of_which_something_fell_is_not_turned(home):
    answer = long_answer(home)
    async with server(FakeChain(answer), home, from_archive(home)) as (_, channel, alice):
        asked = await alice.slash(channel, "ask", question=QUESTION)
        before = asked.response.content
        with opened(home) as archive:
            remove(archive, ["a3"])
        pressed = await alice.click(asked.response, label="Next")
    assert [page.content for page in pressed.followups] == [FALLEN]
    assert asked.response.content == before


async def test_a_turn_that_fails_is_told_to_who_pressed_and_the_answer_stays(home):
    answer = long_answer(home)
    async with server(FakeChain(answer), home, from_archive(home)) as (env, channel, alice):
        bob = env.guild.add_member(env.create_user("bob"))
        asked = await alice.slash(channel, "ask", question=QUESTION)
        before = asked.response.content, labels(asked.response)
        (home / "archive.sqlite").write_bytes(b"no archive" * 500)
        pressed = await bob.click(asked.response, label="Next")
    assert (asked.response.content, labels(asked.response)) == before
    [told] = pressed.followups
    assert told.ephemeral
    assert told.content.startswith("The archive archive.sqlite can't be read")


async def test_a_reply_to_any_page_follows_on_the_answer(home):
    chain = FakeChain(long_answer(home))
    async with server(chain, home, from_archive(home)) as (env, channel, alice):
        bob = env.guild.add_member(env.create_user("bob"))
        await alice.send(channel, f"{env.bot.user.mention} {QUESTION}")
        [page] = [one for one in channel.history() if one.author.id == env.bot.user.id]
        await bob.send(channel, f"{env.bot.user.mention} And why?", reply_to=page)
    assert [len(one.earlier) for one in chain.asked] == [0, 1]
