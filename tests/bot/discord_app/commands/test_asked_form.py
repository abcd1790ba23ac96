"""A claim to be checked, or a timeline, asked for in words."""

import pytest

from bot.discord_app.commands.asked_form import asked_form
from support.discord_fakes import FakeChain, found, server


@pytest.mark.parametrize(
    ("text", "form", "told"),
    [
        ("check: the bridge opened in May", "check", "the bridge opened in May"),
        ("Hey, fact check this: Skarv has 500 people", "check", "Skarv has 500 people"),
        ("true or false: the bridge opened in May", "check", "the bridge opened in May"),
        ("please check that the bridge opened in May", "check", "the bridge opened in May"),
        ("Проверь: мост открыли в мае", "check", "мост открыли в мае"),
        ("Проверьте, правда ли, что мост открыли", "check", "мост открыли"),
        ("тексерші: көпір мамырда ашылды", "check", "көпір мамырда ашылды"),
        ("timeline of the bridge", "timeline", "the bridge"),
        ("Can you give me a timeline on the bridge", "timeline", "the bridge"),
        ("timeline: the bridge", "timeline", "the bridge"),
        ("Хронология строительства моста", "timeline", "строительства моста"),
    ],
)
def test_a_form_is_asked_for_in_words(text, form, told):
    if form == "check" and len(told.split()) < 3:
        told, form = text, "answer"  # too few words for a claim
    assert asked_form(text) == (form, told)


@pytest.mark.parametrize(
    "text",
    [
        "What did the check on the bridge find?", "check that out", "check: ok",
        "When did they check that the bridge was safe?", "What is the timeline of the bridge?",
        "Minister: what did he say?", "",
    ],
)  # fmt: skip
def test_a_question_stays_one(text):
    assert asked_form(text) == ("answer", text)


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("check: the bridge opened in May", ("check", "the bridge opened in May", "en")),
        ("timeline of the bridge", ("timeline", "the bridge", "en")),
        ("When did it open?", ("answer", "When did it open?", None)),
    ],
)
async def test_a_mention_is_answered_in_the_form_that_it_asks_for(home, words, asked):
    chain = FakeChain(found())
    async with server(chain, home) as (env, channel, alice):
        await alice.send(channel, f"{env.bot.user.mention} {words}")
    assert [(one.form, one.text, one.language) for one in chain.asked] == [asked]
