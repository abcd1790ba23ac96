"""The commands beside /ask: forms, the archive's own, feeds, suggestions, a message's menu."""

import pytest

from bot.discord_app.commands.answering import SAME_OUTLETS
from bot.discord_app.commands.ask_commands import HELP
from support.discord_archive import many, shelve
from support.discord_fakes import FakeChain, found, server

CLAIM = "The bridge opened on Monday."


@pytest.mark.parametrize(
    ("name", "options", "form", "text"),
    [
        ("timeline", {"topic": " the bridge "}, "timeline", "the bridge"),
        ("check", {"claim": CLAIM}, "check", CLAIM),
        ("compare", {"topic": "x", "outlet_a": "A ", "outlet_b": "B"}, "compare", "x"),
    ],
)
async def test_each_form_reaches_the_chain_as_it_was_asked_for(home, name, options, form, text):
    chain = FakeChain(found())
    async with server(chain, home) as (_, channel, alice):
        result = await alice.slash(channel, name, private=True, **options)
    assert result.response.ephemeral
    assert (chain.asked[0].form, chain.asked[0].text) == (form, text)
    assert chain.asked[0].outlets == (("A", "B") if name == "compare" else ())


@pytest.mark.parametrize("other", ["a", " "])
async def test_two_outlets_that_are_one_or_none_are_not_compared(home, other):
    chain = FakeChain(found())
    async with server(chain, home) as (_, channel, alice):
        result = await alice.slash(channel, "compare", topic="x", outlet_a="A", outlet_b=other)
    assert result.response.content == SAME_OUTLETS
    assert chain.asked == []


async def test_help_says_what_can_be_asked_to_the_asker_alone(home):
    async with server(FakeChain(found()), home) as (_, channel, alice):
        result = await alice.slash(channel, "help")
        offered = {name.split()[0] for name in alice.available_commands(channel)}
    assert result.response.content == HELP
    assert result.response.ephemeral
    assert {name for name in offered if f"`/{name}" in HELP} >= offered - {"help", "watch"}


@pytest.mark.parametrize(
    ("name", "options", "verb"),
    [
        ("index", {"url": "https://courier.example/1"}, "add"),
        ("reindex", {}, "add"),
        ("feeds add", {"url": "https://courier.example/feed"}, "add"),
        ("feeds remove", {"url": "https://courier.example/feed"}, "add"),
        ("feeds refresh", {}, "add"),
        ("remove", {"article": "a001"}, "remove"),
    ],
)
async def test_whoever_may_only_ask_changes_nothing(home, name, options, verb):
    shelve(home, *many(1))
    async with server(FakeChain(found()), home) as (_, channel, alice):
        result = await alice.slash(channel, name, **options)
    assert result.response.content.startswith(f"You may not {verb} articles.")
    assert result.response.ephemeral


@pytest.mark.parametrize("name", ["status", "articles", "feeds list"])
async def test_an_interaction_that_is_dead_already_ends_in_the_log(home, caplog, name):
    shelve(home, *many(1))
    async with server(FakeChain(found()), home) as (env, channel, alice):
        env.inject_error("POST", "/interactions/*", status=404, code=10062, times=None)
        await alice.slash(channel, name)
        assert len(env.errors) == 1
    assert "could not be told about a failure" in caplog.text
