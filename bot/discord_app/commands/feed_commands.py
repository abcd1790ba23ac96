"""The commands about feeds: which are followed, and reading what is new in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands

from bot.discord_app.commands import autocomplete
from bot.discord_app.commands.add_articles import change_and_name, require_addresses
from bot.discord_app.commands.command_options import INDEX, AnyCommand, given
from bot.discord_app.context import context_of
from bot.discord_app.render.escape import escape, one_line
from bot.discord_app.render.messages import Post, moment, text_post
from bot.discord_app.render.source_links import linked, without_paths
from bot.discord_app.request_handling.archive_executor import change, in_archive
from bot.discord_app.request_handling.delivery import respond
from bot.links import web_address
from retrieval import factory
from retrieval.archive.subscriptions import subscribe, subscriptions, unsubscribe
from retrieval.messages import gettext, gettext_noop

if TYPE_CHECKING:
    from bot.discord_app.interaction import Interaction
    from retrieval.settings import Settings
    from retrieval.types import Subscription

NONE = gettext_noop("No feed is followed yet. Follow one with /feeds add.")
ADDED = gettext_noop("This feed is now followed: {url}\nRead what is in it with /feeds refresh.")
KNOWN = gettext_noop("This feed is followed already: {url}")
REMOVED = gettext_noop("This feed is no longer followed: {url}\nIts articles stay in the archive.")

feeds = app_commands.Group(
    name="feeds", description=gettext_noop("The feeds and sitemaps that are followed.")
)


@feeds.command(
    name="add", description=gettext_noop("Follow a feed (RSS, Atom) or a sitemap."), extras=INDEX
)
@app_commands.describe(url=gettext_noop("Its address"))
async def add_feed(interaction: Interaction, url: str) -> None:
    """Follow a feed."""
    settings, address = context_of(interaction).settings, url.strip()
    await interaction.response.defer(ephemeral=True, thinking=True)
    require_addresses([address])
    await change(interaction, "feeds add", lambda: _added(settings, address), sources=[address])


@feeds.command(
    name="list", description=gettext_noop("List the feeds followed, and how reading them went.")
)
async def list_feeds(interaction: Interaction) -> None:
    """List the feeds."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    held = await in_archive(context_of(interaction), subscriptions)
    text = "\n".join(map(_line, held)) or gettext(NONE)
    await respond(interaction, text_post(text), private=True)


def _line(feed: Subscription) -> str:
    """A feed's name, linked, and when and how it was last read."""
    # Without a plain web address `linked` gives the title alone.
    title, address = one_line(feed.title or feed.url, 200), web_address(feed.url)
    read = gettext("not read yet")
    if feed.checked:
        read = gettext("last read {moment}").format(moment=moment(feed.checked))
    line = f"\\- {linked(title, address)} · {read}"
    if not feed.failure:
        return line
    why = escape(one_line(without_paths(feed.failure), 300))
    return f"{line} · {gettext('failed: {reason}').format(reason=why)}"


@feeds.command(
    name="remove",
    description=gettext_noop("Stop following a feed; its articles stay."),
    extras=INDEX,
)
@app_commands.describe(url=gettext_noop("Its address"))
@app_commands.autocomplete(url=autocomplete.feeds)
async def remove_feed(interaction: Interaction, url: str) -> None:
    """Follow a feed no longer."""
    settings, address = context_of(interaction).settings, url.strip()
    await interaction.response.defer(ephemeral=True, thinking=True)
    await change(
        interaction, "feeds remove", lambda: _removed(settings, address), sources=[address]
    )


@feeds.command(
    name="refresh",
    description=gettext_noop("Read the feeds followed, and add what is new."),
    extras=INDEX,
)
@app_commands.describe(url=gettext_noop("Only this one"))
@app_commands.autocomplete(url=autocomplete.feeds)
async def refresh_feeds(interaction: Interaction, url: str | None = None) -> None:
    """Read what is new in the feeds."""
    settings, address = context_of(interaction).settings, given(url)
    urls = [address] if address else []
    await interaction.response.defer(ephemeral=True, thinking=True)
    await change_and_name(
        interaction, "feeds refresh", lambda: factory.refresh_feeds(settings, urls)
    )


def _added(settings: Settings, url: str) -> Post:
    # A feed may be the first thing that there is.
    with factory.open_archive(settings, create=True) as archive:
        new = subscribe(archive, [url])
    return text_post(gettext(ADDED if new else KNOWN).format(url=escape(url)))


def _removed(settings: Settings, url: str) -> Post:
    # No vectors are needed for it.
    with factory.open_archive(settings, any_model=True) as archive:
        unsubscribe(archive, [url])
    return text_post(gettext(REMOVED).format(url=escape(url)))


COMMANDS: tuple[AnyCommand, ...] = (feeds,)
