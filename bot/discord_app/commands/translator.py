"""What Discord shows of the commands themselves, in the language of whoever looks at them.

Descriptions and the names in a message's menu are translated. The names of slash commands and of
their options stay: messages that all of a channel read name them, and Discord translates none
there.
"""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.app_commands import TranslationContextLocation as Location

from retrieval.messages import LANGUAGES, gettext, speaking

_DESCRIPTIONS = (
    Location.command_description,
    Location.group_description,
    Location.parameter_description,
)


class CommandTexts(app_commands.Translator):
    """Looks up in the catalogues what the commands say of themselves."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
        /,
    ) -> str | None:
        """A text in the language of a locale; None where it stays as it is."""
        # "ru", "en-GB". The first of the languages is the one that all is written in.
        spoken = locale.value.partition("-")[0]
        if spoken not in LANGUAGES[1:] or not _is_told(context):
            return None
        with speaking(spoken):
            return gettext(string.message)


def _is_told(context: app_commands.TranslationContext[Any, Any]) -> bool:
    menu = isinstance(context.data, app_commands.ContextMenu)
    return menu or context.location in _DESCRIPTIONS
