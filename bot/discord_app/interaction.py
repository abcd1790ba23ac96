"""The type of what people do in Discord: a command, a press of a button, a form that is sent."""

from __future__ import annotations

from typing import Any

import discord

from retrieval.messages import question_language

Interaction = discord.Interaction[Any]
"""Its client is left open here; `context_of` gives the bot that it reached."""


def asked_in(interaction: Interaction, text: str = "") -> str:
    """The language that an asker is answered in: Discord's, or Kazakh, which Discord has not.

    Args:
        interaction: What the asker did; Discord tells the language that they chose for it.
        text: What they asked.
    """
    # By the letters of the question, for no choice in Discord says so.
    if question_language(text) == "kk":
        return "kk"
    # "pt-BR" gives "pt", for which Dateline then speaks English.
    return str(interaction.locale).partition("-")[0]


def is_thinking(interaction: Interaction) -> bool:
    """Whether "thinking..." was the first response, so that an edit of it overwrites nothing."""
    # A press that turns a page is deferred otherwise: there an edit replaces the page.
    return interaction.response.type is discord.InteractionResponseType.deferred_channel_message
