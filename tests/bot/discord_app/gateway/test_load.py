"""The event loop never stands still: questions and heartbeats while articles are indexed."""

import asyncio
import logging
from contextlib import suppress
from functools import partial
from threading import Event

import pytest

from bot.background_watching import keep_watch
from bot.discord_app.gateway.client import DatelineClient
from bot.discord_app.gateway.lifecycle import beside
from retrieval import factory
from support.discord_double import TOKEN, Double, discord_double
from support.discord_fakes import make_settings
from support.discord_payloads import PERSON, slash

pytestmark = pytest.mark.slow

QUESTIONS = 50
ARTICLES = 500
HEARTBEAT_MS = 250
FIRST = "Mayor Ilse Varga opened the Tarnby bridge on 3 November 2016 in heavy rain."


@pytest.fixture
def fast_heartbeats(monkeypatch):
    """A double that wants a heartbeat four times a second; how many it has acknowledged."""
    counted = {"acknowledged": 0}
    send, hear = Double._send, Double._hear

    async def quick(double, socket, payload):
        if payload["op"] == 10:
            payload = {"op": 10, "d": {"heartbeat_interval": HEARTBEAT_MS}}
        await send(double, socket, payload)

    async def counting(double, socket, payload):
        await hear(double, socket, payload)
        counted["acknowledged"] += payload["op"] == 1

    monkeypatch.setattr(Double, "_send", quick)
    monkeypatch.setattr(Double, "_hear", counting)
    return counted


def write(folder, number):
    text = FIRST if number == 0 else f"Town {number} repaired road {number * 7} in one week."
    (folder / f"{number}.txt").write_text(f"Notes of day {number}\n\n{text}\n", "utf-8")


def question(number):
    # No two are equal, for those would wait for one another. To the networks, which know no capital
    # letters, ten of them are.
    times, how = divmod(number - 1000, 10)
    verb = "opened"[:times] + "opened"[times:].upper()
    data = slash(number, question=f"Who {verb} the Tarnby bridge{'?' * (how + 1)}")
    data["member"]["user"]["id"] = str(PERSON + number)
    return data


async def indexed(settings, count):
    """Wait until the watcher has indexed so many."""
    while True:
        with factory.open_archive(settings, any_model=True) as archive:
            if archive.coverage().articles >= count:
                return
        await asyncio.sleep(0.2)


async def test_fifty_questions_and_the_heartbeat_outlive_five_hundred_new_articles(
    home, tmp_path, fast_heartbeats, caplog
):
    caplog.set_level(logging.WARNING)
    folder = tmp_path / "articles"
    folder.mkdir()
    write(folder, 0)
    settings = make_settings(
        home, articles=folder, discord_guild_per_minute=0, answer_seconds=120, threads=1
    )
    factory.index(settings, [folder])
    stop = Event()
    with factory.open_archive(settings) as archive:
        chain = factory.make_chain(settings, archive)
        recall = factory.make_recall(archive)
        async with discord_double() as double:
            client = DatelineClient(settings, chain, recall)
            client.questions._quiet = 0.0  # whoever waits at all is told
            async with client:
                serving = asyncio.create_task(client.start(TOKEN))
                await double.received(2)
                for number in range(1, ARTICLES):
                    write(folder, number)
                with beside([partial(keep_watch, settings)]) as end:
                    for number in range(1000, 1000 + QUESTIONS):
                        await double.dispatch("INTERACTION_CREATE", question(number))
                    await double.called("POST", "/callback", count=QUESTIONS)
                    async with asyncio.timeout(90):
                        await indexed(settings, ARTICLES)
                        contents = await answered(double)
                    end()
                stop.set()
                assert not serving.done()
                assert len(await double.received(2)) == 1
                assert not [heard for heard in double.heard if heard["op"] == 6]
            serving.cancel()
            with suppress(asyncio.CancelledError):
                await serving
    assert len(contents) == QUESTIONS
    assert all("Ilse Varga" in content[-1] for content in contents.values())
    waited = [content[0] for content in contents.values() if len(content) > 1]
    assert waited
    assert all(
        content.endswith(" The answer comes here when it is its turn.") for content in waited
    )
    assert fast_heartbeats["acknowledged"] > 1
    assert "heartbeat blocked" not in caplog.text
    assert "behind" not in caplog.text


async def answered(double):
    """By question what stood in its place, one after the other, when all are answered."""
    while True:
        contents = {}
        for call in double.calls:
            if call.path.endswith("/messages/@original"):
                contents.setdefault(call.path, []).append(call.body["content"])
        if sum("Ilse Varga" in each[-1] for each in contents.values()) == QUESTIONS:
            return contents
        await asyncio.sleep(0.1)
