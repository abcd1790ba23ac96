"""The Quotes button: the exact quotations behind an answer, shown to whoever presses it.

The button carries the answer's receipt, and the archive is asked at each press what of that
answer still stands. So it works after a restart, and shows nothing that was removed since.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self

import discord

from bot.discord_app.failures import tell
from bot.discord_app.messages import recalled_text, text_post
from bot.discord_app.places import place_of_interaction, refusal_at
from bot.discord_app.sending import respond
from retrieval.types import Recalled

if TYPE_CHECKING:
    from bot.discord_app.client import DatelineClient

Recall = Callable[[str], Recalled | None]
"""By an answer's receipt what of it may still be shown, or None without such a receipt."""

PREFIX = "dateline:quotes:"
KEY = r"[A-Za-z0-9_-]{1,64}"
"""Receipts that a button can carry: its whole id has at most 100 characters."""

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
    """A button that carries the receipt of its answer."""

    def __init__(self, key: str) -> None:
        super().__init__(discord.ui.Button(label="Quotes", custom_id=PREFIX + key, row=0))
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


async def _show(interaction: discord.Interaction[DatelineClient], key: str) -> None:
    client = interaction.client
    reason = refusal_at(client, place_of_interaction(interaction))
    if reason is None and client.presses.is_repeated(interaction.user.id, key):
        reason = ALREADY
    if reason is not None:
        await interaction.response.send_message(reason, ephemeral=True, suppress_embeds=True)
        return
    await interaction.response.defer(ephemeral=True, thinking=True)
    recalled = await asyncio.to_thread(client.recall, key)
    text = recalled_text(recalled) if recalled else ""
    await respond(interaction, text_post(text or GONE), private=True)
