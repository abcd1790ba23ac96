"""An asker is answered in Discord's language, and in Kazakh where they ask in it."""

from types import SimpleNamespace

import discord
import pytest

from bot.discord_app.interaction import asked_in


@pytest.mark.parametrize(
    ("locale", "text", "language"),
    [
        (discord.Locale.american_english, "", "en"),
        (discord.Locale.british_english, "Who?", "en"),
        (discord.Locale.russian, "Who?", "ru"),
        (discord.Locale.russian, "Көпір қашан ашылды?", "kk"),
        (discord.Locale.german, "Кто?", "de"),
    ],
)
def test_the_language_is_discords_or_kazakh(locale, text, language):
    assert asked_in(SimpleNamespace(locale=locale), text) == language
