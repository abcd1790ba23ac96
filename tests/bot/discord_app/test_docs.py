"""What the page about Discord says is what the code does."""

import re
from pathlib import Path

import discord
import pytest

from bot import log, turns
from bot.discord_app import (
    answering,
    asking,
    audit,
    failures,
    health,
    logs,
    messages,
    pressed,
    running,
    sending,
    syncing,
    unfinished,
    uploads,
)
from bot.discord_app.access import Place, Rules, refusal
from retrieval.archive import lock, snapshot, store
from retrieval.names import aliases
from retrieval.settings import Settings

PAGE = (Path(__file__).parents[3] / "docs" / "discord.md").read_text("utf-8")
RULES = Rules(guilds=frozenset({1}), channels=frozenset({2}), roles=frozenset({3}))
REASONS = [
    refusal(RULES, place, here=(2,))
    for place in (Place(9, 2), Place(1, 9), Place(1, 2), Place(None, 9))
]
SENTENCES = [
    running.NOT_SET, running.MISSHAPEN, running.NO_GUILDS, running.REFUSED, running.INTENTS_REFUSED,
    turns.LATE, turns.BUSY, asking.RESTARTING, pressed.EXPIRED, failures.OUT_OF_DATE, *REASONS,
    messages.CHANGED, messages.REMOVED, answering.EMPTY_ARCHIVE, sending.HELD_UP, sending.TOO_LATE,
]  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES)
def test_each_sentence_on_the_page_is_one_that_the_code_says(sentence):
    assert re.match(r".*?[.!](?=\s|$)", sentence)[0] in PAGE.replace("Ask in ...", "")


def test_the_number_in_the_invitation_is_the_sum_of_the_permissions_listed():
    listed = re.findall(r"^\| ((?:View|Send|Attach|Read) [A-Za-z ]+) \|", PAGE, re.MULTILINE)
    names = {name.lower().replace(" ", "_").replace("channels", "channel") for name in listed}
    total = discord.Permissions(**dict.fromkeys(names, True)).value
    assert set(re.findall(r"27\d{10}", PAGE)) == {str(total)}
    assert not failures.missing_permissions(discord.Permissions(total), thread=False)
    assert not failures.missing_permissions(discord.Permissions(total), thread=True)


def test_every_setting_on_the_page_exists():
    known = {f"DATELINE_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"DATELINE_[A-Z_]+", PAGE)) <= known


def test_every_file_that_is_written_is_on_the_page_about_running_it():
    page = (Path(__file__).parents[3] / "docs" / "deploy.md").read_text("utf-8")
    bots = {syncing.FILE, running.LOCK, audit.FILE, health.FILE, unfinished.FILE}
    archives = {store.FILE, lock.FILE, lock.HOLDER, aliases.FILE, log.FILE, "history"}
    folders = {f"{snapshot.FOLDER}/", f"{uploads.FOLDER}/"}
    listed = page.partition("## What it writes")[2].partition("A line of")[0]
    assert {name for name in bots | archives | folders if f"`{name}`" not in listed} == set()


def test_limits_and_names_on_the_page_are_those_of_the_code():
    assert f"more than {turns.LONGEST:.0f} counts as {turns.LONGEST:.0f}" in PAGE
    assert logs.REDACTED in PAGE
    assert (messages.MOST_PAGES, turns.AT_ONCE) == (5, 4)
