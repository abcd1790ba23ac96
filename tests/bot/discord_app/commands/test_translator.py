"""What Discord shows of the commands, in the language of whoever looks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import discord
import pytest

from bot.discord_app.commands.translator import CommandTexts
from bot.discord_app.commands.tree import COMMANDS, Tree, add_commands

GUILD = 7
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)  # "вопрос"


async def payloads(locale: str = "ru") -> list[dict[str, Any]]:
    """What Discord is told about every command."""
    client = discord.Client(intents=discord.Intents.none())
    tree = Tree(client)
    add_commands(tree, [GUILD])
    await tree.set_translator(CommandTexts())
    commands = tree.get_commands(guild=discord.Object(GUILD))
    texts = tree.translator
    assert texts is not None
    return [await command.get_translated_payload(tree, texts) for command in commands]


def parts(payload: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield payload
    for option in payload.get("options", ()):
        yield from parts(option)


async def test_every_description_is_told_in_russian() -> None:
    told = [part for payload in await payloads() for part in parts(payload)]
    described = [part for part in told if part.get("description")]
    assert len(described) > 2 * len(COMMANDS)
    for part in described:
        russian = part["description_localizations"]["ru"]
        assert CYRILLIC.search(russian), part["description"]
        assert len(russian) <= 100


async def test_names_that_are_typed_stay_and_those_of_a_messages_menu_are_told() -> None:
    for payload in await payloads():
        menu = payload["type"] != discord.AppCommandType.chat_input.value
        names = [part.get("name_localizations") or {} for part in parts(payload)]
        assert ["ru" in one for one in names] == [menu] * len(names)


@pytest.mark.parametrize("locale", [discord.Locale.german, discord.Locale.british_english])
async def test_other_languages_are_left_in_english(locale: discord.Locale) -> None:
    for payload in await payloads():
        for part in parts(payload):
            assert locale.value not in (part.get("description_localizations") or {})
