"""The archive is reached outside the event loop, and changed by one at a time."""

import asyncio
import threading
import time
from contextvars import ContextVar
from types import SimpleNamespace

import pytest

from bot.discord_app.render.messages import text_post
from bot.discord_app.request_handling.archive_executor import CUT, change, in_archive
from retrieval.archive.lock import write_lock
from retrieval.errors import ArchiveMissing, UsageError
from support.discord_archive import article, shelve
from support.discord_fakes import make_settings

WHO: ContextVar[str] = ContextVar("who", default="nobody")


class Lines(list):
    def note(self, caller, action, outcome, **named):
        self.append((action, outcome, named.get("source")))


@pytest.fixture
def bot(home):
    return SimpleNamespace(
        settings=make_settings(home), changing=asyncio.Lock(), ending=asyncio.Event(), audit=Lines()
    )


class Deferred:
    """An interaction that waits for its answer."""

    id, channel, user = 1, None, None

    def __init__(self, client):
        self.client, self.shown = client, []

    async def edit_original_response(self, *, content, attachments, view):
        self.shown.append(content)
        return SimpleNamespace(id=5)


async def test_what_is_looked_up_costs_the_event_loop_no_time(bot, home):
    shelve(home, article("one"))

    def look(archive):
        return archive.coverage().articles, threading.current_thread()

    held, thread = await in_archive(bot, look)
    assert held == 1
    assert thread is not threading.main_thread()


async def test_without_an_archive_that_is_said(bot):
    with pytest.raises(ArchiveMissing):
        await in_archive(bot, lambda archive: None)


async def test_changes_are_made_one_after_the_other_and_each_is_told_and_noted(bot):
    at_once, most = [], []

    def work(name):
        def run():
            at_once.append(name)
            most.append(len(at_once))
            time.sleep(0.01)
            at_once.remove(name)
            return text_post(f"{name} is in.")

        return run

    askers = [Deferred(bot) for _ in range(3)]
    await asyncio.gather(
        *(change(one, "index", work(f"a{n}"), source=f"a{n}") for n, one in enumerate(askers))
    )
    assert most == [1, 1, 1]
    assert [one.shown for one in askers] == [["a0 is in."], ["a1 is in."], ["a2 is in."]]
    assert sorted(bot.audit) == [("index", "done", f"a{n}") for n in range(3)]


async def test_the_thread_works_in_the_name_of_whoever_asked(bot):
    WHO.set("alice")
    asker = Deferred(bot)
    await change(asker, "index", lambda: text_post(WHO.get()))
    assert asker.shown == ["alice"]


async def test_a_change_that_fails_is_the_askers_error_and_the_next_one_runs(bot):
    def fails():
        raise UsageError("There is no such article.")

    with pytest.raises(UsageError):
        await change(Deferred(bot), "delete", fails)
    asker = Deferred(bot)
    await change(asker, "delete", lambda: text_post("It is out."))
    assert asker.shown == ["It is out."]


async def test_while_another_process_writes_it_waits(bot, home):
    home.mkdir()
    asker, held = Deferred(bot), write_lock(home, "testing")

    def locked():
        with write_lock(home, "adding"):
            return text_post("It is in.")

    with held:
        waiting = asyncio.create_task(change(asker, "index", locked))
        done, _ = await asyncio.wait({waiting}, timeout=0.1)
        assert not done
    await waiting
    assert asker.shown == ["It is in."]


async def test_where_the_bot_ends_the_asker_is_told_before(bot):
    release = threading.Event()

    def slow():
        release.wait(30)
        return text_post("It is in.")

    asker = Deferred(bot)
    waiting = asyncio.create_task(change(asker, "index", slow))
    await asyncio.sleep(0)
    bot.ending.set()
    await waiting
    release.set()
    assert asker.shown == [CUT]
    assert [outcome for _, outcome, _ in bot.audit] == ["cut"]
