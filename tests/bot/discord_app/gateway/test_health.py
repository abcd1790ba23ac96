"""The file by which others see whether the bot is well."""

import asyncio
import json
import time
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from bot.cli import cli
from bot.discord_app.gateway.health import FILE, Health, verdict
from support.discord_double import connected
from support.discord_fakes import FakeChain, found, server

NOW = 1_000_000.0
WELL = {"time": NOW - 5, "connected": True, "since": NOW - 900}


@pytest.mark.parametrize(
    ("content", "well", "sentence"),
    [
        (WELL, True, "The bot is connected."),
        ({**WELL, "connected": False, "since": NOW - 20}, True, "is connecting"),
        (
            {**WELL, "connected": False, "since": NOW - 600},
            False,
            "no connection to Discord for 600",
        ),
        ({**WELL, "time": NOW - 200}, False, "no sign of life for 200 s"),
        ({**WELL, "stopped": True}, False, "The bot has stopped."),
        ({"pid": 1}, False, "can't be read"),
        ([], False, "can't be read"),
        ("{", False, "can't be read"),
        (None, False, "No bot has run"),
    ],
)
def test_the_verdict_says_why_in_a_sentence(tmp_path, content, well, sentence):
    if content is not None:
        text = content if isinstance(content, str) else json.dumps(content)
        (tmp_path / FILE).write_text(text)
    outcome = verdict(tmp_path, NOW)
    assert outcome[0] is well
    assert sentence in outcome[1]


async def test_a_running_bot_renews_it_and_an_orderly_end_stands_in_it(home):
    async with server(FakeChain(found()), home) as (env, _, _):
        first = json.loads((home / FILE).read_text())
        await env.advance_time(31)
        assert verdict(home, time.time()) == (True, "The bot is connected.")
        assert json.loads((home / FILE).read_text())["time"] > first["time"]
        await env.bot.close()
        assert verdict(home, time.time()) == (False, "The bot has stopped.")


async def test_renewals_at_once_leave_a_whole_file_and_none_comes_after_the_end(tmp_path, caplog):
    health = Health(tmp_path / FILE)
    idle = SimpleNamespace(pending=0)
    for guilds in range(50):
        clients = [
            SimpleNamespace(latency=0.1, guilds=range(size), questions=idle)
            for size in (guilds, 10 ** min(guilds, 15))  # files of different lengths
        ]
        await asyncio.gather(*map(health.renew, clients))
        assert verdict(tmp_path, time.time())[0]
    late = asyncio.create_task(health.renew(clients[0]))
    health.end()
    await late
    assert verdict(tmp_path, time.time()) == (False, "The bot has stopped.")
    assert not caplog.records


async def test_what_discord_calls_ready_is_known_at_once(home):
    async with connected(home, FakeChain(found())) as (_, client):
        await client.wait_until_ready()
        for _ in range(200):  # four seconds; the next renewal would be thirty away
            if verdict(home, time.time()) == (True, "The bot is connected."):
                break
            await asyncio.sleep(0.02)
        else:
            pytest.fail(verdict(home, time.time())[1])


def test_the_command_ends_with_0_or_1(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path))
    asked = CliRunner().invoke(cli, ["bot", "--health"], standalone_mode=False)
    assert asked.return_value == 1
    (tmp_path / FILE).write_text(json.dumps({**WELL, "time": time.time()}))
    asked = CliRunner().invoke(cli, ["bot", "--health"], standalone_mode=False)
    assert asked.return_value == 0
    assert asked.output == "The bot is connected.\n"
