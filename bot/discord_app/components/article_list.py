"""The list of articles held, page by page; its buttons say which, so they outlive a restart."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import discord

from bot.discord_app.components.persistent_button import PersistentButton
from bot.discord_app.context import context_of
from bot.discord_app.gateway.archive_executor import in_archive
from bot.discord_app.render.escape import escape, one_line
from bot.discord_app.render.source_links import source_of
from retrieval.archive_facts.phrasing import articles
from retrieval.messages import gettext, gettext_noop, number_words

if TYPE_CHECKING:
    from bot.discord_app.context import BotContext
    from bot.discord_app.interaction import Interaction
    from retrieval.archive.store import Archive
    from retrieval.types import Listing

ON_A_PAGE = 8  # eight lines of LONGEST_LINE fit into a message of 2,000
LONGEST_LINE = 235  # characters, the link included
ALL = "-"  # every outlet, in place of a digest
NONE_HELD = gettext_noop("The archive holds no articles yet. Add some with /index.")
NONE_OF_OUTLET = gettext_noop("The archive holds no article of that outlet.")
NONE_FITS = gettext_noop("No article's title, outlet, date or id holds all of these words.")
NO_MORE = gettext_noop("That page is gone; articles were removed since. Use /articles again.")
THERE_MAY_BE_MORE = gettext_noop("There may be more; search with another word.")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the list: its text, and the number of the first article before and after."""

    text: str
    before: int | None = None
    after: int | None = None


# "dateline:articles:o:8:-", "dateline:articles:n:0:0123456789abcdef"
class PageButton(
    PersistentButton,
    template=r"dateline:articles:(?P<way>[no]):(?P<first>\d{1,9}):(?P<outlet>-|[0-9a-f]{16})",
):
    """A button that turns the page in place; `outlet` is a digest of the outlet's name."""

    once = False

    def __init__(self, way: str, first: str, outlet: str) -> None:
        label = gettext_noop("Newer articles") if way == "n" else gettext_noop("Older articles")
        super().__init__(label, f"dateline:articles:{way}:{first}:{outlet}")
        self.first = int(first)
        self.outlet = outlet

    async def press(self, interaction: Interaction) -> None:
        """Turn the page."""
        await interaction.response.defer()
        await _show(interaction, self.first, self.outlet)


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
    """Show the newest articles whose title, outlet, date or id holds all these words.

    Raises:
        ArchiveError: There is no archive, or it can't be used.
        discord.HTTPException: Discord did not take the list.
    """
    from retrieval.archive.browsing import suggested

    await interaction.response.defer(ephemeral=True, thinking=True)
    found = await in_archive(
        context_of(interaction), lambda archive: suggested(archive, words, ON_A_PAGE)
    )
    head = gettext("**{words}**: {articles}, newest first").format(
        words=escape(one_line(words, 200)), articles=articles(len(found))
    )
    # A full page may be all that there is: whether there is more was not asked.
    more = [gettext(THERE_MAY_BE_MORE)] if len(found) == ON_A_PAGE else []
    text = "\n".join([head, *map(_line, found), *more]) if found else gettext(NONE_FITS)
    await interaction.edit_original_response(content=text)


async def _show(interaction: Interaction, first: int, outlet: str) -> None:
    page = await _page(context_of(interaction), first, outlet)
    await interaction.edit_original_response(content=page.text, view=_view(page, outlet))


def page_text(total: int, first: int, listings: tuple[Listing, ...]) -> str:
    """The lines of a page under a heading, at most 2000 characters."""
    last = first + len(listings)
    head = gettext("**{articles}**, newest first: {first}–{last}").format(
        articles=articles(total), first=number_words(first + 1), last=number_words(last)
    )
    return "\n".join([head, *map(_line, listings)])


def _line(one: Listing) -> str:
    # Cut so that a page of such lines fits into a message.
    short = replace(
        one,
        title=one_line(one.title or "", 50) or None,
        outlet=one_line(one.outlet or "", 40),
        date_note=one_line(one.date_note or "", 20) or None,
        revision=None,
        supersedes=None,
        corrected_by=None,
    )
    whole = f"\\- {source_of(short)}"
    # Without either there is no address to link to.
    unlinked = replace(short, url=None, source="")
    return whole if len(whole) <= LONGEST_LINE else f"\\- {source_of(unlinked)}"


async def _page(client: BotContext, first: int, outlet: str) -> Page:
    from retrieval.archive.browsing import page_of

    def look(archive: Archive) -> Page:
        # A digest leads back to no name, so it is compared with those of all outlets held.
        names = [name for name in archive.outlets() if outlet == _digest(name)]
        total, listings = page_of(archive, first, ON_A_PAGE, None if outlet == ALL else names)
        if not listings:
            none = NONE_HELD if outlet == ALL else NONE_OF_OUTLET
            return Page(gettext(NO_MORE if total else none))
        after = first + ON_A_PAGE
        return Page(
            page_text(total, first, listings),
            before=max(0, first - ON_A_PAGE) if first else None,
            after=after if after < total else None,
        )

    return await in_archive(client, look)


def _meant(archive: Archive, outlet: str | None) -> str | None:
    """The outlet held that a name means; of several, the first."""
    if outlet is None:
        return None
    from retrieval.search.filters import matching_outlets

    with archive.reading() as connection:
        return next(iter(matching_outlets(connection, outlet)), None)


def _view(page: Page, outlet: str) -> discord.ui.View | None:
    view = discord.ui.View(timeout=None)
    if page.before is not None:
        view.add_item(PageButton("n", str(page.before), outlet))
    if page.after is not None:
        view.add_item(PageButton("o", str(page.after), outlet))
    return view if view.children else None


def _digest(name: str) -> str:
    # A name itself may be too long for a button's id. "surrogatepass": half a character, from a
    # broken file, is no reason to fail.
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]
