"""What the commands share: their options, the sentence for one who may not, the first answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import app_commands

from bot.discord_app.access.callers import caller_of_interaction
from bot.discord_app.access.gate import admit
from bot.discord_app.context import context_of
from retrieval.messages import gettext

if TYPE_CHECKING:
    from bot.discord_app.access.rules import Action
    from bot.discord_app.interaction import Interaction

AnyCommand = app_commands.Command[Any, ..., Any] | app_commands.ContextMenu | app_commands.Group

INDEX: dict[Any, Any] = {"action": "index"}
DELETE: dict[Any, Any] = {"action": "delete"}
"""What a command carries as `extras` when asking is not all that it does."""


def action_of(interaction: Interaction) -> Action:
    """What the command that was used does to the archive: ask, unless it says otherwise."""
    # None for a command that Discord still shows and this process no longer has.
    extras = interaction.command.extras if interaction.command else {}
    action: Action = extras.get("action", "ask")
    return action


def reason_against(interaction: Interaction, action: Action) -> str | None:
    """Why whoever used a command or button may not do this there, or None."""
    return admit(context_of(interaction), caller_of_interaction(interaction), action)


async def say(interaction: Interaction, text: str) -> None:
    """Answer an interaction at once, to its asker alone, with text that is already escaped."""
    # Constants are looked up here; a text that is in no catalogue comes back as it is.
    await interaction.response.send_message(gettext(text), ephemeral=True, suppress_embeds=True)


def given(option: str | None) -> str | None:
    """An option as it was typed, without blanks around it; None where nothing is left."""
    return (option or "").strip() or None
