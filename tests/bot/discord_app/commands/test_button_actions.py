"""The Sources button, pressed by people, twice, and after a restart."""

import threading

import discord
import pytest

from bot.discord_app.access.recent_presses import RecentPresses
from bot.discord_app.access.rules import Rules
from bot.discord_app.commands.button_actions import EXPIRED
from bot.discord_app.components.persistent_button import UNDER_WAY
from bot.discord_app.gateway.client import DatelineClient
from bot.discord_app.gateway.command_sync import FILE
from bot.discord_app.render.messages import changed_words, removed_words
from retrieval.errors import ArchiveError
from retrieval.types import Recalled
from support.discord_fakes import (
    GUILD,
    FakeChain,
    citation,
    found,
    make_settings,
    recall_of,
    refused,
    server,
)

QUESTION = "When did the bridge open?"
SHOWN = (
    "**[1]** [Bridge opens](<https://courier.example/1#:~:text=The%20bridge%20opened%20on%20Monday.>)"
    " · The Courier · 3 November 2016 — still exact\n"
    "> The bridge opened on Monday."
)


async def pressed_once(home, recall):
    """What the asker of one question sees on pressing Quotes."""
    async with server(FakeChain(found()), home, recall) as (_, channel, alice):
        answer = await alice.slash(channel, "ask", question=QUESTION)
        pressed = await alice.click(answer.response, label="Sources")
    assert pressed.response.ephemeral
    return pressed.response.content


async def test_a_press_shows_the_exact_quotes_to_whoever_pressed(home):
    async with server(FakeChain(found()), home) as (env, channel, alice):
        bob = env.guild.add_member(env.create_user("bob"))
        answer = await alice.slash(channel, "ask", question=QUESTION)
        pressed = await bob.click(answer.response, label="Sources")
    assert pressed.response.content == SHOWN
    assert pressed.response.ephemeral


async def test_the_button_still_works_after_a_restart(home):
    async with server(FakeChain(found()), home) as (env, channel, alice):
        answer = await alice.slash(channel, "ask", question=QUESTION)
        fresh = DatelineClient(make_settings(home), FakeChain(refused()), recall_of(found()))
        await env.bot.close()  # as a process that is told to stop does, before the next begins
        await env.restart_bot(fresh)
        pressed = await alice.click(answer.response, label="Sources")
    assert pressed.response.content == SHOWN


async def test_the_archive_is_asked_by_the_receipt_and_outside_the_event_loop(home):
    asked = []

    def recall(receipt):
        asked.append((receipt, threading.current_thread() is threading.main_thread()))
        return Recalled((citation(),))

    assert await pressed_once(home, recall) == SHOWN
    assert asked == [("receipt-1", False)]


async def test_each_press_shows_only_what_still_stands_at_that_moment(home):
    now = [Recalled(found("One.", "Two.").citations), Recalled((citation(2, "Two."),), (), (1,))]
    async with server(FakeChain(found()), home, lambda _: now.pop(0)) as (env, channel, alice):
        answer = await alice.slash(channel, "ask", question=QUESTION)
        first = await alice.click(answer.response, label="Sources")
        await env.advance_time(3)
        second = await alice.click(answer.response, label="Sources")
    assert "> One." in first.response.content
    assert "> One." not in second.response.content
    assert "> Two." in second.response.content
    assert second.response.content.endswith(f"\n\n**[1]** {removed_words()}")


async def test_where_no_quote_stands_the_reason_is_told_alone(home):
    told = await pressed_once(home, lambda _: Recalled((), changed=(1,)))
    assert told == f"**[1]** {changed_words()}"


@pytest.mark.parametrize("recalled", [None, Recalled(())])
async def test_an_answer_that_is_gone_is_said_to_be_too_old(home, recalled):
    assert await pressed_once(home, lambda _: recalled) == EXPIRED


async def test_a_double_press_shows_the_quotes_once_and_answers_both(home):
    async with server(FakeChain(found()), home) as (env, channel, alice):
        answer = await alice.slash(channel, "ask", question=QUESTION)
        first = await alice.click(answer.response, label="Sources")
        second = await alice.click(answer.response, label="Sources")
        await env.advance_time(3)
        third = await alice.click(answer.response, label="Sources")
    assert first.response.content == SHOWN
    assert second.response.content == UNDER_WAY
    assert second.response.ephemeral
    assert third.response.content == SHOWN


def test_presses_of_others_or_of_other_buttons_are_no_repetition():
    presses = RecentPresses(seconds=60)
    first = [presses.is_repeated(*press) for press in ((1, "a"), (2, "a"), (1, "b"), (1, "a"))]
    assert first == [False, False, False, True]


async def test_whoever_may_not_ask_may_not_press(home):
    async with server(FakeChain(found()), home) as (env, channel, alice):
        answer = await alice.slash(channel, "ask", question=QUESTION)
        env.bot.rules = Rules(guilds=frozenset({GUILD}), roles=frozenset({5}))
        pressed = await alice.click(answer.response, label="Sources")
    assert "role" in pressed.response.content
    assert pressed.response.ephemeral


async def test_many_quotes_come_in_pages_that_stay_private(home):
    texts = [f"Sentence {number} of a long article." for number in range(8)]
    around = ("What stood before it. " * 15, "What stood behind it. " * 15)
    stands = Recalled(found(*texts).citations, surroundings=(around,) * len(texts))
    async with server(FakeChain(found(*texts)), home, lambda _: stands) as (_, channel, alice):
        answer = await alice.slash(channel, "ask", question=QUESTION)
        pressed = await alice.click(answer.response, label="Sources")
    pages = [pressed.response, *pressed.followups]
    assert len(pages) > 1
    assert all(page.ephemeral for page in pages)
    assert sum(page.content.count("\n> ") for page in pages) == len(texts)


async def test_under_a_page_of_a_long_answer_its_own_quotations_are_shown(home):
    texts = [f"Sentence {number} of a long article. " * 15 for number in range(8)]
    async with server(FakeChain(found(*texts)), home) as (_, channel, alice):
        answer = await alice.slash(channel, "ask", question=QUESTION)
        pressed = await alice.click(answer.response, label="Sources")
    [shown] = [pressed.response, *pressed.followups]
    assert shown.content.startswith("-# Page 1 of 3\n\n")
    assert "Sentence 0" in shown.content
    assert "Sentence 7" not in shown.content
    assert shown.attachments == []


async def test_an_archive_that_can_not_be_used_is_told_plainly_and_without_markup(home):
    def recall(receipt):
        raise ArchiveError("The archive *here* stayed busy; try again in a moment.")

    told = await pressed_once(home, recall)
    assert told == "The archive \\*here\\* stayed busy; try again in a moment."


async def test_a_failing_press_is_told_and_logged(home, caplog):
    def recall(receipt):
        raise ZeroDivisionError("a secret detail")

    told = await pressed_once(home, recall)
    assert told.startswith("Something went wrong on our side (id ")
    assert "secret" not in told
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize(
    "answer",
    [
        refused(),
        *(found(receipt=receipt) for receipt in (None, "", "a b", "a:b", "x" * 65)),
    ],
)
async def test_an_answer_without_quotes_or_without_a_receipt_has_no_button(home, answer):
    async with server(FakeChain(answer), home) as (_, channel, alice):
        result = await alice.slash(channel, "ask", question=QUESTION)
    assert result.response.content
    assert result.response.components == []


async def test_the_longest_receipt_still_fits_into_a_button(home):
    async with server(FakeChain(found(receipt="x" * 64)), home) as (_, channel, alice):
        answer = await alice.slash(channel, "ask", question=QUESTION)
        pressed = await alice.click(answer.response, label="Sources")
    rows = [row["components"] for row in answer.response.components]
    assert [len(row) for row in rows] == [5]
    assert all(len(button["custom_id"]) <= 100 for row in rows for button in row)
    assert pressed.response.content == SHOWN
    assert answer.response.flags == discord.MessageFlags()


async def test_no_quotation_is_kept_on_disk_by_the_bot(home):
    async with server(FakeChain(found()), home) as (_, channel, alice):
        answer = await alice.slash(channel, "ask", question=QUESTION)
        await alice.click(answer.response, label="Sources")
    kept = [path for path in home.iterdir() if path.is_file()]
    assert FILE in {path.name for path in kept}
    assert not any("bridge" in path.read_text().lower() for path in kept)
