"""The commands about the archive: look at it, add to it, take out of it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.discord_app.access.callers import caller_of_interaction
from bot.discord_app.access.rules import refusal_of_change
from bot.discord_app.commands import autocomplete
from bot.discord_app.commands.add_articles import add, change_and_name
from bot.discord_app.commands.command_options import DELETE, INDEX, AnyCommand, given
from bot.discord_app.components.article_list import browse, search_for
from bot.discord_app.components.article_removal import confirm
from bot.discord_app.context import context_of
from bot.discord_app.render.escape import as_sentence, escape
from bot.discord_app.render.messages import moment, text_post
from bot.discord_app.render.unanswered import unanswered_lines
from bot.discord_app.request_handling.archive_executor import in_archive
from bot.discord_app.request_handling.delivery import respond
from bot.discord_app.watches.channel_access import seen_by
from bot.text import date_words
from retrieval import factory
from retrieval.messages import gettext, gettext_noop, ngettext, number_words

if TYPE_CHECKING:
    from bot.discord_app.interaction import Interaction
    from retrieval.archive.store import Archive

MOST_UNANSWERED = 10  # lines beside all else that /status says


@app_commands.command(
    name="articles", description=gettext_noop("Look through the articles held, newest first.")
)
@app_commands.describe(
    outlet=gettext_noop("Only articles of this outlet"),
    search=gettext_noop("Only articles whose title, outlet, date or id holds these words"),
)
@app_commands.autocomplete(outlet=autocomplete.outlets)
async def articles(
    interaction: Interaction,
    outlet: str | None = None,
    search: app_commands.Range[str, 1, 200] | None = None,
) -> None:
    """List the articles held."""
    # A search also looks at outlets, so the other option is some words more.
    words = " ".join(filter(None, (given(search), given(outlet))))
    await (search_for(interaction, words) if given(search) else browse(interaction, given(outlet)))


@app_commands.command(
    name="index", description=gettext_noop("Add a page or a file to the archive."), extras=INDEX
)
@app_commands.describe(
    url=gettext_noop("The address of a page, a feed or a sitemap"),
    file=gettext_noop("A file that holds articles"),
    outlet=gettext_noop("Who published it, if it does not say"),
    published=gettext_noop("When it was published, if it does not say: 2015-06-04"),
)
async def index(
    interaction: Interaction,
    url: str | None = None,
    file: discord.Attachment | None = None,
    outlet: str | None = None,
    published: str | None = None,
) -> None:
    """Add a page or a file."""
    address = given(url)
    stated = {"outlet": given(outlet), "published": given(published)}
    await add(interaction, [address] if address else [], [file] if file else [], stated)


@app_commands.command(
    name="remove",
    description=gettext_noop("Remove an article from the archive, once confirmed."),
    extras=DELETE,
)
@app_commands.describe(
    article=gettext_noop("Its title, outlet or date; choose one that is suggested")
)
@app_commands.autocomplete(article=autocomplete.articles)
async def remove(interaction: Interaction, article: str) -> None:
    """Remove an article, once confirmed."""
    await confirm(interaction, article)


@app_commands.command(
    name="reindex",
    description=gettext_noop("Read the articles' folder again: what is new, changed, gone."),
    extras=INDEX,
)
async def reindex(interaction: Interaction) -> None:
    """Bring the archive up to date with the folder of articles."""
    settings = context_of(interaction).settings
    await interaction.response.defer(ephemeral=True, thinking=True)
    await change_and_name(
        interaction, "reindex", lambda: factory.index(settings, [settings.articles])
    )


@app_commands.command(
    name="status", description=gettext_noop("How many articles are held, from when to when.")
)
async def status(interaction: Interaction) -> None:
    """What the archive holds, and how long the bot has been running."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    held, last = await in_archive(context_of(interaction), _facts)
    began = datetime.fromtimestamp(context_of(interaction).began, UTC).isoformat()
    added = gettext("Last added to: {moment}")
    running = gettext("Dateline {version}, running since {moment}")
    lines = [
        escape(as_sentence(held)),
        added.format(moment=moment(last) if last else gettext("never")),
        running.format(version=escape(_version()), moment=moment(began)),
    ]
    caller = caller_of_interaction(interaction)
    # What others asked is shown to those alone who may add what is missing, and may read it there.
    if refusal_of_change(context_of(interaction).rules, caller, "index") is None:
        seen = seen_by(interaction.guild, interaction.user)
        lines += await in_archive(context_of(interaction), partial(_unanswered, channels=seen))
    await respond(interaction, text_post("\n".join(lines)), private=True)


def _facts(archive: Archive) -> tuple[str, str | None]:
    """What is held, in words, and when the last article was read in."""
    from retrieval.archive.browsing import last_indexed
    from retrieval.archive.store import coverage

    with archive.reading() as connection:
        held = coverage(connection)
    form = ngettext("{count} article held", "{count} articles held", held.articles)
    parts = [form.format(count=number_words(held.articles))]
    # It is None where no article has a date.
    if held.first and held.last:
        one_day = held.first == held.last
        span = gettext("published from {first} to {last}")
        form = gettext("published {first}") if one_day else span
        parts.append(form.format(first=date_words(held.first), last=date_words(held.last)))
    if held.undated:
        parts.append(gettext("{count} undated").format(count=number_words(held.undated)))
    return ", ".join(parts), last_indexed(archive)


def _unanswered(archive: Archive, channels: frozenset[int]) -> list[str]:
    """The questions of these channels that the archive held no answer to."""
    from retrieval.archive.reader_feedback import unanswered

    lines = unanswered_lines(unanswered(archive, MOST_UNANSWERED, channels=channels))
    return ["", *lines] if lines else []


def _version() -> str:
    try:
        return version("dateline")
    # Run from a folder, without having been installed.
    except PackageNotFoundError:
        return gettext("(version unknown)")


COMMANDS: tuple[AnyCommand, ...] = (articles, index, remove, reindex, status)
