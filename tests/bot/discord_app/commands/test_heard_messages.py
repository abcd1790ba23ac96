"""Which messages are heard that do not name the bot, and what a forum post asks."""

from types import SimpleNamespace

import pytest

from bot.discord_app.commands.mentions import is_post, question_of_post, reads_messages
from bot.discord_app.gateway.client import DatelineClient
from support.discord_fakes import FakeChain, found, make_settings
from support.discord_threads import FORUM, THREAD, message, thread


@pytest.mark.parametrize(
    ("posted", "heard"),
    [
        (message(), True),
        (message(71), False),
        (message(channel=thread(8)), False),
        (message(bot=True), False),
        (message(channel=SimpleNamespace(id=THREAD, parent_id=FORUM)), False),
    ],
)
def test_only_the_opening_message_of_a_post_in_a_named_forum_is_heard(home, posted, heard):
    assert is_post(make_settings(home, discord_forums=frozenset({FORUM})), posted) is heard
    assert not is_post(make_settings(home), posted)


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("Who opened the bridge", "Who opened the bridge. I can't find it."),
        ("Who opened it? ", "Who opened it? I can't find it."),
    ],
)
def test_a_post_asks_its_title_and_its_body_taken_together(name, asked):
    assert question_of_post(message(channel=thread(name=name))).text == asked


@pytest.mark.parametrize(
    ("values", "reads"),
    [({}, False), ({"discord_threads": True}, True), ({"discord_forums": frozenset({1})}, True)],
)
async def test_the_intent_is_asked_for_only_where_it_is_needed(home, values, reads):
    settings = make_settings(home, **values)
    client = DatelineClient(settings, FakeChain(found()), {}.get)
    assert reads_messages(settings) is reads
    assert client.intents.message_content is reads
