import discord
import pytest

from bot.discord_app.commands.answering import EMPTY, ONLY_LINKS, question_fault, read_days
from retrieval.types import Question
from support.discord_fakes import FakeChain, found, server


@pytest.mark.parametrize("text", ["", "  ", "\n\t"])
def test_an_empty_question_is_told_how_to_ask(text):
    assert question_fault(Question(text)) == EMPTY


@pytest.mark.parametrize("text", ["https://a.example/1", "<https://a.example> https://b.example"])
def test_links_alone_ask_nothing(text):
    assert question_fault(Question(text)) == ONLY_LINKS
    assert question_fault(Question(f"{text} who wrote it?")) is None


@pytest.mark.parametrize(
    "day",
    ["yesterday", "2016-13-01", "2015-02-29", "20161103", "2016-W05-1", "٢٠١٦-٠١-٠١", "3/11/2016"],
)
@pytest.mark.parametrize("name", ["since", "until", "as_of"])
def test_a_date_that_is_none_is_named_with_the_right_form(name, day):
    reason = question_fault(Question("What?", **{name: day}))
    assert reason == f"`{name}`: write the date as 2016, 2016-11 or 2016-11-03."
    labels = {one: f"*Label of {one}*" for one in ("since", "until", "as_of")}
    reason = question_fault(Question("What?", **{name: day}), labels=labels)
    assert reason.startswith(f"*Label of {name}*: ")


def test_a_year_or_a_month_is_read_as_its_first_or_its_last_day():
    asked = read_days(Question("What?", since="2016", until="2016-02", as_of="2016"))
    assert (asked.since, asked.until, asked.as_of) == ("2016-01-01", "2016-02-29", "2016-12-31")
    # What is no day stays, and is told.
    assert read_days(Question("What?", since="May")).since == "May"


def test_a_span_that_ends_before_it_begins_is_refused():
    reason = question_fault(Question("What?", since="2016-02-01", until="2016-01-01"))
    assert reason == "`since` lies after `until`; swap the two dates."


def test_a_sound_question_has_no_fault():
    assert (
        question_fault(
            Question("What?", since="2016-01-01", until="2016-01-01", as_of="2020-02-29")
        )
        is None
    )


async def test_where_it_was_asked_is_told_of_open_channels_alone(home):
    chain = FakeChain(found())
    async with server(chain, home, discord_dms=True) as (env, channel, alice):
        with env.time_context():
            given = env.bot.get_channel(channel.id)
            await given.create_thread(name="open", type=discord.ChannelType.public_thread)
            few = await given.create_thread(name="few", type=discord.ChannelType.private_thread)
            await few.add_user(discord.Object(alice.id))
        opened, few = sorted(channel.threads, key=lambda thread: thread.name != "open")
        await alice.slash(channel, "ask", question="Who?")
        await alice.slash(opened, "ask", question="Who?")
        await alice.slash(few, "ask", question="Who?")
        await alice.slash(channel, "ask", question="Who?", private=True)
        await alice.send_dm("Who?")
        await alice.send(channel, f"{env.bot.user.mention} Who?")
    told = [(one.channel, one.private) for one in chain.asked]
    here, hidden = (channel.id, False), (None, True)
    assert told == [here, here, hidden, hidden, hidden, here]
