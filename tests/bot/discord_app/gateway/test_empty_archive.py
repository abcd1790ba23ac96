"""The bot before there are any articles: `dateline bot` as a process, against the double."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from bot.discord_app.commands.answering import EMPTY_ARCHIVE
from retrieval import factory
from retrieval.types import Coverage
from support.discord_double import TOKEN, discord_double
from support.discord_fakes import GUILD, FakeChain, make_settings, refused, server
from support.discord_payloads import slash
from support.town_articles import BRIDGE, WHO_OPENED, write

pytestmark = pytest.mark.slow

PROGRAM = """
import sys, yarl, discord
from discord.gateway import DiscordWebSocket
discord.http.Route.BASE = f"http://{sys.argv[1]}/api/v10"
DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://{sys.argv[1]}/gateway")
from bot.cli import main
sys.exit(main(["bot"]))
"""
ROOT = Path(__file__).parents[4]


def dateline_bot(double, home, **values):
    """The command in a process of its own, in an empty folder."""
    given = {
        "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "TMPDIR": str(home.parent),
        "DATELINE_HOME": str(home), "DATELINE_DISCORD_GUILDS": str(GUILD),
        "DISCORD_TOKEN": TOKEN, **values,
    }  # fmt: skip
    return asyncio.create_subprocess_exec(
        sys.executable, "-c", PROGRAM, double.address, env=given, cwd=home.parent, stderr=-1
    )


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
async def test_without_an_archive_the_bot_starts_and_answers_once_articles_arrive(home, tmp_path):
    async with discord_double() as double:
        process = await dateline_bot(double, home)
        await double.received(2)
        await double.dispatch("INTERACTION_CREATE", slash(11, question=WHO_OPENED))
        [empty] = await double.called("PATCH", "/interaction-11/messages/@original")
        write(tmp_path / "articles", "bridge", "Bridge", "The Courier", "2016-11-04", BRIDGE)
        await asyncio.to_thread(factory.index, make_settings(home), [tmp_path / "articles"])
        await double.dispatch("INTERACTION_CREATE", slash(12, question=WHO_OPENED))
        [answer] = await double.called("PATCH", "/interaction-12/messages/@original")
        process.send_signal(signal.SIGTERM)
        _, log = await asyncio.wait_for(process.communicate(), 20)
    assert empty.body["content"] == EMPTY_ARCHIVE
    assert "Ilse Varga" in answer.body["content"]
    assert process.returncode == 0
    assert b"have been set" in log
    assert "have been set" in (home / "dateline.log").read_text()


async def test_a_wrong_setting_ends_with_78_and_leaves_nothing_behind(home):
    async with discord_double() as double:
        process = await dateline_bot(double, home, DISCORD_TOKEN="")
        _, told = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode == 78
    assert b"DISCORD_TOKEN is not set." in told
    assert not home.exists()


@pytest.mark.parametrize("name", ["ask", "timeline", "check"])
async def test_of_an_empty_archive_every_form_says_how_to_fill_it(home, name):
    chain = FakeChain(refused("Not in the archive.", coverage=Coverage(articles=0)))
    option = {"ask": "question", "timeline": "topic", "check": "claim"}[name]
    async with server(chain, home) as (_, channel, alice):
        result = await alice.slash(channel, name, **{option: "the bridge"})
    assert result.response.content == EMPTY_ARCHIVE
    assert result.response.components == []
