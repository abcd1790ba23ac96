"""The tree of commands: which there are, and who may use them."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.discord_app.access.gate import reason_against
from bot.discord_app.commands import (
    archive_commands,
    ask_commands,
    context_menus,
    feed_commands,
    watch_commands,
)
from bot.discord_app.commands.command_options import AnyCommand, action_of
from bot.discord_app.interaction import asked_in
from bot.discord_app.request_handling.delivery import say
from bot.discord_app.request_handling.error_messages import tell
from retrieval.messages import speak

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.discord_app.interaction import Interaction

COMMANDS: tuple[AnyCommand, ...] = (
    *ask_commands.COMMANDS,
    *archive_commands.COMMANDS,
    *feed_commands.COMMANDS,
    *context_menus.COMMANDS,
    *watch_commands.COMMANDS,
)

log = logging.getLogger(__name__)


class Tree(app_commands.CommandTree[Any]):
    """The commands, each checked against the access rules before it runs."""

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Whether the command may run; whoever may not run it is told why."""
        speak(asked_in(interaction))  # for the rest of the task, which is the command's
        reason = reason_against(interaction, action_of(interaction))
        if reason is None:
            return True
        # The library asks here for suggestions as well, and these have no place for a sentence.
        if interaction.type is discord.InteractionType.application_command:
            try:
                await say(interaction, reason)
            except discord.HTTPException as error:
                # The library catches nothing that is raised here.
                log.warning("A refusal could not be shown: %s", error)
        return False

    async def on_error(
        self,
        interaction: Interaction,
        error: app_commands.AppCommandError,
        /,
    ) -> None:
        """Tell the asker; the library's own version only logs."""
        await tell(interaction, error)


def add_commands(tree: Tree, guilds: Iterable[int]) -> None:
    """Put every command into the tree, for each server that is allowed."""
    servers = [discord.Object(guild) for guild in sorted(guilds)]
    # For each server by itself: so they are there at once, and in no direct message.
    for command in COMMANDS:
        tree.add_command(command, guilds=servers)
