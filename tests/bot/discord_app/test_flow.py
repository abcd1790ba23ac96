"""The whole way with the real core: articles on disk, questions in Discord, answers checked."""

import asyncio
from contextlib import asynccontextmanager, contextmanager

import pytest
import simcord

from bot.discord_app.gateway.client import DatelineClient
from bot.discord_app.render.messages import changed_words, removed_words
from retrieval import factory
from retrieval.archive import indexing
from support.discord_fakes import GUILD, make_settings
from support.town_articles import (
    BRIDGE,
    FERRY,
    OBSERVATORY,
    SETTLE_SECONDS,
    WHO_FOUND,
    WHO_OPENED,
    WHO_STEERED,
    write,
)

pytestmark = pytest.mark.slow


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    write(folder, "bridge", "Bridge opens at Tarnby", "The Courier", "2016-11-04", BRIDGE)
    write(folder, "comet", "A comet over Keldar", "Evening Star", "2015-05-20", OBSERVATORY)
    return folder


@pytest.fixture
def settings(home, articles, monkeypatch):
    monkeypatch.setenv("ANONYMIZED_TELEMETRY", "false")
    settings = make_settings(home)
    factory.index(settings, [articles])
    return settings


@contextmanager
def new_client(settings):
    """A client with the real core, as the command line makes it."""
    with factory.open_archive(settings) as archive:
        chain = factory.make_chain(settings, archive)
        yield DatelineClient(settings, chain, factory.make_recall(archive))


@asynccontextmanager
async def running(settings):
    """A running bot, a channel of its server, and a member of it."""
    with new_client(settings) as client:
        async with simcord.run(client, settle_timeout=SETTLE_SECONDS) as env:
            guild = env.create_guild(id=GUILD)
            yield env, guild.create_text_channel("news"), guild.add_member(env.create_user("alice"))


async def remove(settings, path):
    """Remove an article the way another process does: through an archive of its own."""
    with factory.open_archive(settings) as archive:
        await asyncio.to_thread(indexing.remove, archive, [str(path)])


async def index(settings, path):
    """Index beside the running bot."""
    return await asyncio.to_thread(factory.index, settings, [path])


async def asked(member, channel, question):
    result = await member.slash(channel, "ask", question=question)
    return result.response


async def quotes(env, member, answer):
    """What a press of the answer's button shows, some time after the press before."""
    await env.advance_time(3)
    return (await member.click(answer, label="Sources")).response.content


async def test_an_answer_names_its_source_and_its_button_shows_the_exact_quotation(settings):
    async with running(settings) as (env, channel, alice):
        answer = await asked(alice, channel, WHO_OPENED)
        shown = await quotes(env, alice, answer)
    assert "Ilse Varga" in answer.content
    assert (
        "**[1]** Bridge opens at Tarnby · The Courier · 4 November 2016 · article "
        in answer.content
    )
    assert f"\n> {BRIDGE}\n-# The town council met the day after." in shown


async def test_what_another_process_removes_is_gone_from_old_buttons_and_new_answers(
    settings, articles
):
    async with running(settings) as (env, channel, alice):
        answer = await asked(alice, channel, WHO_OPENED)
        assert f"\n> {BRIDGE}" in await quotes(env, alice, answer)
        await remove(settings, articles / "bridge.md")
        assert await quotes(env, alice, answer) == f"**[1]** {removed_words()}"
        refused = await asked(alice, channel, WHO_OPENED)
        assert "Petr Holub" in (await asked(alice, channel, WHO_FOUND)).content
    assert "**Not in the archive.** I searched 1 article " in refused.content
    assert "Varga" not in refused.content
    assert "Nearest: " not in refused.content
    assert refused.components[0]["components"][0]["label"] == "It is in the archive"


async def test_a_changed_article_takes_back_its_old_quotation_and_answers_anew(settings, articles):
    new = BRIDGE.replace("Ilse Varga", "Tomas Lind")
    async with running(settings) as (env, channel, alice):
        answer = await asked(alice, channel, WHO_OPENED)
        path = write(articles, "bridge", "Bridge opens", "The Courier", "2016-11-04", new)
        await index(settings, path)
        shown = await quotes(env, alice, answer)
        assert shown == f"**[1]** {changed_words()} Nearest to it now:\n> {new}"
        corrected = await asked(alice, channel, WHO_OPENED)
    assert "Tomas Lind" in corrected.content
    assert "Varga" not in corrected.content


async def test_what_is_indexed_beside_the_running_bot_answers_the_next_question(settings, articles):
    async with running(settings) as (_, channel, alice):
        before = await asked(alice, channel, WHO_STEERED)
        path = write(articles, "ferry", "First ferry", "Harbour Gazette", "2017-06-10", FERRY)
        await index(settings, path)
        after = await asked(alice, channel, WHO_STEERED)
    assert "Not in the archive." in before.content
    assert "Runa Eskil" in after.content
    assert "First ferry · Harbour Gazette · 10 June 2017 · article " in after.content


async def test_buttons_of_the_last_run_show_what_the_archive_holds_now(settings, articles):
    async with running(settings) as (env, channel, alice):
        first = await asked(alice, channel, WHO_OPENED)
        second = await asked(alice, channel, WHO_FOUND)
        await remove(settings, articles / "bridge.md")
        with new_client(settings) as client:
            await env.restart_bot(client)
            assert await quotes(env, alice, first) == f"**[1]** {removed_words()}"
            assert f"\n> {OBSERVATORY}" in await quotes(env, alice, second)
