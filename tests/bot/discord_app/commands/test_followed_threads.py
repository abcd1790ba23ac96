"""Which messages are heard that do not name the bot: posts of forums, and threads gone on."""

from types import SimpleNamespace
from unittest.mock import MagicMock

import discord
import pytest

from bot.discord_app.commands.conversations import Conversations
from bot.discord_app.commands.mentions import is_followed, is_post, question_of_post, reads_messages
from bot.discord_app.gateway.client import make_client
from support.discord_fakes import FakeChain, found, make_settings

FORUM, THREAD = 7, 70


def thread(parent=FORUM, name="Who opened the bridge"):
    made = MagicMock(spec=discord.Thread)
    made.id, made.parent_id, made.name = THREAD, parent, name
    return made


def message(number=THREAD, channel=None, *, bot=False, content="I can't\nfind it.", **values):
    return SimpleNamespace(
        id=number, channel=channel or thread(), content=content, clean_content=content,
        author=SimpleNamespace(bot=bot, id=5), webhook_id=None, type=discord.MessageType.default,
        **{"mentions": [], "role_mentions": [], "reference": None, **values},
    )  # fmt: skip


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
    ("values", "heard"),
    [
        ({}, True),
        ({"mentions": [SimpleNamespace(id=6)]}, False),
        ({"role_mentions": [SimpleNamespace(id=6)]}, False),
        ({"bot": True}, False),
        ({"channel": SimpleNamespace(id=THREAD)}, False),
    ],
)
async def test_a_thread_goes_on_where_the_bot_was_asked_and_that_is_set(home, values, heard):
    client = make_client(make_settings(home, discord_threads=True), FakeChain(found()), {}.get)
    assert not is_followed(client, message(71, **values))
    client.conversations.add(THREAD, 0, found(), private=False)
    assert is_followed(client, message(71, **values)) is heard
    client.settings = make_settings(home)
    assert not is_followed(client, message(71, **values))


@pytest.mark.parametrize(("owner", "heard"), [(6, True), (7, False)])
async def test_a_thread_that_the_bot_opened_goes_on_though_nobody_asked_in_it_yet(
    home, owner, heard
):
    settings = make_settings(home, discord_threads=True)
    client = SimpleNamespace(
        settings=settings, user=SimpleNamespace(id=6), conversations=Conversations()
    )
    opened = thread()
    opened.owner_id = owner
    assert is_followed(client, message(71, opened)) is heard


@pytest.mark.parametrize(
    ("values", "reads"),
    [({}, False), ({"discord_threads": True}, True), ({"discord_forums": frozenset({1})}, True)],
)
async def test_the_intent_is_asked_for_only_where_it_is_needed(home, values, reads):
    settings = make_settings(home, **values)
    client = make_client(settings, FakeChain(found()), {}.get)
    assert reads_messages(settings) is reads
    assert client.intents.message_content is reads
