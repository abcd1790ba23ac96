"""The commands about feeds: which are followed, and reading what is new in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands

from bot.discord_app.commands import autocomplete
from bot.discord_app.commands.add_articles import report_post, require_addresses
from bot.discord_app.commands.command_options import INDEX, AnyCommand, given
from bot.discord_app.context import context_of
from bot.discord_app.gateway.archive_executor import change, in_archive
from bot.discord_app.gateway.delivery import respond
from bot.discord_app.render.escape import escape, one_line
from bot.discord_app.render.messages import Post, moment, text_post
from bot.discord_app.render.source_links import linked, without_paths
from bot.fragments import web_address
from retrieval import factory
from retrieval.archive.subscriptions import subscribe, subscriptions, unsubscribe

if TYPE_CHECKING:
    from bot.discord_app.interaction import Interaction
    from retrieval.settings import Settings
    from retrieval.types import Subscription

NONE = "No feed is followed yet. Follow one with /feeds add."
ADDED = "This feed is now followed: {url}\nRead what is in it with /feeds refresh."
KNOWN = "This feed is followed already: {url}"
REMOVED = "This feed is no longer followed: {url}\nIts articles stay in the archive."

feeds = app_commands.Group(name="feeds", description="The feeds and sitemaps that are followed.")


@feeds.command(name="add", description="Follow a feed (RSS, Atom) or a sitemap.", extras=INDEX)
@app_commands.describe(url="Its address")
async def add_feed(interaction: Interaction, url: str) -> None:
    """Follow a feed."""
    settings, address = context_of(interaction).settings, url.strip()
    await interaction.response.defer(ephemeral=True, thinking=True)
    require_addresses([address])
    await change(interaction, "feeds add", lambda: _added(settings, address), sources=[address])


@feeds.command(name="list", description="List the feeds followed, and how reading them went.")
async def list_feeds(interaction: Interaction) -> None:
    """List the feeds."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    held = await in_archive(context_of(interaction), subscriptions)
    text = "\n".join(map(_line, held)) or NONE
    await respond(interaction, text_post(text), private=True)


def _line(feed: Subscription) -> str:
    """A feed's name, linked, and when and how it was last read."""
    title, address = one_line(feed.title or feed.url, 200), web_address(feed.url)
    read = f"last read {moment(feed.checked)}" if feed.checked else "not read yet"
    line = f"\\- {linked(title, address)} · {read}"
    if not feed.failure:
        return line
    return f"{line} · failed: {escape(one_line(without_paths(feed.failure), 300))}"


@feeds.command(name="remove", description="Stop following a feed; its articles stay.",
               extras=INDEX)  # fmt: skip
@app_commands.describe(url="Its address")
@app_commands.autocomplete(url=autocomplete.feeds)
async def remove_feed(interaction: Interaction, url: str) -> None:
    """Follow a feed no longer."""
    settings, address = context_of(interaction).settings, url.strip()
    await interaction.response.defer(ephemeral=True, thinking=True)
    await change(
        interaction, "feeds remove", lambda: _removed(settings, address), sources=[address]
    )


@feeds.command(name="refresh", description="Read the feeds followed, and add what is new.",
               extras=INDEX)  # fmt: skip
@app_commands.describe(url="Only this one")
@app_commands.autocomplete(url=autocomplete.feeds)
async def refresh_feeds(interaction: Interaction, url: str | None = None) -> None:
    """Read what is new in the feeds."""
    settings, address = context_of(interaction).settings, given(url)
    urls = [address] if address else []
    await interaction.response.defer(ephemeral=True, thinking=True)
    await change(
        interaction, "feeds refresh", lambda: report_post(factory.refresh_feeds(settings, urls))
    )


def _added(settings: Settings, url: str) -> Post:
    with factory.open_archive(settings, create=True) as archive:
        new = subscribe(archive, [url])
    return text_post((ADDED if new else KNOWN).format(url=escape(url)))


def _removed(settings: Settings, url: str) -> Post:
    with factory.open_archive(settings, any_model=True) as archive:
        unsubscribe(archive, [url])
    return text_post(REMOVED.format(url=escape(url)))


COMMANDS: tuple[AnyCommand, ...] = (feeds,)
