"""What the page about Discord says is what the code does."""

import re
from pathlib import Path

import discord
import pytest

from bot import concurrency_limit, logging_setup
from bot.discord_app.access import audit_log
from bot.discord_app.access.callers import Caller
from bot.discord_app.access.rules import Rules, refusal
from bot.discord_app.commands import answering, button_actions, mentions, uploads
from bot.discord_app.components.answer_buttons import ANSWERED, REFUSED, SHARE
from bot.discord_app.gateway import command_sync, health, lifecycle
from bot.discord_app.render import messages
from bot.discord_app.request_handling import delivery, error_messages, pending, question_queue
from bot.discord_app.watches import watch_runner, weekly_digest
from retrieval import factory
from retrieval.archive import lock, snapshot, store
from retrieval.archive.watches import MOST_OF_GUILD, MOST_OF_PERSON
from retrieval.names import aliases
from retrieval.redaction import REDACTED
from retrieval.settings import Settings
from retrieval.types import Question
from support.discord_fakes import make_settings

ROOT = Path(__file__).parents[3]
TEAM = (ROOT / "docs" / "discord-team.md").read_text("utf-8")
PAGE = (ROOT / "docs" / "discord.md").read_text("utf-8")
RULES = Rules(guilds=frozenset({1}), channels=frozenset({2}), roles=frozenset({3}))
REASONS = [
    refusal(RULES, caller, here=(2,))
    for caller in (Caller(9, 2), Caller(1, 9), Caller(1, 2), Caller(None, 9))
]
SENTENCES = [
    lifecycle.NOT_SET, lifecycle.MISSHAPEN, lifecycle.NO_GUILDS, lifecycle.REFUSED,
    lifecycle.INTENTS_REFUSED, concurrency_limit.LATE, concurrency_limit.BUSY,
    question_queue.RESTARTING,
    button_actions.EXPIRED, error_messages.OUT_OF_DATE, *REASONS, messages.changed_words(),
    messages.removed_words(), answering.EMPTY_ARCHIVE, delivery.HELD_UP, delivery.TOO_LATE,
    pending.LOST, mentions.UNSEEN, mentions.FILES_UNREAD,
]  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES)
def test_each_sentence_on_the_page_is_one_that_the_code_says(sentence):
    assert re.match(r".*?[.!](?=\s|$)", sentence)[0] in PAGE.replace("Ask in ...", "")


def test_the_number_in_the_invitation_is_the_sum_of_the_permissions_listed():
    listed = re.findall(r"^\| ((?:View|Send|Attach|Read) [A-Za-z ]+) \|", PAGE, re.MULTILINE)
    names = {name.lower().replace(" ", "_").replace("channels", "channel") for name in listed}
    total = discord.Permissions(**dict.fromkeys(names, True)).value
    assert set(re.findall(r"27\d{10}", PAGE)) == {str(total)}
    assert not error_messages.missing_permissions(discord.Permissions(total), thread=False)
    assert not error_messages.missing_permissions(discord.Permissions(total), thread=True)


def test_every_setting_on_the_page_exists():
    known = {f"DATELINE_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"DATELINE_[A-Z_]+", PAGE)) <= known


def test_every_file_that_is_written_is_on_the_page_about_running_it():
    page = (Path(__file__).parents[3] / "docs" / "deploy.md").read_text("utf-8")
    bots = {command_sync.FILE, lifecycle.LOCK, audit_log.FILE, health.FILE, pending.FILE}
    bots |= {weekly_digest.FILE}
    archives = {store.FILE, lock.FILE, lock.HOLDER, aliases.FILE, logging_setup.FILE, "history"}
    folders = {f"{snapshot.FOLDER}/", f"{uploads.FOLDER}/"}
    listed = page.partition("## What it writes")[2].partition("A line of")[0]
    assert {name for name in bots | archives | folders if f"`{name}`" not in listed} == set()


def test_limits_and_names_on_the_page_are_those_of_the_code():
    assert (
        f"more than {concurrency_limit.LONGEST:.0f} counts as {concurrency_limit.LONGEST:.0f}"
        in PAGE
    )
    assert REDACTED in PAGE
    assert (messages.MOST_PAGES, concurrency_limit.AT_ONCE) == (5, 4)
    assert f"{MOST_OF_GUILD} watches, one person {MOST_OF_PERSON} of them" in PAGE
    assert (watch_runner.MOST_SHOWN, watch_runner.MOST_NAMED, messages.MOST_TURNED) == (5, 8, 9)
    assert (weekly_digest.MOST_LISTED, weekly_digest.LONGEST_SENTENCE) == (8, 400)


@pytest.mark.parametrize("page", [PAGE, TEAM], ids=["discord.md", "discord-team.md"])
def test_every_button_under_an_answer_is_in_the_table_of_both_pages(page):
    rows = set(re.findall(r"^\| ([^|]+) \|", page, re.MULTILINE))  # "| Sources |", "| 👍, 👎 |"
    named = {label for row in rows for label in row.split(", ")}
    assert {*ANSWERED.values(), *SHARE.values()} <= named
    assert page is TEAM or set(REFUSED.values()) <= named


@pytest.mark.slow
def test_the_first_question_on_the_page_is_answered_by_the_articles_that_come_with_it(home):
    settings = make_settings(home)
    factory.index(settings, [ROOT / "articles"])
    with factory.open_archive(settings) as archive:
        for asked in re.findall(r"^    /ask question: (.+)$", PAGE, re.MULTILINE):
            answer = factory.make_chain(settings, archive).invoke(Question(asked))
            assert answer.found, asked
