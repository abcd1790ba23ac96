"""The type of what people do in Discord: a command, a press of a button, a form that is sent."""

from __future__ import annotations

from typing import Any

import discord

Interaction = discord.Interaction[Any]
"""Its client is left open here; `context_of` gives the bot that it reached."""
