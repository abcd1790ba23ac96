"""How an asker is reached beside the answer, and up to when."""

import asyncio
import json
import time
from types import SimpleNamespace

import discord

from bot.discord_app.access.callbacks import (
    GOOD_SECONDS,
    Callback,
    callback_of_interaction,
    callback_of_message,
)
from bot.discord_app.request_handling.pending import _as_line, lost_in
from retrieval.messages import speaking

THINKING = discord.InteractionResponseType.deferred_channel_message


class Channel:
    id = 3

    def __init__(self):
        self.sent = []

    async def send(self, text, **options):
        self.sent.append((text, options))
        return SimpleNamespace(delete=self.deleted)

    async def deleted(self):
        self.sent.clear()


def interaction(kind, edited):
    async def edit_original_response(*, content):
        edited.append(content)

    return SimpleNamespace(
        id=1, channel_id=3, application_id=4, token="secret",
        response=SimpleNamespace(type=kind), edit_original_response=edit_original_response,
    )  # fmt: skip


async def test_an_interaction_is_reached_by_its_token_until_discord_lets_it_go():
    now, before = asyncio.get_running_loop().time(), time.time()
    callback = callback_of_interaction(interaction(THINKING, []))
    assert (callback.key, callback.channel, callback.application) == ("1", 3, 4)
    assert callback.token == "secret"
    assert "secret" not in repr(callback)
    assert now + GOOD_SECONDS <= callback.until < now + 15 * 60
    assert before <= callback.since <= time.time()


async def test_a_notice_stands_in_the_place_of_thinking_and_of_nothing_else():
    edited = []
    for kind in (THINKING, discord.InteractionResponseType.channel_message, None):
        await callback_of_interaction(interaction(kind, edited)).notice("It waits.")
    assert edited == ["It waits."]


async def test_a_message_is_answered_where_it_was_written_until_that_is_taken_back():
    channel, reference = Channel(), object()
    message = SimpleNamespace(
        id=7, channel=channel, to_reference=lambda fail_if_not_exists: reference
    )
    callback = callback_of_message(message)
    assert (callback.key, callback.channel, callback.message) == ("7", 3, 7)
    assert callback.until == float("inf")
    take_back = await callback.notice("It waits.")
    ((text, options),) = channel.sent
    assert text == "It waits."
    assert options["reference"] is reference
    await take_back()
    assert channel.sent == []


async def test_who_is_told_by_the_next_process_is_told_in_their_language():
    message = SimpleNamespace(id=7, channel=Channel())
    with speaking("ru"):
        callback = callback_of_message(message)
    line = json.dumps(_as_line(callback))
    assert [one.language for one in lost_in([line], callback.since)] == ["ru"]


def test_two_of_one_question_are_the_same_whenever_they_were_made():
    assert Callback("1", 3, until=5.0) == Callback("1", 3, until=9.0)
    assert Callback("1", 3) != Callback("2", 3)
