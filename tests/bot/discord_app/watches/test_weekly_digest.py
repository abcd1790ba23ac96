"""The weekly digest, with the real archive: what came in, what was asked, once a week."""

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import discord
import numpy as np
import pytest
import simcord

from bot.discord_app.gateway.client import DatelineClient
from bot.discord_app.watches.weekly_digest import (
    FILE,
    MOST_LISTED,
    TITLE,
    WeeklyDigest,
    digest_post,
    digest_view,
    is_due,
    week_of,
    week_since,
)
from retrieval.archive.article_writing import EmbeddedChunk, put_article
from retrieval.archive.chunking import Chunk
from retrieval.receipts.receipts import keep_receipt
from retrieval.types import Question
from support.discord_archive import article, opened, shelve
from support.discord_fakes import GUILD, FakeChain, found, make_settings, recall_of

CHANNEL = 7
MONDAY = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)
LONG_AGO = "2000-01-01T00:00:00+00:00"


def settings_of(home, **values):
    return make_settings(home, **{"timezone": "UTC", **values})


@pytest.mark.parametrize(("now", "last", "due"), [
    (MONDAY, None, True),
    (MONDAY, "2026-W48", True),
    (MONDAY, "2026-W49", False),
    (MONDAY - timedelta(hours=1), "2026-W48", False),  # before nine
    (MONDAY + timedelta(days=2, hours=-8), "2026-W48", True),  # it was down on Monday
])  # fmt: skip
def test_it_is_due_once_a_week_from_monday_at_nine(home, now, last, due):
    assert is_due(settings_of(home), now, last) is due


def test_it_waits_for_the_quiet_hours_to_pass(home):
    assert not is_due(settings_of(home, quiet_hours="7-10"), MONDAY, None)


def test_the_week_is_that_of_the_time_zone(home):
    late = datetime(2026, 11, 29, 20, tzinfo=UTC)
    assert week_of(settings_of(home), late) == "2026-W48"
    assert week_of(settings_of(home, timezone="Asia/Tokyo"), late) == "2026-W49"


async def test_each_article_named_that_has_no_address_has_a_button(home):
    linked = article("z", url="https://courier.example/z")
    shelve(home, *(article(f"a{n}") for n in range(MOST_LISTED + 2)), linked)
    with opened(home) as archive:
        week = week_since(archive, LONG_AGO, [CHANNEL])
    view = digest_view(week)
    named = [one for one in week.arrived[:MOST_LISTED] if one.url is None]
    assert [item.item.label for item in view.children] == [f"Read: {one.title}" for one in named]
    assert digest_view(replace(week, arrived=())) is None


def asked(home, *answers):
    with opened(home) as archive:
        for answer in answers:
            keep_receipt(archive, answer, Question(answer.asked, channel=CHANNEL))


def nothing(question):
    return found(
        asked=question, question=question, found=False, text="No.", statements=(), citations=()
    )


def test_it_says_what_came_in_and_what_was_asked(home):
    shelve(home, *(article(f"a{n}", f"Text number {n} of it.") for n in range(MOST_LISTED + 2)))
    no = nothing("Who paid for the *ferry*?")
    asked(home, found(receipt=None, citations=(), statements=()), no, no)
    with opened(home) as archive:
        [page] = digest_post(week_since(archive, LONG_AGO, [CHANNEL])).pages
    assert page.startswith(f"{TITLE}\n{MOST_LISTED + 2} articles came in: The Courier (10)\n")
    assert page.count("\n\\- ") == MOST_LISTED + 1
    assert "\nAnd 2 more; /articles lists them.\n" in page
    assert "3 questions asked, 1 answered, 2 not in the archive." in page
    assert page.endswith("\\- Who paid for the \\*ferry\\*? (2 times)")


def test_what_others_were_not_to_see_is_counted_and_not_shown(home):
    with opened(home) as archive:
        text = "Who paid for it?"
        keep_receipt(archive, nothing(text), Question(text, private=True))
        keep_receipt(archive, nothing(text), Question(text, channel=CHANNEL + 1))
        [page] = digest_post(week_since(archive, LONG_AGO, [CHANNEL])).pages
    assert page.endswith("2 questions asked, 0 answered, 2 not in the archive.")


def test_what_is_older_than_the_week_is_not_in_it(home):
    shelve(home, article("a1", "A text."))
    asked(home, nothing("Who paid?"))
    with opened(home) as archive:
        week = week_since(archive, "2999-01-01T00:00:00+00:00", [CHANNEL])
    assert (week.arrived, week.asked.total, week.unanswered) == ((), 0, ())
    assert digest_post(week) is None


def test_of_many_outlets_the_first_are_named_and_the_others_counted(home):
    outlets = ["The Courier", *(f"Post {n}" for n in range(6))]
    shelve(home, *(article(f"a{n}", f"Text {n}.", outlet=name) for n, name in enumerate(outlets)))
    with opened(home) as archive:
        [page] = digest_post(week_since(archive, LONG_AGO, [CHANNEL])).pages
    assert "The Courier (1), Post 0 (1), Post 1 (1), " in page
    assert "(1) and 2 more\n" in page


@asynccontextmanager
async def digesting(home, **values):
    client = DatelineClient(settings_of(home, **values), FakeChain(found()), recall_of())
    async with simcord.run(client) as env:
        channel = env.create_guild(id=GUILD).create_text_channel("news")
        settings = settings_of(home, discord_weekly_channels=frozenset({channel.id, 1}), **values)
        env.bot.settings = settings
        yield WeeklyDigest(env.bot, home / FILE), channel


def last_wednesday():
    now = datetime.now(UTC)
    return now - timedelta(days=(now.weekday() - 2) % 7)


def chunked(text, sentences):
    """A chunk of these sentences, with vectors that are nothing's."""
    spans = tuple((text.index(one), text.index(one) + len(one)) for one in sentences)
    none = np.zeros((len(spans), 384), np.float32)
    return EmbeddedChunk(Chunk(spans), none[0], none)


def test_each_article_named_is_quoted_by_the_first_sentence_that_tells_something(home):
    told = "The ferry to Tarnby sails again, the harbour master said."
    text = f"Ferries\n\n{told} It was out of order in 2018."
    made = article("a1", text, url="https://courier.example/1")
    long = article("a2", f"{'The mayor said it again and ' * 20}again.", published="2016-11-02")
    with opened(home) as archive, archive.writing() as connection:
        put_article(connection, "/a1", made, [chunked(text, ["Ferries", told])])
        put_article(connection, "/a2", long, [chunked(long.text, [long.text])])
    with opened(home) as archive:
        [page] = digest_post(week_since(archive, LONG_AGO, [CHANNEL])).pages
    lines = page.split("\n")
    [at] = [number for number, line in enumerate(lines) if "Title of a1" in line]
    assert lines[at].startswith("\\- [Title of a1](<https://courier.example/1#:~:text=The%20ferry")
    assert lines[at + 1] == f"> {told}"
    assert lines[at + 2].startswith("\\- Title of a2")
    # Too long to be quoted whole, so it is not quoted at all.
    assert page.count("\n> ") == 1


def test_what_is_too_much_for_messages_in_a_row_is_only_named(home):
    shelve(home, *(article(f"a{n}", f"Text {n}.", title="*" * 200) for n in range(MOST_LISTED)))
    with opened(home) as archive:
        week = week_since(archive, LONG_AGO, [CHANNEL])
    plain = digest_post(week)
    quoted = digest_post(replace(week, sentences={f"a{n}": "*" * 400 for n in range(MOST_LISTED)}))
    assert plain.file is quoted.file is None
    assert plain.pages == quoted.pages


async def test_each_channel_named_gets_it_once_a_week_also_after_a_restart(home):
    shelve(home, article("a1", "A text."))
    wednesday = last_wednesday()
    async with digesting(home) as (digest, channel):
        await digest.post_when_due(wednesday)
        await digest.post_when_due(wednesday)
        await WeeklyDigest(digest._context, home / FILE).post_when_due(wednesday)
        posts = [one.content for one in channel.history()]
        assert [post.split("\n")[0] for post in posts] == [TITLE]
        await digest.post_when_due(wednesday + timedelta(days=28))
        assert len(channel.history()) == 1  # nothing came in since


async def test_where_the_file_can_not_be_written_it_still_comes_once(home):
    shelve(home, article("a1", "A text."))
    (home / FILE).mkdir()
    async with digesting(home) as (digest, channel):
        await digest.post_when_due(last_wednesday())
        await digest.post_when_due(last_wednesday())
        assert len(channel.history()) == 1


async def test_a_channel_that_is_not_allowed_gets_none_and_the_log_says_so(home, caplog):
    shelve(home, article("a1", "A text."))
    async with digesting(home, discord_channels=frozenset({5})) as (digest, channel):
        await digest.post_when_due(MONDAY)
        assert not channel.history()
    assert "Add it to DATELINE_DISCORD_CHANNELS" in caplog.text


async def test_what_was_asked_where_its_readers_may_not_look_is_not_named(home):
    async with digesting(home) as (digest, channel):
        hidden = {channel.guild.default_role: discord.PermissionOverwrite(view_channel=False)}
        secret = channel.guild.create_text_channel("secret", overwrites=hidden)
        with opened(home) as archive:
            for text, where in (("Who paid?", channel.id), ("Who stole it?", secret.id)):
                keep_receipt(archive, nothing(text), Question(text, channel=where))
        await digest.post_when_due(last_wednesday())
        [post] = channel.history()
    assert "\n\\- Who paid? (1 time)" in post.content
    assert "stole" not in post.content
    assert "2 questions asked" in post.content
