"""What an asker reads of an error: a sentence, what is missing, or a short id and no more."""

from types import SimpleNamespace

import discord
import pytest
from discord import app_commands

from bot.discord_app.request_handling.error_messages import (
    ARCHIVED_THREAD,
    OUT_OF_DATE,
    is_permission_error,
    missing_permissions,
    refused_text,
    sentence,
)
from retrieval.errors import ArchiveMissing, UsageError


def from_discord(status, code=0):
    response = SimpleNamespace(status=status, reason="")
    return discord.HTTPException(response, {"code": code, "message": "canary"})


def test_an_error_of_ours_is_its_sentence_in_which_nothing_acts():
    said = sentence(UsageError("Ask @everyone about **it**.\n# Now"))
    assert "@everyone" not in said
    assert "**it**" not in said


def test_a_wrapped_error_is_told_as_what_it_wraps():
    error = SimpleNamespace(original=ArchiveMissing("Index some articles first."))
    assert sentence(error) == "Index some articles first."


def test_nobody_reads_what_nobody_foresaw(caplog):
    said = sentence(ValueError("canary at /srv/secret"))
    assert "canary" not in said
    name = said.partition("id ")[2][:6]
    assert any(name in record.getMessage() for record in caplog.records)


def test_an_old_form_of_a_command_is_told_with_what_to_do():
    assert sentence(app_commands.CommandNotFound("ask", [])) == OUT_OF_DATE


@pytest.mark.parametrize(
    ("error", "refused"),
    [
        (from_discord(403), True), (from_discord(400, ARCHIVED_THREAD), True),
        (from_discord(404, 50001), True), (from_discord(404), False), (from_discord(500), False),
    ],
)  # fmt: skip
def test_what_discord_forbids_is_told_from_what_fails(error, refused):
    assert is_permission_error(error) is refused
    assert ("doesn't let Dateline post" in sentence(error)) is refused
    assert "canary" not in sentence(error)


def test_the_permissions_that_are_lacking_are_named_as_discord_names_them():
    none = discord.Permissions.none()
    assert missing_permissions(none, thread=False) == (
        "Send Messages", "View Channel", "Read Message History", "Attach Files",
    )  # fmt: skip
    assert missing_permissions(none, thread=True)[0] == "Send Messages In Threads"
    assert missing_permissions(discord.Permissions.all(), thread=True) == ()
    assert "it lacks Attach Files." in refused_text(["Attach Files"])
