"""The buttons under an answer. Each carries the answer's receipt, so it works after a restart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import discord

from bot.discord_app.buttons import LastingButton
from retrieval.types import Answer

if TYPE_CHECKING:
    from bot.discord_app.buttons import Press

LABELS = {
    "quotes": "Quotes",
    "newer": "Newer",
    "older": "Older",
    "verify": "Verify",
    "export": "Export",
    "helpful": "Helpful",
    "wrong": "Wrong citation",
    "outdated": "Outdated",
}
"""What each button is called, by what it does."""

REPORTS = ("helpful", "wrong", "outdated")
KEY = r"[A-Za-z0-9_-]{1,64}"
"""Receipts that a button can carry: its whole id has at most 100 characters."""

_ID = rf"dateline:(?P<does>{'|'.join(LABELS)}):(?P<key>{KEY})"


class AnswerButton(LastingButton, template=_ID):
    """A button that does something with the answer whose receipt it carries."""

    def __init__(self, does: str, key: str) -> None:
        super().__init__(LABELS[does], f"dateline:{does}:{key}", row=int(does in REPORTS))
        self.does = does
        self.key = key
        self.once = does not in REPORTS  # the archive knows of each report who made it

    async def press(self, interaction: Press) -> None:
        """Do it; see `pressed`."""
        # Asking again shows these buttons again.
        from bot.discord_app.pressed import pressed

        await pressed(interaction, self.does, self.key)


def answer_view(answer: Answer) -> discord.ui.View | None:
    """The buttons under an answer; None where they could show nothing."""
    receipt = answer.receipt or ""
    if not answer.citations or not re.fullmatch(KEY, receipt):
        return None
    dated = any(citation.published for citation in answer.citations)
    view = discord.ui.View(timeout=None)
    for does in LABELS:
        if dated or does not in ("newer", "older"):
            view.add_item(AnswerButton(does, receipt))
    return view


def receipt_of(message: discord.Message) -> str | None:
    """The receipt that the buttons of a message carry, or None."""
    for row in message.components:
        for item in getattr(row, "children", ()):
            found = re.fullmatch(_ID, getattr(item, "custom_id", None) or "")
            if found:
                return found["key"]
    return None
