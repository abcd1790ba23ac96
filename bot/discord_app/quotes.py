"""The Quotes button: the exact quotations behind an answer, shown to whoever presses it.

The button carries the answer's key and the quotations lie on disk, so it works after a restart.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, Self

import discord

from bot.discord_app.failures import tell
from bot.discord_app.kept import KEY
from bot.discord_app.messages import text_post
from bot.discord_app.places import place_of_interaction, refusal_at
from bot.discord_app.sending import respond

if TYPE_CHECKING:
    from bot.discord_app.client import DatelineClient

PREFIX = "dateline:quotes:"
GONE = "This answer is too old to show its quotes; ask again."
ALREADY = "The quotes are already on their way to you."
AGAIN_SECONDS = 2.0


class Presses:
    """Who pressed what a moment ago, so that a double press shows the quotations once."""

    def __init__(self, *, seconds: float = AGAIN_SECONDS) -> None:
        self._seconds = seconds
        self._last: OrderedDict[tuple[int, str], float] = OrderedDict()

    def is_repeated(self, person: int, key: str) -> bool:
        """Whether this person pressed this button a moment ago; notes the press if not."""
        now = time.monotonic()
        while self._last and next(iter(self._last.values())) < now - self._seconds:
            self._last.popitem(last=False)
        if (person, key) in self._last:
            return True
        self._last[person, key] = now
        return False


class QuotesButton(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]],
    template=rf"{PREFIX}(?P<key>{KEY})",
):
    """A button that carries the key of its answer."""

    def __init__(self, key: str) -> None:
        super().__init__(discord.ui.Button(label="Quotes", custom_id=PREFIX + key))
        self.key = key

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],
        item: discord.ui.Item[Any],
        match: re.Match[str],
        /,
    ) -> Self:
        """The button that was pressed, read back from its id."""
        return cls(match["key"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the quotations; a failure is told to whoever pressed."""
        with interaction.client.pending():
            try:
                await _show(interaction, self.key)
            except Exception as error:
                await tell(interaction, error)


def quotes_view(key: str) -> discord.ui.View:
    """The row under an answer, with its Quotes button."""
    view = discord.ui.View(timeout=None)
    view.add_item(QuotesButton(key))
    return view


async def _show(interaction: discord.Interaction[DatelineClient], key: str) -> None:
    client = interaction.client
    reason = refusal_at(client, place_of_interaction(interaction))
    if reason is None and client.presses.is_repeated(interaction.user.id, key):
        reason = ALREADY
    if reason is not None:
        await interaction.response.send_message(reason, ephemeral=True, suppress_embeds=True)
        return
    await interaction.response.defer(ephemeral=True, thinking=True)
    text = await asyncio.to_thread(client.kept.read, key)
    await respond(interaction, text_post(text or GONE), private=True)
