"""What commands share: what each may do, who may use it, the first answer."""

from types import SimpleNamespace

import pytest

from bot.discord_app.commands.command_options import DELETE, INDEX, action_of, given
from support.discord_fakes import FakeChain, found, managed, server


def interaction(extras):
    command = None if extras is None else SimpleNamespace(extras=extras)
    return SimpleNamespace(command=command)


@pytest.mark.parametrize(
    ("extras", "action"), [(None, "ask"), ({}, "ask"), (INDEX, "index"), (DELETE, "delete")]
)
def test_a_command_asks_unless_it_says_that_it_does_more(extras, action):
    assert action_of(interaction(extras)) == action


@pytest.mark.parametrize(
    ("typed", "read"), [(None, None), ("", None), ("  ", None), (" the bridge\n", "the bridge")]
)
def test_an_option_of_blanks_is_none(typed, read):
    assert given(typed) == read


async def test_a_command_that_adds_is_for_those_who_manage_the_server(home):
    async with server(FakeChain(found()), home) as (env, channel, alice):
        told = await alice.slash(channel, "index", url="https://courier.example/1")
        assert "You may not add articles" in told.response.content
        allowed = await managed(env).slash(channel, "index", url="no address")
        assert "is no web address" in allowed.response.content
        assert len(env.errors) == 1
