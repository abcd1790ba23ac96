"""The questions that the archive held no answer to, as lines for whoever looks after it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.discord_app.render.escape import escape, one_line
from bot.text import counted

if TYPE_CHECKING:
    from retrieval.archive.feedback import Unanswered

HEAD = "**Asked, and not in the archive**"


def unanswered_lines(found: Sequence[Unanswered]) -> list[str]:
    """A heading and a line for each question, with how often it was asked; nothing without any."""
    asked = [(escape(one_line(one.question, 150)), counted(one.times, "time")) for one in found]
    return [HEAD, *(f"\\- {question} ({times})" for question, times in asked)] if asked else []
