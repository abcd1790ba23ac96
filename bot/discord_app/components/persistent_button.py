"""What every button here is: it outlives a restart, passes the gate, and answers each press."""

from __future__ import annotations

import re
import time
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, ClassVar, Self

import discord

from bot.discord_app.commands.command_options import reason_against, say
from bot.discord_app.gateway.error_messages import tell

if TYPE_CHECKING:
    from bot.discord_app.access.rules import Action
    from bot.discord_app.gateway.client import DatelineClient

    Press = discord.Interaction[DatelineClient]

AGAIN_SECONDS = 2.0
UNDER_WAY = "That is already under way."


class LastingButton(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]],
    template="(?!)",  # each kind states its own
):
    """A button whose id says all that it needs; the groups of its template make it anew.

    Attributes:
        action: What whoever presses it must be allowed to do there.
        once: Whether a second press within a moment is met with a word instead.
    """

    action: ClassVar[Action] = "ask"
    once = True

    def __init__(self, label: str, custom_id: str, **looks: Any) -> None:
        super().__init__(discord.ui.Button(label=label, custom_id=custom_id, **looks))

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],
        item: discord.ui.Item[Any],
        match: re.Match[str],
        /,
    ) -> Self:
        """The button that was pressed, read back from its id."""
        return cls(**match.groupdict())

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do it, or say why not; a failure is told to whoever pressed."""
        client, key = interaction.client, self.custom_id
        try:
            if reason := reason_against(interaction, self.action):
                await say(interaction, reason)
            elif self.once and client.presses.is_repeated(interaction.user.id, key):
                await say(interaction, UNDER_WAY)
            else:
                await self.press(interaction)
        except Exception as error:
            await tell(interaction, error)

    async def press(self, interaction: Press) -> None:
        """What the button is for; whoever pressed may do it."""
        raise NotImplementedError


class Presses:
    """Who pressed what a moment ago, so that a double press does a thing once."""

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
