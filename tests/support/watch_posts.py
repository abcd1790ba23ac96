"""A bot that looks for what its watches are about, and what it has posted."""

import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import simcord

from bot.discord_app.gateway.client import DatelineClient
from retrieval import factory
from support.discord_fakes import GUILD, FakeChain, found, make_settings, recall_of
from support.town_articles import write

EARLY = "A storm took the roof of the old mill at Tarnby in May 2015."

SETTLE_SECONDS = 25


def early(folder):
    """The articles that are there before anything is watched for."""
    write(folder, "storm", "A storm at Tarnby", "The Courier", "2015-05-20", EARLY)
    return folder


@asynccontextmanager
async def watching(home, articles, **values):
    """A running bot with a watch for a bridge; its channel, a member and another."""
    settings = make_settings(home, **values)
    factory.index(settings, [articles])
    with factory.open_archive(settings) as archive:
        find = factory.make_news(settings, archive)
        client = DatelineClient(settings, FakeChain(found()), recall_of(), find=find)
        async with simcord.run(client, settle_timeout=SETTLE_SECONDS) as env:
            guild = env.create_guild(id=GUILD)
            channel = guild.create_text_channel("news")
            people = [guild.add_member(env.create_user(name)) for name in ("alice", "bob")]
            await people[0].slash(channel, "watch add", topic="Tarnby bridge opened")
            yield env, channel, people, settings


async def looked(env):
    await env.bot._watch_runner.look(datetime.now(UTC))
    await env.settle()


def posts(env, channel):
    return [m.content for m in channel.history() if m.content.startswith("**Watch 1**:")]


async def arrive(settings, folder, *texts):
    for number, text in enumerate(texts):
        write(folder, f"new{number}", "Bridge opens", "The Courier", "2016-11-04", text)
    await asyncio.to_thread(factory.index, settings, [folder])
