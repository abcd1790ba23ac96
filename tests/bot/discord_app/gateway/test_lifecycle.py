"""Starting and stopping the bot: refusals in one sentence, one process, an end in time."""

import asyncio
import logging
import signal
import sys
from pathlib import Path

import discord
import pytest
import yarl
from discord.gateway import DiscordWebSocket
from filelock import FileLock

from bot.discord_app.gateway.client import run
from bot.discord_app.gateway.lifecycle import (
    INTENTS_REFUSED,
    MISSHAPEN,
    NO_GUILDS,
    NOT_SET,
    REFUSED,
    UNREACHABLE,
    explained,
)
from bot.discord_app.request_handling.archive_executor import CUT
from retrieval.archive.lock import write_lock
from retrieval.errors import ConfigurationError, DatelineError
from support.discord_double import discord_double
from support.discord_fakes import FakeChain, found, make_settings, recall_of
from support.discord_payloads import slash

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("restored_logging")]
CHAIN = FakeChain(found())

PROGRAM = """
import sys, time, yarl, discord, asyncio
from discord.gateway import DiscordWebSocket
discord.http.Route.BASE = f"http://{sys.argv[1]}/api/v10"
DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://{sys.argv[1]}/gateway")
sys.path.append(sys.argv[2])
from pathlib import Path
from support.discord_fakes import FakeChain, found, make_settings, recall_of
from bot import shutdown
from bot.discord_app.gateway import client
client.FINISH_SECONDS = 0.1
shutdown.LEAVE_SECONDS = 1.0

class Stuck:
    async def ainvoke(self, question):
        await asyncio.to_thread(time.sleep, 60)

chain = Stuck() if sys.argv[4] == "stuck" else FakeChain(found(), delay=60)
client.run(make_settings(Path(sys.argv[3])), chain, recall_of())
print("stopped in order")
"""


def outcome(settings):
    try:
        run(settings, CHAIN, recall_of())
    except Exception as error:
        return error


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"DISCORD_TOKEN": None}, NOT_SET),
        ({"DISCORD_TOKEN": "  "}, NOT_SET),
        ({"DISCORD_TOKEN": "two words"}, MISSHAPEN),
        ({"DISCORD_TOKEN": "line\nbreak"}, MISSHAPEN),
        ({"DISCORD_TOKEN": "tökén"}, MISSHAPEN),
        ({"discord_guilds": frozenset()}, NO_GUILDS),
    ],
)
def test_a_missing_or_wrong_setting_is_named_in_one_sentence(home, values, sentence):
    with pytest.raises(ConfigurationError) as caught:
        run(make_settings(home, **values), CHAIN, recall_of())
    assert str(caught.value) == sentence
    assert caught.value.exit_code == 78
    assert not home.exists()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"refuse_login": True}, REFUSED),
        ({"close_code": 4004}, REFUSED),
        ({"close_code": 4014}, INTENTS_REFUSED),
        ({"close_code": 4013}, INTENTS_REFUSED),
    ],
)
async def test_what_discord_refuses_is_a_configuration_error(home, values, sentence):
    async with discord_double(**values) as double:
        error = await asyncio.to_thread(outcome, make_settings(home))
        assert len([call for call in double.calls if call.path == "/users/@me"]) == 1
    assert isinstance(error, ConfigurationError)
    assert str(error) == sentence


async def test_another_final_close_code_is_no_configuration_error(home):
    async with discord_double(close_code=4012):
        error = await asyncio.to_thread(outcome, make_settings(home))
    assert type(error) is DatelineError
    assert "4012" in str(error)


def test_a_network_that_is_down_is_said_in_one_sentence(home, monkeypatch):
    monkeypatch.setattr(discord.http.Route, "BASE", "http://127.0.0.1:9/api/v10")
    error = outcome(make_settings(home))
    assert type(error) is DatelineError
    assert str(error).startswith("Discord can't be reached: ")


async def test_a_gateway_that_does_not_answer_is_said_in_one_sentence(home):
    async with discord_double():
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL("ws://127.0.0.1:9")
        error = await asyncio.to_thread(outcome, make_settings(home))
    assert str(error) == UNREACHABLE.format(reason="the gateway doesn't answer")


@pytest.mark.parametrize(
    "error", [AttributeError("ours"), AttributeError(name="id", obj=None), ZeroDivisionError()]
)
def test_a_bug_comes_through_as_it_is(error):
    assert explained(error) is error


def test_a_second_bot_with_the_same_folder_is_refused(home):
    home.mkdir()
    with FileLock(home / "bot.lock"), pytest.raises(ConfigurationError, match="Another Dateline"):
        run(make_settings(home), CHAIN, recall_of())


def test_a_folder_that_can_not_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ConfigurationError, match="can't be written"):
        run(make_settings(tmp_path / "file" / "home"), CHAIN, recall_of())


async def test_the_token_never_reaches_the_log(home, caplog):
    caplog.set_level(logging.DEBUG)
    async with discord_double(close_code=4004):
        await asyncio.to_thread(outcome, make_settings(home, log_level="DEBUG"))
    assert "logging in" in caplog.text
    assert make_settings(home).discord_token.get_secret_value() not in caplog.text


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_stops_in_order_and_tells_whoever_waits(home, number):
    async with discord_double() as double:
        process = await _started(double, home, "slow")
        await double.dispatch("INTERACTION_CREATE", slash(11, question="When?"))
        await double.called("POST", "/callback")
        process.send_signal(number)
        output, _ = await asyncio.wait_for(process.communicate(), 10)
        [edit] = await double.called("PATCH", "/messages/@original")
    assert process.returncode == 0
    assert b"stopped in order" in output
    assert edit.body["content"] == "Dateline is restarting; please ask again."


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
async def test_an_answer_stuck_in_a_thread_does_not_keep_the_process(home):
    async with discord_double() as double:
        process = await _started(double, home, "stuck")
        await double.dispatch("INTERACTION_CREATE", slash(11, question="When?"))
        await double.called("POST", "/callback")
        process.terminate()
        await asyncio.wait_for(process.communicate(), 10)
        await double.called("PATCH", "/messages/@original")
    assert process.returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
async def test_a_signal_in_the_middle_of_a_change_tells_whoever_asked_for_it(home):
    make_settings(home)
    home.mkdir(mode=0o700)
    async with discord_double() as double:
        process = await _started(double, home, "slow")
        with write_lock(home, "a test"):  # the change waits for it, and would for a minute
            await double.dispatch(
                "INTERACTION_CREATE", slash(11, "index", url="http://127.0.0.1:9/a.html")
            )
            await double.called("POST", "/callback")
            process.terminate()
            await asyncio.wait_for(process.communicate(), 10)
        [edit] = await double.called("PATCH", "/messages/@original")
    assert process.returncode == 0
    assert edit.body["content"] == CUT


async def _started(double, home, chain):
    arguments = (double.address, str(Path(__file__).parents[3]), str(home), chain)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROGRAM, *arguments, stdout=-1, cwd=Path(__file__).parents[4]
    )
    await double.received(2)
    return process
