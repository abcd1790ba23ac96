"""Putting right what was just added: take it out again, or state its outlet and its date."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import discord

from bot.discord_app.components.article_reader import listing_buttons
from bot.discord_app.components.article_removal import GONE, confirm
from bot.discord_app.components.modals import LONGEST, Field, Form
from bot.discord_app.components.persistent_button import PersistentButton
from bot.discord_app.context import context_of
from bot.discord_app.render.escape import one_line
from bot.discord_app.render.messages import Post, text_post
from bot.discord_app.render.source_links import source_of
from bot.discord_app.request_handling.archive_executor import change, in_archive
from bot.discord_app.request_handling.delivery import say
from retrieval.messages import gettext, gettext_noop, pgettext
from retrieval.typed_days import is_day
from retrieval.types import StatedMetadata

if TYPE_CHECKING:
    from bot.discord_app.interaction import Interaction
    from retrieval.settings import Settings
    from retrieval.types import ArticleListing

MOST_NAMED = 5
"""Articles that are named after they were added, each with its row of buttons."""

NOTHING_STATED = gettext_noop("Nothing was filled in, so nothing is changed.")
NO_DATE = gettext_noop("A date is written as YYYY-MM-DD, for example 2016-11-03.")
CORRECTED = gettext_noop("The article is now held as:\n{line}")

# "a001-3f2c": an id with which the button's own stays below Discord's 100 characters.
_ID = r"[A-Za-z0-9_-]{1,64}"
# By the names that `StatedMetadata` has for them.
_FIELDS = (
    Field("outlet", gettext_noop("Outlet"), gettext_noop("as it should be named; empty leaves it")),
    Field(
        "published",
        gettext_noop("Date of publication"),
        gettext_noop("2016-11-03; empty leaves it"),
    ),
)


# "dateline:unwanted:a001"
class UnwantedButton(PersistentButton, template=rf"dateline:unwanted:(?P<article>{_ID})"):
    """A button that asks whether an article is to be removed."""

    action = "delete"

    def __init__(self, article: str, label: str = gettext_noop("Remove"), row: int = 0) -> None:
        super().__init__(label, f"dateline:unwanted:{article}", row=row)
        self.article = article

    async def press(self, interaction: Interaction) -> None:
        """Ask; see `article_removal`."""
        await confirm(interaction, self.article)


# "dateline:correct:a001"
class CorrectButton(PersistentButton, template=rf"dateline:correct:(?P<article>{_ID})"):
    """A button that opens a form for an article's outlet and date."""

    action = "index"
    # A form that was closed may be opened again at once.
    once = False

    def __init__(self, article: str, label: str = gettext_noop("Correct"), row: int = 0) -> None:
        super().__init__(label, f"dateline:correct:{article}", row=row)
        self.article = article

    async def press(self, interaction: Interaction) -> None:
        """Open the form, filled in with what is held."""
        from retrieval.archive.browsing import listing

        # Nothing is deferred yet, so this must not take long.
        held = await in_archive(
            context_of(interaction), lambda archive: listing(archive, self.article)
        )
        await (interaction.response.send_modal(_form(held)) if held else say(interaction, GONE))


def correcting_view(new: Sequence[ArticleListing], *, removes: bool) -> discord.ui.View | None:
    """For each article a row of buttons; None where no button can carry an id.

    The two of them, and *Read* where it has no address to be opened at.

    Args:
        new: The articles.
        removes: Whether they are for somebody who may remove articles; else there is no *Remove*.
    """
    view = discord.ui.View(timeout=None)
    for row, one in enumerate(new[:MOST_NAMED]):
        # The number that the article has in the report above.
        number = f" {row + 1}" if len(new) > 1 else ""
        if re.fullmatch(_ID, one.id):
            if removes:
                view.add_item(UnwantedButton(one.id, gettext("Remove") + number, row))
            view.add_item(CorrectButton(one.id, gettext("Correct") + number, row))
        for reads in listing_buttons([one], row, _read() + number):
            view.add_item(reads)
    return view if view.children else None


def _read() -> str:
    # With a context: as a word of a record it says when something was read.
    return pgettext("button", "Read")


def _form(article: ArticleListing) -> Form:
    held = {field.name: _held(article, field.name) for field in _FIELDS}
    fields = [replace(field, held=held[field.name] or None) for field in _FIELDS]

    async def stated(interaction: Interaction, written: Mapping[str, str]) -> None:
        # A field that is empty or as it was states nothing, so what was stated before stays.
        new = {name: text for name, text in written.items() if text and text != held[name]}
        said = StatedMetadata(outlet=new.get("outlet"), published=new.get("published"))
        if not said or (said.published and not is_day(said.published)):
            await say(interaction, NO_DATE if said else NOTHING_STATED)
            return
        settings = context_of(interaction).settings
        await interaction.response.defer(ephemeral=True, thinking=True)
        await change(
            interaction,
            "correct",
            lambda: _corrected(settings, article.id, said),
            article=article.id,
        )

    return Form(gettext_noop("What is stated of this article"), fields, stated, action="index")


def _held(article: ArticleListing, name: str) -> str:
    """What is held of an article in a field, as the form takes it."""
    return one_line(getattr(article, name) or "", LONGEST)


def _corrected(settings: Settings, article: str, said: StatedMetadata) -> Post:
    from retrieval.factory.editing import edit

    return text_post(gettext(CORRECTED).format(line=source_of(edit(settings, article, said))))
