"""Saved watches at work: what they find in new articles is posted where they were saved."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import discord

from bot.discord_app.access import Place, refusal
from bot.discord_app.archive import in_archive
from bot.discord_app.inert import inert, one_line, quotation
from bot.discord_app.messages import Post, text_post
from bot.discord_app.sources import source_of
from retrieval.archive.store import meta
from retrieval.archive.watches import Watch, note_look, watches
from retrieval.errors import DatelineError

if TYPE_CHECKING:
    from bot.discord_app.client import DatelineClient
    from retrieval.answer.news import News
    from retrieval.archive.store import Archive
    from retrieval.settings import Settings

Find = Callable[[Watch], "News"]
"""What a watch finds; called outside the event loop."""

EVERY_SECONDS = 20.0
MOST_SHOWN = 5

log = logging.getLogger(__name__)


class Lookout:
    """Looks for each watch whenever the archive has changed, but for the quiet hours."""

    def __init__(self, client: DatelineClient, find: Find) -> None:
        self._client = client
        self._find = find
        self._seen: object = None

    async def look_again(self) -> None:
        """Look; a failure is logged, and the next time comes."""
        try:
            await self.look(datetime.now(UTC))
        except DatelineError as error:
            log.warning("The watches could not look: %s", error)
        except Exception:
            log.exception("The watches could not look; they do so again later.")

    async def look(self, now: datetime) -> None:
        """Post what every watch finds, where the archive has changed and no quiet hours are."""
        client = self._client
        if not client.is_ready() or is_quiet(client.settings, now):
            return
        generation = await in_archive(client, _generation)
        if generation == self._seen:
            return
        for watch in await in_archive(client, watches):
            await self._look_for(watch)
        self._seen = generation

    async def _look_for(self, watch: Watch) -> None:
        if not _may_post(self._client, watch):
            return
        found = await asyncio.to_thread(self._find, watch)
        if found.passages:
            try:
                await _send(self._client, watch, news_post(watch, found))
            except discord.HTTPException as error:
                log.warning(
                    "What watch %s found could not be posted in channel %s: %s. It is kept until "
                    "articles arrive the next time.", watch.id, watch.channel, error,
                )  # fmt: skip
                return
        posted = [(each.passage.article, each.passage.hash) for each in found.passages]
        await in_archive(
            self._client, lambda archive: note_look(archive, watch, found.through, posted)
        )


def is_quiet(settings: Settings, now: datetime) -> bool:
    """Whether nothing is to be posted now, by DATELINE_QUIET_HOURS in DATELINE_TIMEZONE."""
    if not settings.quiet_hours:
        return False
    zone = ZoneInfo(settings.timezone) if settings.timezone else None
    hour = now.astimezone(zone).hour
    first, last = (int(part) for part in settings.quiet_hours.split("-"))
    return first <= hour < last if first <= last else hour >= first or hour < last


def news_post(watch: Watch, found: News) -> Post:
    """What a watch found, as it is posted: a few quotations, each with its source."""
    count = len(found.passages)
    many = "1 new article" if count == 1 else f"{count} new articles"
    parts = [f"**Watch {watch.id}**: {inert(one_line(watch.question, 200))} · {many}"]
    parts += [
        f"{quotation(each.sentence)}\n{source_of(each.passage, each.sentence)}"
        for each in found.passages[:MOST_SHOWN]
    ]
    if count > MOST_SHOWN:
        parts.append(f"And {count - MOST_SHOWN} more; ask with /ask.")
    return text_post("\n\n".join(parts))


def _may_post(client: DatelineClient, watch: Watch) -> bool:
    """Whether the server and the channel are still allowed; roles are those of a person."""
    channel = client.get_channel(watch.channel)
    parent = channel.parent_id if isinstance(channel, discord.Thread) else None
    place = Place(watch.guild, watch.channel, parent)
    return refusal(replace(client.rules, roles=frozenset()), place) is None


async def _send(client: DatelineClient, watch: Watch, post: Post) -> None:
    channel = client.get_partial_messageable(watch.channel, guild_id=watch.guild)
    for number, page in enumerate(post.pages):
        nonce = f"w{watch.id}-{number}-{int(datetime.now(UTC).timestamp())}"
        await channel.send(page, suppress_embeds=True, nonce=nonce[:25])


def _generation(archive: Archive) -> object:
    with archive.reading() as connection:
        return meta(connection, "generation")
