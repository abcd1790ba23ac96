"""What the commands share: their options, and what each does to the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import app_commands

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


def given(option: str | None) -> str | None:
    """An option as it was typed, without blanks around it; None where nothing is left."""
    return (option or "").strip() or None
