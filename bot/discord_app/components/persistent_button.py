"""What every button here is: it outlives a restart, passes the gate, and answers each press."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, Self

import discord

from bot.discord_app.access.gate import reason_against
from bot.discord_app.context import context_of
from bot.discord_app.interaction import asked_in
from bot.discord_app.request_handling.delivery import say
from bot.discord_app.request_handling.error_messages import tell
from retrieval.messages import gettext, gettext_noop, speak

if TYPE_CHECKING:
    from bot.discord_app.access.rules import Action
    from bot.discord_app.interaction import Interaction

UNDER_WAY = gettext_noop("That is already under way.")


class PersistentButton(
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
        # The library refuses here an id that the template does not fit.
        super().__init__(discord.ui.Button(label=gettext(label), custom_id=custom_id, **looks))

    @classmethod
    async def from_custom_id(
        cls,
        interaction: Interaction,
        item: discord.ui.Item[Any],
        match: re.Match[str],
        /,
    ) -> Self:
        """The button that was pressed, read back from its id."""
        # So a template's groups are the arguments of `__init__`, all of them as text.
        return cls(**match.groupdict())

    async def callback(self, interaction: Interaction) -> None:
        """Do it, or say why not; a failure is told to whoever pressed."""
        client, key = context_of(interaction), self.custom_id
        # For the rest of the task, which is the press's own.
        speak(asked_in(interaction))
        try:
            if reason := reason_against(interaction, self.action):
                await say(interaction, reason)
            elif self.once and client.presses.is_repeated(interaction.user.id, key):
                await say(interaction, UNDER_WAY)
            else:
                await self.press(interaction)
        # The library would log it and leave the press without a word.
        except Exception as error:
            await tell(interaction, error)

    async def press(self, interaction: Interaction) -> None:
        """What the button is for; whoever pressed may do it."""
        raise NotImplementedError
