"""A post a week in the channels that are named for it: what came in, and what was asked."""

from __future__ import annotations

import asyncio
import json
import logging
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import discord

from bot.discord_app.components.article_reader import listing_buttons
from bot.discord_app.render.escape import block_quotation, escape, one_line
from bot.discord_app.render.messages import Post, text_post
from bot.discord_app.render.source_links import source_of
from bot.discord_app.render.unanswered import unanswered_lines
from bot.discord_app.request_handling.archive_executor import in_archive
from bot.discord_app.watches.channel_access import may_post_in, seen_by
from bot.discord_app.watches.posting_hours import is_quiet, local_hour
from retrieval.archive.browsing import arrived_since
from retrieval.archive.reader_feedback import (
    AskedCount,
    UnansweredQuestion,
    asked_count,
    unanswered,
)
from retrieval.archive.records import ArticleFilter, records
from retrieval.errors import DatelineError
from retrieval.messages import gettext, gettext_noop, ngettext, number_words, speaking
from retrieval.private_files import FOLDER_MODE, write_private

if TYPE_CHECKING:
    from bot.discord_app.context import BotContext
    from retrieval.archive.store import Archive
    from retrieval.settings import Settings
    from retrieval.types import ArticleListing

FILE = "bot-weekly.json"
EVERY_SECONDS = 300.0  # a digest may come five minutes late
POST_HOUR = 9
"""On Mondays no earlier than this; a bot that was down then posts as soon as it is back."""

DAYS = 7  # it is weekly
MOST_LISTED = 8
"""Without their sentences the post stays one message, with them two or three."""

LONGEST_SENTENCE = 400
"""Characters. It is quoted whole or not at all, and a longer one tells nothing at a glance."""

MOST_OUTLETS = 5  # in one line
MOST_UNANSWERED = 5  # lines
TITLE = gettext_noop("**The week in the archive**")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Week:
    """What the archive knows of a week: what came in, what was asked, what had no answer.

    `unanswered` are the questions of the channels that whoever reads the digest may see;
    `sentences` are those that the articles begin with, by their ids; of some there is none.
    """

    arrived: tuple[ArticleListing, ...]
    asked: AskedCount
    unanswered: tuple[UnansweredQuestion, ...]
    sentences: Mapping[str, str] = field(default_factory=dict)


class WeeklyDigest:
    """Posts once a week; memory and a small file say for which week it was done last.

    Args:
        context: The bot.
        path: That file.
    """

    def __init__(self, context: BotContext, path: Path) -> None:
        self._context = context
        self._path = path
        # Beside the file, which perhaps can't be written.
        self._posted: str | None = None

    async def look_again(self) -> None:
        """Post if it is time; a failure is logged, and the next time comes."""
        try:
            await self.post_when_due(datetime.now(UTC))
        except DatelineError as error:
            log.warning("The weekly digest could not be made: %s", error)
        except Exception:
            log.exception("The weekly digest could not be posted; it is tried again later.")

    async def post_when_due(self, now: datetime) -> None:
        """Post in each channel, unless it was done this week or it is not the hour for it."""
        settings = self._context.settings
        if not (settings.discord_weekly_channels and self._context.is_ready()):
            return
        # Else from the file: a restart must not post it again.
        last = self._posted or await asyncio.to_thread(_read, self._path)
        if not is_due(settings, now, last):
            return
        # Seven days back from now, whenever the last one was: after a late one some are told twice.
        since = (now - timedelta(days=DAYS)).isoformat(timespec="seconds")
        # One that fails is only logged: to try again would post to the others twice.
        for channel in sorted(settings.discord_weekly_channels):
            await self._send(channel, since)
        self._posted = week_of(settings, now)
        await asyncio.to_thread(_write, self._path, self._posted)

    async def _send(self, number: int, since: str) -> None:
        """Post in a channel, in the language of its server."""
        channel = self._context.get_channel(number)
        if not isinstance(channel, discord.TextChannel | discord.Thread):
            log.warning("Channel %s gets no weekly digest: the bot can't see it.", number)
            return
        if not may_post_in(self._context, channel.guild.id, number):
            log.warning(
                "Channel %s gets no weekly digest: the bot may not speak there. Add it to "
                "DATELINE_DISCORD_CHANNELS, or its server to DATELINE_DISCORD_GUILDS.",
                number,
            )
            return
        seen = _open_to_readers(channel)
        week = await in_archive(self._context, lambda archive: week_since(archive, since, seen))
        # "en-GB" gives "en".
        with speaking(str(channel.guild.preferred_locale).partition("-")[0]):
            post, view = digest_post(week), digest_view(week)
        pages = post.pages if post else ()
        try:
            for page in pages:
                # Below the last of them.
                extra: dict[str, Any] = {"view": view} if view and page is pages[-1] else {}
                await channel.send(page, suppress_embeds=True, **extra)
        except discord.HTTPException as error:
            log.warning("Channel %s gets no weekly digest: %s", number, error)


def _open_to_readers(channel: discord.TextChannel | discord.Thread) -> frozenset[int]:
    """The channels that everybody who reads this one may see: it, and those open to the server."""
    own = channel.parent_id if isinstance(channel, discord.Thread) else channel.id
    return seen_by(channel.guild, channel.guild.default_role) | {own}


def week_of(settings: Settings, now: datetime) -> str:
    """The week that it is by the clock of DATELINE_TIMEZONE, as ISO 8601 counts: `2026-W48`."""
    day, _ = local_hour(settings, now)
    # ISO's year, not the day's: 1 January 2027 lies in 2026-W53.
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def is_due(settings: Settings, now: datetime, last: str | None) -> bool:
    """Whether this week's digest is to be posted now, the last one being of the week `last`."""
    day, hour = local_hour(settings, now)
    # Monday is 0. On the days after it any hour will do.
    begun = day.weekday() > 0 or hour >= POST_HOUR
    # Without a file `last` is None: the first digest may come in the middle of a week.
    return begun and not is_quiet(settings, now) and week_of(settings, now) != last


def week_since(archive: Archive, since: str, channels: Collection[int]) -> Week:
    """What came in and what was asked since then (ISO, with its zone).

    Of the questions without an answer only those that were asked in these channels are named.
    """
    found = arrived_since(archive, since)
    return Week(
        found,
        asked_count(archive, since),
        unanswered(archive, MOST_UNANSWERED, since, channels=channels),
        _first_sentences(archive, found[:MOST_LISTED]),
    )


def _first_sentences(archive: Archive, found: Sequence[ArticleListing]) -> dict[str, str]:
    """What each article begins with, by its id, where that is a sentence short enough to quote."""
    within = ArticleFilter(ids=[one.id for one in found])
    with archive.reading() as connection:
        # One each: the first that is a sentence, not the title or a heading.
        begun = records(connection, within, "newest", len(found))
    told = {one.listing.id: text for one in begun for _, text in one.opening}
    return {name: text for name, text in told.items() if len(text) <= LONGEST_SENTENCE}


def digest_post(week: Week) -> Post | None:
    """The post; None where nothing came in and nothing was asked."""
    if not week.arrived and not week.asked.total:
        return None
    post = _post(week)
    # Sentences that are all escapes may be too much for messages in a row: then without them.
    return post if post.file is None else _post(replace(week, sentences={}))


def digest_view(week: Week) -> discord.ui.View | None:
    """A button for each article named that has no address to be opened at."""
    view = discord.ui.View(timeout=None)
    for reads in listing_buttons(week.arrived[:MOST_LISTED]):
        view.add_item(reads)
    return view if view.children else None


def _post(week: Week) -> Post:
    parts = ["\n".join([gettext(TITLE), *_arrived_lines(week)]), _asked_line(week.asked)]
    parts.append("\n".join(unanswered_lines(week.unanswered)))
    return text_post("\n\n".join(part for part in parts if part))


def _arrived_lines(week: Week) -> list[str]:
    found = week.arrived
    by_outlet = Counter(one_line(one.outlet or gettext("no outlet"), 60) for one in found)
    outlets = _outlet_words(by_outlet)
    form = ngettext(
        "{count} article came in: {outlets}", "{count} articles came in: {outlets}", len(found)
    )
    told = form.format(count=number_words(len(found)), outlets=outlets)
    # The names of outlets come from articles.
    lines = [escape(told) if found else gettext("No article came in.")]
    lines += [_article(one, week.sentences.get(one.id, "")) for one in found[:MOST_LISTED]]
    more = len(found) - MOST_LISTED
    others = gettext("And {count} more; /articles lists them.").format(count=number_words(more))
    return [*lines, others] if more > 0 else lines


def _article(one: ArticleListing, sentence: str) -> str:
    """An article's line, linked at the sentence that it begins with, and that sentence, if any."""
    quoted = [block_quotation(one_line(sentence))] if sentence else []
    return "\n".join([f"\\- {source_of(one, sentence)}", *quoted])


def _outlet_words(by_outlet: Counter[str]) -> str:
    """The outlets of which most came in, each with how much: "TASS (3), RFE/RL (2) and 4 more"."""
    most = by_outlet.most_common(MOST_OUTLETS)
    names = ", ".join(f"{name} ({number_words(count)})" for name, count in most)
    if len(by_outlet) == len(most):
        return names
    form = gettext("{names} and {count} more")
    return form.format(names=names, count=number_words(len(by_outlet) - len(most)))


def _asked_line(asked: AskedCount) -> str:
    if not asked.total:
        return gettext("Nothing was asked.")
    form = ngettext(
        "{count} question asked, {answered} answered, {missing} not in the archive.",
        "{count} questions asked, {answered} answered, {missing} not in the archive.",
        asked.total,
    )
    return form.format(
        count=number_words(asked.total),
        answered=number_words(asked.found),
        missing=number_words(asked.total - asked.found),
    )


def _read(path: Path) -> str | None:
    try:
        return str(json.loads(path.read_text("utf-8"))["posted"])
    # No file yet, half a file, or something else in it: no digest is known of.
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _write(path: Path, week: str) -> None:
    try:
        path.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        write_private(path, json.dumps({"posted": week}) + "\n")
    except OSError as error:
        log.warning("%s can't be written; a restart may post the digest again: %s", path, error)
