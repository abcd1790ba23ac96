"""*Read article*: the stored text around a quotation, page by page, to whoever pressed alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from bot.discord_app.answer_buttons import ReadButton
from bot.discord_app.archive import in_archive
from bot.discord_app.inert import inert, quotation
from bot.discord_app.messages import CHANGED, REMOVED
from bot.discord_app.pages import LIMIT, paginate
from bot.discord_app.sources import source_of
from retrieval.answer.receipts import find_receipt
from retrieval.archive.quoting import read_back
from retrieval.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.discord_app.buttons import Press
    from retrieval.archive.store import Archive
    from retrieval.types import Article

HEAD = 600
"""Characters of a page left for the line that names the article."""

BEFORE = 300
"""Characters before a quotation that its page begins with, and what is left of their line."""

EXPIRED = "This answer is too old for that; ask again."


async def read(interaction: Press, key: str, number: int, page: str) -> None:
    """Show a page of the article that citation `number` quotes; turn it in place where one is.

    Raises:
        DatelineError: The archive can't be read.
        discord.HTTPException: Discord did not take the page.
    """
    turned = page != "q"
    if turned:
        await interaction.response.defer()
    else:
        await interaction.response.defer(ephemeral=True, thinking=True)
    text, view = await in_archive(
        interaction.client, lambda archive: _page(archive, key, number, page)
    )
    await interaction.edit_original_response(content=text, view=view)


def article_pages(article: Article, start: int, end: int) -> tuple[list[str], int]:
    """An article's text as inert pages, its quotation set off, and which page that is on."""
    begun = article.text.rfind("\n", 0, max(0, start - BEFORE)) + 1
    if start - begun > 4 * BEFORE:  # one long line
        begun = start
    limit = LIMIT - HEAD
    earlier = paginate(inert(article.text[:begun]), limit) if article.text[:begun].strip() else []
    parts = (
        inert(article.text[begun:start]).strip(),
        quotation(article.text[start:end]),
        inert(article.text[end:]).strip(),
    )
    later = paginate("\n".join(part for part in parts if part), limit)
    return [*earlier, *later], len(earlier)


def _page(archive: Archive, key: str, number: int, page: str) -> tuple[str, discord.ui.View | None]:
    try:
        cited = _citation(archive, key, number)
    except UsageError:
        return EXPIRED, None
    article = archive.article(str(cited["article"]))
    if article is None:
        return REMOVED, None
    place = (cited["hash"], cited["start"], cited["end"])
    with archive.reading() as connection:
        if read_back(connection, article.id, *place) is None:
            return CHANGED, None
    pages, quoted = article_pages(article, cited["start"], cited["end"])
    at = min(quoted if page == "q" else int(page), len(pages) - 1)
    head = f"{source_of(article)}\n-# Page {at + 1} of {len(pages)}"
    return f"{head}\n\n{pages[at]}", _view(key, number, at, len(pages))


def _citation(archive: Archive, key: str, number: int) -> Mapping[str, Any]:
    """The citation as its receipt has it; a UsageError where there is none."""
    kept = find_receipt(archive, key).answer
    quoted = kept["citations"] or kept.get("nearest", ())
    one: Mapping[str, Any] | None = next((c for c in quoted if c["number"] == number), None)
    if one is None:
        raise UsageError(EXPIRED)
    return one


def _view(key: str, number: int, at: int, count: int) -> discord.ui.View:
    view = discord.ui.View(timeout=None)
    if at > 0:
        view.add_item(ReadButton(key, str(number), str(at - 1), "Back", 0))
    if at + 1 < count:
        view.add_item(ReadButton(key, str(number), str(at + 1), "On", 0))
    return view
