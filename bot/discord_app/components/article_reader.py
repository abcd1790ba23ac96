"""*Read article*: the stored text around a quotation, page by page, to whoever pressed alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord

from bot.discord_app.components.persistent_button import PersistentButton
from bot.discord_app.context import context_of
from bot.discord_app.render.escape import block_quotation, escape, one_line
from bot.discord_app.render.message_splitting import LIMIT, paginate
from bot.discord_app.render.messages import changed_words, removed_words
from bot.discord_app.render.source_links import source_of, untitled
from bot.discord_app.request_handling.archive_executor import in_archive
from bot.links import address_of
from retrieval.messages import gettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.discord_app.interaction import Interaction
    from retrieval.archive.store import Archive
    from retrieval.types import Article, ArticleListing

HEAD = 600
"""Characters of a page left for the line that names the article."""

LONGEST_TITLE = 60  # characters of a title on a button; Discord takes 80
IN_A_ROW = 5  # buttons

BEFORE = 300
"""Characters before a quotation that its page begins with, and what is left of their line."""

# Shorter than for other buttons: with all the rest of the id it stays below 100 characters.
_ARTICLE = r"[A-Za-z0-9_-]{1,48}"
# "a001:0123abcd:120:245"
_PLACE = rf"(?P<article>{_ARTICLE}):(?P<text>[0-9a-f]{{8}}):(?P<start>\d{{1,8}}):(?P<end>\d{{1,8}})"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A place in an article's text: its id, that text's hash (or how it begins), the characters."""

    article: str
    hash: str
    start: int
    end: int


# "dateline:read:a001:0123abcd:120:245:q"
class ReadButton(PersistentButton, template=rf"dateline:read:{_PLACE}:(?P<page>q|\d{{1,4}})"):
    """A button that shows a page of an article; `q` is the page of the quotation."""

    once = False

    def __init__(
        self, article: str, text: str, start: str, end: str, page: str,
        label: str = "Read", row: int = 1,
    ) -> None:  # fmt: skip
        key = f"dateline:read:{article}:{text}:{start}:{end}:{page}"
        super().__init__(label, key, row=row)
        self.place = Quoted(article, text, int(start), int(end))
        self.page = page

    async def press(self, interaction: Interaction) -> None:
        """Show the page; turn it in place where one is shown already."""
        # Under an answer or a watch's post it opens a message of its own; there it turns pages.
        if self.page == "q":
            await interaction.response.defer(ephemeral=True, thinking=True)
        else:
            await interaction.response.defer()
        text, view = await in_archive(
            context_of(interaction), lambda archive: _page(archive, self.place, self.page)
        )
        await interaction.edit_original_response(content=text, view=view)


def read_button(place: Quoted, label: str, page: str = "q", row: int = 1) -> ReadButton | None:
    """The button for a place in an article; None where no button can carry the article's id."""
    if not re.fullmatch(_ARTICLE, place.article):
        return None
    start, end = str(place.start), str(place.end)
    # Eight digits are enough to tell whether the text is still the same.
    return ReadButton(place.article, place.hash[:8], start, end, page, label, row)


def listing_buttons(
    listings: Iterable[ArticleListing], row: int = 0, label: str | None = None
) -> Iterator[ReadButton]:
    """A button for each article listed that has no address; it opens at the article's beginning.

    Args:
        listings: The articles, no more than there is room for.
        row: The first row of the buttons.
        label: What each is called; None for its article's title.
    """
    unlinked = (one for one in listings if not address_of(one))
    for at, one in enumerate(unlinked):
        title = one_line(one.title or untitled(), LONGEST_TITLE)
        called = label or gettext("Read: {title}").format(title=title)
        # No place in it is meant: the quotation is empty, and stands before its first word.
        place = Quoted(one.id, one.hash, 0, 0)
        if button := read_button(place, called, row=row + at // IN_A_ROW):
            yield button


def article_pages(article: Article, start: int, end: int) -> tuple[list[str], int]:
    """An article's text as escaped pages, its quotation set off, and which page that is on.

    Page furniture at its head, or what a file states of itself there, is left out.
    """
    # Pages up to shortly before the quotation, then those that begin there: so the quotation stands
    # on the first of the latter, with a little before it.
    first = _head_end(article)
    begun = article.text.rfind("\n", 0, max(0, start - BEFORE)) + 1
    if start - begun > 4 * BEFORE:  # one long line
        begun = start
    begun, limit = max(begun, first), LIMIT - HEAD
    before = article.text[first:begun]
    earlier = paginate(escape(before), limit) if before.strip() else []
    parts = (
        escape(article.text[begun:start]).strip(),
        block_quotation(article.text[start:end]) if start < end else "",
        # Without a quotation it may end before what the head is left out of begins.
        escape(article.text[max(end, begun) :]).strip(),
    )
    later = paginate("\n".join(part for part in parts if part), limit)
    return [*earlier, *later], len(earlier)


def _head_end(article: Article) -> int:
    """Where the furniture ends that an article's text begins with; 0 where it begins with none."""
    end = 0
    # Up to the first word of the article's own; furniture further on stays.
    for start, stop in sorted(article.furniture):
        if article.text[end:start].strip():
            break
        end = stop
    return end


def _page(archive: Archive, place: Quoted, page: str) -> tuple[str, discord.ui.View | None]:
    article = archive.article(place.article)
    if article is None:
        return removed_words(), None
    if not article.hash.startswith(place.hash):
        return changed_words(), None
    pages, quoted = article_pages(article, place.start, place.end)
    at = min(quoted if page == "q" else int(page), len(pages) - 1)
    place_in = gettext("Page {number} of {count}").format(number=at + 1, count=len(pages))
    # Of one page it would say nothing.
    head = source_of(article) + (f"\n-# {place_in}" if len(pages) > 1 else "")
    # The head may be longer than HEAD; Discord refuses what is longer than a message.
    return f"{head}\n\n{pages[at]}"[:LIMIT], _turning(place, at, len(pages))


def _turning(place: Quoted, at: int, count: int) -> discord.ui.View:
    view = discord.ui.View(timeout=None)
    for label, to in ((gettext("Back"), at - 1), (gettext("Next"), at + 1)):
        if 0 <= to < count and (button := read_button(place, label, str(to), 0)):
            view.add_item(button)
    return view
