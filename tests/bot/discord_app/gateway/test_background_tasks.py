"""What runs beside the bot begins and ends with it."""

import asyncio
import threading

import pytest

from bot.discord_app.gateway.client import run
from bot.discord_app.gateway.lifecycle import beside
from retrieval.errors import ConfigurationError
from support.discord_double import discord_double
from support.discord_fakes import FakeChain, found, make_settings, recall_of

pytestmark = pytest.mark.usefixtures("restored_logging")


async def test_a_task_runs_beside_the_bot_and_is_told_when_it_ends(home):
    begun, ended = threading.Event(), threading.Event()

    def task(stop):
        begun.set()
        stop.wait(60)
        ended.set()

    def bot():
        with pytest.raises(ConfigurationError):
            run(make_settings(home), FakeChain(found()), recall_of(), [task])

    async with discord_double(refuse_login=True):
        await asyncio.to_thread(bot)
    assert begun.is_set()
    assert ended.is_set()


def test_tasks_are_told_before_the_block_ends():
    told = threading.Event()
    with beside([lambda stop: stop.wait(60) and told.set()]) as end:
        end()
        assert told.wait(30)
