"""What Discord shows of the commands, in the language of whoever looks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import discord
import pytest

from bot.discord_app.commands.translator import CommandTexts
from bot.discord_app.commands.tree import COMMANDS, Tree, add_commands
from retrieval.messages import speak_only

GUILD = 7
LONGEST_NAME, LONGEST_DESCRIPTION = 32, 100  # Discord refuses all commands for one that is longer
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


async def test_every_text_keeps_to_discords_limits_in_english_and_in_russian() -> None:
    for payload in await payloads():
        menu = payload["type"] != discord.AppCommandType.chat_input.value
        for part in parts(payload):
            for name in told_as(part, "name"):
                assert 1 <= len(name) <= LONGEST_NAME, name
                assert menu or name == name.lower(), name
                assert menu or re.fullmatch(r"[-_\w]+", name), name  # "as_of"
            for text in told_as(part, "description"):
                assert len(text) <= LONGEST_DESCRIPTION, text


async def test_kazakh_for_everybody_keeps_to_the_limits_too() -> None:
    speak_only("kk")
    try:
        told = [part for payload in await payloads() for part in parts(payload)]
    finally:
        speak_only(None)
    longest = max(len(text) for part in told for text in told_as(part, "description"))
    assert longest <= LONGEST_DESCRIPTION


async def test_what_can_be_chosen_is_told_in_russian() -> None:
    """No option has a list of its own today; what is offered are names in the archive."""
    options = [part for payload in await payloads() for part in parts(payload)]
    for choice in (one for part in options for one in part.get("choices", ())):
        assert CYRILLIC.search(choice["name_localizations"]["ru"]), choice["name"]


def told_as(part: dict[str, Any], key: str) -> list[str]:
    """A name or description as it is, and in every language that Discord is told."""
    own = [part[key]] if part.get(key) else []
    return [*own, *(part.get(f"{key}_localizations") or {}).values()]


async def test_names_that_are_typed_stay_and_those_of_a_messages_menu_are_told() -> None:
    for payload in await payloads():
        menu = payload["type"] != discord.AppCommandType.chat_input.value
        names = [(part.get("name_localizations") or {}).get("ru", "") for part in parts(payload)]
        assert [bool(CYRILLIC.search(one)) for one in names] == [menu] * len(names)


def test_discord_has_no_kazakh() -> None:
    """The day that it has, the catalogue's Kazakh is told to it too, and the docs say so."""
    assert not [one for one in discord.Locale if one.value.partition("-")[0] == "kk"]


@pytest.mark.parametrize("locale", [discord.Locale.german, discord.Locale.british_english])
async def test_other_languages_are_left_in_english(locale: discord.Locale) -> None:
    for payload in await payloads():
        for part in parts(payload):
            assert locale.value not in (part.get("description_localizations") or {})
