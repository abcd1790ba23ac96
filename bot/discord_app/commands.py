"""The slash commands, and the tree that guards them."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.discord_app.answering import answer_to, fault
from bot.discord_app.failures import tell
from bot.discord_app.places import place_of_interaction, refusal_at
from bot.discord_app.sending import respond
from retrieval.types import Question

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.discord_app.client import DatelineClient

log = logging.getLogger(__name__)


class Tree(app_commands.CommandTree["DatelineClient"]):
    """The commands, each checked against the access rules before it runs."""

    async def interaction_check(self, interaction: discord.Interaction[DatelineClient], /) -> bool:
        """Whether the command may run; whoever may not run it is told why."""
        reason = refusal_at(interaction.client, place_of_interaction(interaction))
        if reason is None:
            return True
        if interaction.type is discord.InteractionType.application_command:
            try:
                await _say(interaction, reason)
            except discord.HTTPException as error:
                # The library catches nothing that is raised here.
                log.warning("A refusal could not be shown: %s", error)
        return False

    async def on_error(
        self,
        interaction: discord.Interaction[DatelineClient],
        error: app_commands.AppCommandError,
        /,
    ) -> None:
        """Tell the asker; the library's own version only logs."""
        await tell(interaction, error)


def add_commands(tree: Tree, guilds: Iterable[int]) -> None:
    """Put every command into the tree, for each server that is allowed."""
    tree.add_command(ask, guilds=[discord.Object(guild) for guild in sorted(guilds)])


@app_commands.command(
    name="ask", description="Ask the article archive. Every sentence of an answer is cited."
)
@app_commands.describe(
    question="What you want to know",
    outlet="Only articles of this outlet",
    since="Only articles from this date on (YYYY-MM-DD)",
    until="Only articles up to this date (YYYY-MM-DD)",
    as_of="Answer as of this date: only what was published by then (YYYY-MM-DD)",
    private="Show the answer to you alone",
)
async def ask(
    interaction: discord.Interaction[DatelineClient],
    question: str,
    outlet: str | None = None,
    since: str | None = None,
    until: str | None = None,
    as_of: str | None = None,
    private: bool = False,  # noqa: FBT001, FBT002 - an option of the command
) -> None:
    """Answer a question from the archive."""
    asked = Question(
        text=question.strip(),
        outlet=_given(outlet),
        since=_given(since),
        until=_given(until),
        as_of=_given(as_of),
    )
    wrong = fault(asked)
    if wrong is not None:
        await _say(interaction, wrong)
        return
    with interaction.client.pending():
        await _answer(interaction, asked, private=private)


async def _answer(
    interaction: discord.Interaction[DatelineClient], question: Question, *, private: bool
) -> None:
    await interaction.response.defer(ephemeral=private, thinking=True)
    post, view = await answer_to(
        interaction.client,
        question,
        channel=interaction.channel_id or 0,
        person=interaction.user.id,
        private=private,
    )
    await respond(interaction, post, private=private, view=view)


async def _say(interaction: discord.Interaction[DatelineClient], text: str) -> None:
    await interaction.response.send_message(text, ephemeral=True, suppress_embeds=True)


def _given(option: str | None) -> str | None:
    return (option or "").strip() or None
