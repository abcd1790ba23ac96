"""What the button *Translate* shows: a chat model's translations of what an answer quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.discord_app.context import context_of
from bot.discord_app.render.answer_pages import marks, recalled_numbers
from bot.discord_app.render.escape import escape, one_line
from bot.discord_app.render.messages import Post, text_post
from bot.discord_app.request_handling.archive_executor import in_archive
from bot.labels import translated_by
from retrieval import factory
from retrieval.messages import language

if TYPE_CHECKING:
    from bot.discord_app.interaction import Interaction
    from retrieval.archive.store import Archive
    from retrieval.settings import Settings

LONGEST = 1500
"""Characters of one translation that are shown: a message has two thousand."""


async def translation_post(interaction: Interaction, key: str, expired: str) -> Post:
    """The translations of an answer's quotations that stand, in the language of whoever asks.

    Args:
        interaction: Who pressed the button.
        key: The answer's receipt.
        expired: What is said where nothing of the answer may be shown any more.

    Raises:
        DatelineError: There is no chat model, or the archive can't be used.
    """
    settings = context_of(interaction).settings
    return await in_archive(
        context_of(interaction), lambda archive: _translated(settings, archive, key, expired)
    )


def _translated(settings: Settings, archive: Archive, key: str, expired: str) -> Post:
    from retrieval.answer.translation import translations
    from retrieval.receipts.receipts import recall

    # Asked again at the press: what was removed since is not translated.
    recalled = recall(archive, key)
    if recalled is None or not recalled.citations:
        return text_post(expired)
    translate = factory.make_translate(settings, archive)
    told, notes = translations(archive, recalled.citations, language(), translate)
    # Numbered as under the answer.
    shown = recalled_numbers(recalled)
    lines = [f"{marks((shown[one.number],))} {escape(one_line(one.text, LONGEST))}" for one in told]
    head = [f"**{translated_by()}**"] if lines else []
    return text_post("\n".join([*head, *lines, *(f"-# {escape(note)}" for note in notes)]))
