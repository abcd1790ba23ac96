"""Small forms that a button opens; what is written in one is told to whoever asked for it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord

from bot.discord_app.access.gate import reason_against
from bot.discord_app.interaction import asked_in
from bot.discord_app.request_handling.delivery import say
from bot.discord_app.request_handling.error_messages import tell
from retrieval.messages import gettext, speak

if TYPE_CHECKING:
    from bot.discord_app.access.rules import Action
    from bot.discord_app.interaction import Interaction

Then = Callable[["Interaction", Mapping[str, str]], Awaitable[None]]
"""What is done with a form: its interaction, not yet answered, and each field's text, stripped."""

OPEN_SECONDS = 14 * 60.0  # an interaction's token is good for 15 minutes
LONGEST = 300  # characters; a remark or a name, no essay


# Discord takes 45 characters of a form's title and of a label, whatever the language.
@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: its name, what stands over it and in it, and what it holds already."""

    name: str
    label: str
    hint: str = ""
    held: str | None = None
    required: bool = False
    long: bool = False


class Form(discord.ui.Modal):
    """A form; whoever sends it passes the gate once more, for it may have stood open for long."""

    def __init__(
        self, title: str, fields: Sequence[Field], then: Then, action: Action = "ask"
    ) -> None:
        # The library keeps open forms in memory: one that is sent after a restart is lost.
        super().__init__(title=gettext(title), timeout=OPEN_SECONDS)
        self._then = then
        self._action: Action = action
        self._boxes = {field.name: _box(field) for field in fields}
        for box in self._boxes.values():
            self.add_item(box)

    async def on_submit(self, interaction: Interaction, /) -> None:
        """Do what the form is for."""
        # A form that is sent is a task of its own: nothing of the press that opened it holds in it.
        speak(asked_in(interaction))
        if reason := reason_against(interaction, self._action):
            await say(interaction, reason)
            return
        # The library has filled the boxes in.
        written = {name: box.value.strip() for name, box in self._boxes.items()}
        await self._then(interaction, written)

    async def on_error(  # type: ignore[override]  # a modal's has no item, as the library's own
        self, interaction: Interaction, error: Exception, /
    ) -> None:
        """Tell whoever sent it; the library's own version only logs."""
        await tell(interaction, error)


def _box(field: Field) -> discord.ui.TextInput[Form]:
    return discord.ui.TextInput(
        custom_id=field.name,
        label=gettext(field.label),
        placeholder=gettext(field.hint) or None,
        default=field.held,
        required=field.required,
        max_length=LONGEST,
        style=discord.TextStyle.paragraph if field.long else discord.TextStyle.short,
    )
