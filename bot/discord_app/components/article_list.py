"""The list of articles held, page by page; its buttons say which, so they outlive a restart."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import discord

from bot.discord_app.components.article_reader import listing_buttons
from bot.discord_app.components.persistent_button import PersistentButton
from bot.discord_app.context import context_of
from bot.discord_app.render.escape import escape, one_line, unescaped
from bot.discord_app.render.source_links import source_of
from bot.discord_app.request_handling.archive_executor import in_archive
from retrieval.messages import gettext, gettext_noop, number_words
from retrieval.messages.counts import articles_words

if TYPE_CHECKING:
    from bot.discord_app.context import BotContext
    from bot.discord_app.interaction import Interaction
    from retrieval.archive.store import Archive
    from retrieval.types import ArticleListing

ON_A_PAGE = 8  # eight lines of LONGEST_LINE fit into a message of 2,000
LONGEST_LINE = 235  # characters, the link included
ALL = "-"  # every outlet, in place of a digest
NONE_HELD = gettext_noop("The archive holds no articles yet. Add some with /index.")
NONE_OF_OUTLET = gettext_noop("The archive holds no article of that outlet.")
NONE_FITS = gettext_noop("No article's title, outlet, date or id holds all of these words.")
NO_MORE = gettext_noop("That page is gone; articles were removed since. Use /articles again.")

FOUND_ON_A_PAGE = 6
"""With the words that were searched for, escaped, as many lines fit into a message."""

LONGEST_SEARCH = 200
"""Characters of them: as many as the command takes, and an outlet's name counts among them."""

# "**mill harbour**", the first line of what was found; a star within it stands behind a backslash
_SEARCHED = re.compile(r"\*\*((?:\\.|[^*\\\n])+)\*\*\n")


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of the list: its text, its articles, and the first number before and after."""

    text: str
    before: int | None = None
    after: int | None = None
    listings: tuple[ArticleListing, ...] = ()


# "dateline:articles:o:8:-", "dateline:articles:n:0:0123456789abcdef"
class PageButton(
    PersistentButton,
    template=r"dateline:articles:(?P<way>[no]):(?P<first>\d{1,9}):(?P<outlet>-|[0-9a-f]{16})",
):
    """A button that turns the page in place; `outlet` is a digest of the outlet's name."""

    once = False

    def __init__(self, way: str, first: str, outlet: str) -> None:
        super().__init__(_turn(way), f"dateline:articles:{way}:{first}:{outlet}")
        self.first = int(first)
        self.outlet = outlet

    async def press(self, interaction: Interaction) -> None:
        """Turn the page."""
        await interaction.response.defer()
        await _show(interaction, self.first, self.outlet)


# "dateline:found:o:6"
class FoundButton(PersistentButton, template=r"dateline:found:(?P<way>[no]):(?P<first>\d{1,9})"):
    """A button that turns what was found; the words stand in the message, for an id is short."""

    once = False

    def __init__(self, way: str, first: str) -> None:
        super().__init__(_turn(way), f"dateline:found:{way}:{first}")
        self.first = int(first)

    async def press(self, interaction: Interaction) -> None:
        """Turn the page."""
        await interaction.response.defer()
        message = interaction.message
        searched = _SEARCHED.match(message.content) if message else None
        await _show_found(interaction, unescaped(searched[1]) if searched else "", self.first)


BUTTONS = (PageButton, FoundButton)
"""What turns lists of articles, for the bot to know after a restart."""


def _turn(way: str) -> str:
    return gettext_noop("Newer articles") if way == "n" else gettext_noop("Older articles")


async def browse(interaction: Interaction, outlet: str | None) -> None:
    """Show the first page, of one outlet or of all, to whoever asked for it.

    Raises:
        ArchiveError: There is no archive, or it can't be used.
        discord.HTTPException: Discord did not take the page.
    """
    await interaction.response.defer(ephemeral=True, thinking=True)
    name = await in_archive(context_of(interaction), lambda archive: _meant(archive, outlet))
    # An outlet that is not held has a digest too; no name will fit it.
    digest = ALL if outlet is None else _digest(name or outlet)
    await _show(interaction, 0, digest)


async def search_for(interaction: Interaction, words: str) -> None:
    """Show the first page of the articles whose title, outlet, date or id holds all these words.

    Raises:
        ArchiveError: There is no archive, or it can't be used.
        discord.HTTPException: Discord did not take the list.
    """
    await interaction.response.defer(ephemeral=True, thinking=True)
    await _show_found(interaction, one_line(words)[:LONGEST_SEARCH], 0)


async def _show_found(interaction: Interaction, words: str, first: int) -> None:
    from retrieval.archive.browsing import found_by

    total, found = await in_archive(
        context_of(interaction), lambda archive: found_by(archive, words, first, FOUND_ON_A_PAGE)
    )
    page = ListPage(gettext(NO_MORE if total else NONE_FITS))
    if found:
        text = f"**{escape(words)}**\n{page_text(total, first, found)}"
        page = _page(text, total, first, found, FOUND_ON_A_PAGE)
    await interaction.edit_original_response(content=page.text, view=_view(page, FoundButton))


async def _show(interaction: Interaction, first: int, outlet: str) -> None:
    page = await _listed(context_of(interaction), first, outlet)
    view = _view(page, lambda way, to: PageButton(way, to, outlet))
    await interaction.edit_original_response(content=page.text, view=view)


def page_text(total: int, first: int, listings: tuple[ArticleListing, ...]) -> str:
    """The lines of a page under a heading, at most 2000 characters."""
    return "\n".join([_heading(total, first, first + len(listings)), *map(_line, listings)])


def _heading(total: int, first: int, last: int) -> str:
    """How many there are; which these are, where others stand on other pages."""
    if total == 1:
        form = "**{articles}**"
    elif last - first >= total:
        form = gettext("**{articles}**, newest first")
    else:
        form = gettext("**{articles}**, newest first: {first}–{last}")
    return form.format(
        articles=articles_words(total), first=number_words(first + 1), last=number_words(last)
    )


def _line(one: ArticleListing) -> str:
    # Cut so that a page of such lines fits into a message.
    short = replace(
        one,
        title=one_line(one.title or "", 50) or None,
        outlet=one_line(one.outlet or "", 40),
        date_note=one_line(one.date_note or "", 20) or None,
        revision=None,
        supersedes=None,
        corrected_by=None,
        supersedes_title=None,
        corrected_title=None,
    )
    whole = f"\\- {source_of(short)}"
    # Without either there is no address to link to.
    unlinked = replace(short, url=None, source="")
    return whole if len(whole) <= LONGEST_LINE else f"\\- {source_of(unlinked)}"


def _page(
    text: str, total: int, first: int, listings: tuple[ArticleListing, ...], most: int
) -> ListPage:
    """A page of at most so many articles of `total`, with what comes before and after it."""
    after = first + most
    return ListPage(
        text,
        before=max(0, first - most) if first else None,
        after=after if after < total else None,
        listings=listings,
    )


async def _listed(client: BotContext, first: int, outlet: str) -> ListPage:
    from retrieval.archive.browsing import listing_page

    def look(archive: Archive) -> ListPage:
        # A digest leads back to no name, so it is compared with those of all outlets held.
        names = [name for name in archive.outlets() if outlet == _digest(name)]
        total, listings = listing_page(archive, first, ON_A_PAGE, None if outlet == ALL else names)
        if not listings:
            none = NONE_HELD if outlet == ALL else NONE_OF_OUTLET
            return ListPage(gettext(NO_MORE if total else none))
        return _page(page_text(total, first, listings), total, first, listings, ON_A_PAGE)

    return await in_archive(client, look)


def _meant(archive: Archive, outlet: str | None) -> str | None:
    """The outlet held that a name means; of several, the first."""
    if outlet is None:
        return None
    from retrieval.search.filters import matching_outlets

    with archive.reading() as connection:
        return next(iter(matching_outlets(connection, outlet)), None)


def _view(page: ListPage, button: Callable[[str, str], PersistentButton]) -> discord.ui.View | None:
    view = discord.ui.View(timeout=None)
    for way, to in (("n", page.before), ("o", page.after)):
        if to is not None:
            view.add_item(button(way, str(to)))
    for reads in listing_buttons(page.listings, row=1):
        view.add_item(reads)
    return view if view.children else None


def _digest(name: str) -> str:
    # A name itself may be too long for a button's id. "surrogatepass": half a character, from a
    # broken file, is no reason to fail.
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]
