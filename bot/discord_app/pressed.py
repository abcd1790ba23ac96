"""What the buttons under an answer do: quote, ask again, note a report, verify, export.

Each asks the archive at the press what of the answer still stands: nothing removed is shown.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.discord_app.answering import answer_here
from bot.discord_app.archive import in_archive
from bot.discord_app.messages import Post, recalled_text, text_post, verified_lines
from bot.discord_app.options import say
from bot.discord_app.sending import respond
from retrieval.answer.receipts import find_receipt, verify
from retrieval.archive.feedback import Kind, asked_before, report
from retrieval.errors import UsageError
from retrieval.redaction import redacted
from retrieval.types import Recalled

if TYPE_CHECKING:
    from bot.discord_app.buttons import Press
    from retrieval.archive.store import Archive
    from retrieval.types import Question

Recall = Callable[[str], Recalled | None]
"""By an answer's receipt what of it may still be shown, or None without such a receipt."""

KINDS: dict[str, Kind] = {
    "helpful": "helpful",
    "wrong": "wrong citation",
    "outdated": "outdated",
}
THANKS = {
    "helpful": "Thank you. It is noted that this answer helped.",
    "wrong": "Thank you. It is noted that a citation of this answer is wrong.",
    "outdated": "Thank you. It is noted that this answer is outdated.",
}
SAID = "You have said so of this answer already. Thank you."
EXPIRED = "This answer is too old for that; ask again."
UNDATED = "No source of this answer that still stands has a date, so there is no newer or older."
EXPORTED = "The answer in Markdown, with its references."


async def pressed(interaction: Press, does: str, key: str) -> None:
    """Do what the button is for.

    Raises:
        DatelineError: It can't be done; the message says why.
        discord.HTTPException: Discord did not take what was to be shown.
    """
    if does in ("newer", "older"):
        await _ask_again(interaction, key, newer=does == "newer")
        return
    await interaction.response.defer(ephemeral=True, thinking=True)
    quoting = does == "quotes"
    post = await (_quotes(interaction, key) if quoting else _post(interaction, does, key))
    await respond(interaction, post, private=True)


async def _quotes(interaction: Press, key: str) -> Post:
    recalled = await asyncio.to_thread(interaction.client.recall, key)
    return text_post((recalled and recalled_text(recalled)) or EXPIRED)


async def _post(interaction: Press, does: str, key: str) -> Post:
    reader = str(interaction.user.id)

    def work(archive: Archive) -> Post:
        try:
            find_receipt(archive, key)
        except UsageError:
            return text_post(EXPIRED)
        if does in KINDS:
            return text_post(THANKS[does] if report(archive, key, KINDS[does], reader) else SAID)
        return _verified(archive, key) if does == "verify" else _exported(archive, key)

    return await in_archive(interaction.client, work)


def _verified(archive: Archive, key: str) -> Post:
    kept = find_receipt(archive, key)
    return text_post(verified_lines(kept, verify(archive, kept)))


def _exported(archive: Archive, key: str) -> Post:
    from retrieval.answer.exporting import as_markdown

    text = redacted(as_markdown(archive, key, paths=False))
    return Post((EXPORTED,), file=text, file_name=f"dateline-{key}.md")


async def _ask_again(interaction: Press, key: str, *, newer: bool) -> None:
    """Ask the same question of what was published after, or before, the newest cited day."""
    client = interaction.client
    # Two quick look-ups; the question itself defers. A late disk costs no more than a message.
    recalled = await asyncio.to_thread(client.recall, key)
    try:
        question = await in_archive(client, lambda archive: asked_before(archive, key))
    except UsageError:
        recalled = None
    if recalled is None:
        await say(interaction, EXPIRED)
        return
    days = [citation.published for citation in recalled.citations if citation.published]
    if not days:
        await say(interaction, UNDATED)
        return
    private = bool(interaction.message and interaction.message.flags.ephemeral)
    await answer_here(interaction, _moved(question, max(days), newer=newer), private=private)


def _moved(question: Question, day: str, *, newer: bool) -> Question:
    """The question, asked of the days after `day` or before it."""
    beside = (date.fromisoformat(day) + timedelta(days=1 if newer else -1)).isoformat()
    since, until = (beside, None) if newer else (None, beside)
    return replace(question, since=since, until=until)
