"""The buttons under an answer. Each carries the answer's receipt, so it works after a restart."""

from __future__ import annotations

import re
from typing import Any, Self

import discord

from bot.discord_app.failures import tell
from bot.discord_app.quotes import KEY, QuotesButton
from retrieval.types import Answer

LABELS = {
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

RECEIPT = re.compile(rf"dateline:[a-z]+:(?P<key>{KEY})")
"""The id of any button under an answer."""


class AnswerButton(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]],
    template=rf"dateline:(?P<does>{'|'.join(LABELS)}):(?P<key>{KEY})",
):
    """A button that does something with the answer whose receipt it carries."""

    def __init__(self, does: str, key: str, row: int | None = None) -> None:
        button: discord.ui.Button[discord.ui.View] = discord.ui.Button(
            label=LABELS[does], custom_id=f"dateline:{does}:{key}", row=row
        )
        super().__init__(button)
        self.does = does
        self.key = key

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],
        item: discord.ui.Item[Any],
        match: re.Match[str],
        /,
    ) -> Self:
        """The button that was pressed, read back from its id."""
        return cls(match["does"], match["key"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do it; a failure is told to whoever pressed."""
        # Asking again shows these buttons again.
        from bot.discord_app.pressed import pressed

        with interaction.client.pending():
            try:
                await pressed(interaction, self.does, self.key)
            except Exception as error:
                await tell(interaction, error)


def answer_view(answer: Answer) -> discord.ui.View | None:
    """The buttons under an answer; None where they could show nothing."""
    receipt = answer.receipt or ""
    if not answer.citations or not re.fullmatch(KEY, receipt):
        return None
    dated = any(citation.published for citation in answer.citations)
    view = discord.ui.View(timeout=None)
    view.add_item(QuotesButton(receipt))
    for does in (*(("newer", "older") if dated else ()), "verify", "export"):
        view.add_item(AnswerButton(does, receipt, row=0))
    for does in REPORTS:
        view.add_item(AnswerButton(does, receipt, row=1))
    return view


def receipt_of(message: discord.Message) -> str | None:
    """The receipt that the buttons of a message carry, or None."""
    for row in message.components:
        for item in getattr(row, "children", ()):
            found = RECEIPT.fullmatch(getattr(item, "custom_id", None) or "")
            if found:
                return found["key"]
    return None
