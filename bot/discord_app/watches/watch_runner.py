"""Saved watches at work: what they find in new articles is posted where they were saved."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import discord

from bot.discord_app.components.article_reader import Quoted, read_button
from bot.discord_app.render.escape import block_quotation, one_line
from bot.discord_app.render.messages import Post, text_post
from bot.discord_app.render.source_links import source_of
from bot.discord_app.request_handling.archive_executor import in_archive
from bot.discord_app.watches.channel_access import may_post_in
from bot.discord_app.watches.posting_hours import Hour, is_digest_hour, is_quiet, local_hour
from bot.discord_app.watches.stop_button import StopButton
from bot.discord_app.watches.watch_topic import topic_words
from bot.links import address_of
from retrieval.archive.store import meta
from retrieval.archive.watches import Watch, note_look, watches
from retrieval.errors import ArchiveError, DatelineError
from retrieval.messages import gettext, ngettext, number_words, question_language, speaking

if TYPE_CHECKING:
    from bot.discord_app.context import BotContext
    from retrieval.answer.news import News
    from retrieval.archive.store import Archive
    from retrieval.search.hit import HitSentence

Find = Callable[[Watch], "News"]
"""What a watch finds; called outside the event loop."""

Finding = tuple[Watch, "News"]
"""A watch, and what it found."""

Found = tuple[Watch, "HitSentence"]
"""A watch, and what it found of one article."""

EVERY_SECONDS = 20.0  # a look costs one read of the generation
MOST_SHOWN = 5  # articles quoted in a post
MOST_NAMED = 8
"""Articles named below those: with them the post stays one message, or two."""

MOST_STOPPED = 5  # buttons in a row

AGAIN = timedelta(minutes=10)
"""After a post that Discord did not take, it is looked for again."""

log = logging.getLogger(__name__)


class WatchRunner:
    """Looks for each watch whenever the archive has changed, but for the quiet hours.

    Where digest hours are set it looks in those hours alone, once in each. What Discord does not
    take is looked for again after a while, for that channel alone within a digest's hour. Watches
    of a channel or a server that is gone rest.
    """

    def __init__(self, client: BotContext, find: Find) -> None:
        self._client = client
        self._find = find
        # The archive's generation at the last look; None before the first, which always looks.
        self._seen: object = None
        # The hour of the last digest, so that an hour has one.
        self._digest: Hour | None = None
        # Posts that could not be noted in the archive, which may be readable all the same.
        self._unnoted: set[tuple[int, str, str]] = set()
        # The channels whose post Discord did not take, and when that is tried again.
        self._owed: frozenset[int] = frozenset()
        self._again: datetime | None = None

    async def look_again(self) -> None:
        """Look; a failure is logged, and the next time comes."""
        # `tasks.loop` ends for good at an exception, unless it is one of the network's.
        try:
            await self.look(datetime.now(UTC))
        except DatelineError as error:
            log.warning("The watches could not look: %s", error)
        except Exception:
            log.exception("The watches could not look; they do so again later.")

    async def look(self, now: datetime) -> None:
        """Post what every watch finds, where the archive has changed and it is time to post."""
        settings = self._client.settings
        # Before it is ready the cache is not filled, and no thread's channel is known.
        if not self._client.is_ready() or is_quiet(settings, now):
            return
        hour, due = local_hour(settings, now), self._again is not None and now >= self._again
        if settings.digest_hours and not is_digest_hour(settings, now):
            return
        # The hour has had its digest, but for those channels.
        if settings.digest_hours and self._digest == hour:
            if due:
                await self._post(now, self._owed)
            return
        # Read before it is looked: what comes in meanwhile is looked at the next time.
        generation = await in_archive(self._client, _generation)
        if generation != self._seen or due:
            await self._post(now)
            self._seen = generation
        self._digest = hour

    async def _post(self, now: datetime, only: frozenset[int] | None = None) -> None:
        """Post what is found, a post for all watches of a channel; in these channels only."""
        client = self._client
        # By channel, in the order of their watches.
        found: dict[int, list[Finding]] = {}
        for watch in await in_archive(client, watches):
            wanted = only is None or watch.channel in only
            # Others do not look, so what came in meanwhile is found once they are allowed again.
            if wanted and not self._rests(watch):
                news = await asyncio.to_thread(self._find, watch)
                found.setdefault(watch.channel, []).append((watch, news))
        self._owed = frozenset(
            [channel for channel, findings in found.items() if not await self._tell(findings)]
        )
        self._again = now + AGAIN if self._owed else None

    def _rests(self, watch: Watch) -> bool:
        """Whether what a watch finds can't or may not be posted."""
        gone = watch.channel in self._client.gone_channels
        return gone or not may_post_in(self._client, watch.guild, watch.channel)

    async def _tell(self, findings: Sequence[Finding]) -> bool:
        """Post what the watches of one channel found, and note that they have looked.

        What Discord does not take is not noted, so that it is found again; then False. It is not
        tried again where the channel is gone. False too where the archive takes no note.
        """
        new = [(watch, self._without_posted(watch, news)) for watch, news in findings]
        told = [(watch, news) for watch, news in new if news.sentences]
        posted = True
        if told:
            try:
                await _send(self._client, told)
            except discord.HTTPException as error:
                # Those that found nothing have looked all the same.
                findings = [(watch, news) for watch, news in findings if not news.sentences]
                posted = self._is_gone(told[0][0], error)
        # After the post: a kill between the two posts it twice, which is better than never.
        return await self._noted(findings) and posted

    async def _noted(self, findings: Sequence[Finding]) -> bool:
        """Whether the archive took note of what was posted; if not, this process remembers it."""
        posts = {key for watch, news in findings for key in _posts(watch, news)}
        self._unnoted |= posts
        try:
            await in_archive(self._client, lambda archive: _note(archive, findings))
        except ArchiveError as error:
            log.warning("What the watches posted could not be noted; it is tried again: %s", error)
            return False
        self._unnoted -= posts
        return True

    def _without_posted(self, watch: Watch, news: News) -> News:
        """What was found, less what was posted and could not be noted."""
        fresh = [
            each
            for each, key in zip(news.sentences, _posts(watch, news), strict=True)
            if key not in self._unnoted
        ]
        return replace(news, sentences=tuple(fresh))

    def _is_gone(self, watch: Watch, error: discord.HTTPException) -> bool:
        """Whether a watch's channel is gone, by what Discord said to a post; logged either way."""
        # Unknown Channel, code 10003, is a 404.
        gone = isinstance(error, discord.NotFound)
        if gone:
            self._client.gone_channels.add(watch.channel)
        log.warning(
            "What watch %s found could not be posted in channel %s: %s (%s).",
            watch.id,
            watch.channel,
            error,
            "the watches of that channel rest" if gone else "it is tried again",
        )
        return gone


def _posts(watch: Watch, news: News) -> list[tuple[int, str, str]]:
    """Each article that a watch found: the watch's number, the article's id and its text's hash."""
    return [(watch.id, each.passage.article, each.passage.hash) for each in news.sentences]


def _note(archive: Archive, findings: Sequence[Finding]) -> None:
    for watch, news in findings:
        posted = [(article, text) for _, article, text in _posts(watch, news)]
        note_look(archive, watch, news.through, posted)


def news_post(findings: Sequence[Finding]) -> Post:
    """What the watches of a channel found, as it is posted: each article once, with its source.

    Args:
        findings: The watches that found something, and what.
    """
    with speaking(_spoken(findings)):
        return _news_post(findings)


def _spoken(findings: Sequence[Finding]) -> str:
    """The language of what is watched for: of the first watch."""
    return question_language(findings[0][0].question)


def _news_post(findings: Sequence[Finding]) -> Post:
    by_article = _by_article(findings)
    count = len(by_article)
    form = ngettext("{count} new article", "{count} new articles", count)
    many = form.format(count=number_words(count))
    named = gettext("**Watch {id}**: {topic}")
    heads = [named.format(id=watch.id, topic=topic_words(watch)) for watch, _ in findings]
    # The watches first, then a few articles with their sentences, then the others by name.
    parts = [f"{heads[0]} · {many}"] if len(heads) == 1 else ["\n".join([*heads, many])]
    several, found = len(heads) > 1, list(by_article.values())
    parts += [_quoted(each, several=several) for each in found[:MOST_SHOWN]]
    parts.append("\n".join(_named(found[MOST_SHOWN:], several=several)))
    return text_post("\n\n".join(part for part in parts if part))


def _quoted(found: Sequence[Found], *, several: bool) -> str:
    """What was found of one article, over its source line."""
    # Two watches may have found the same sentence.
    sentences = dict.fromkeys(each.text for _, each in found)
    source = source_of(found[0][1].passage, found[0][1].text)
    quotes = "\n\n".join(map(block_quotation, sentences))
    return f"{quotes}\n{source}{_whose(found) if several else ''}"


def _named(rest: Sequence[Sequence[Found]], *, several: bool) -> Iterator[str]:
    """The other articles, by name, and how many there are beside them."""
    if rest:
        yield gettext("**Also new**")
    for found in rest[:MOST_NAMED]:
        yield f"\\- {source_of(found[0][1].passage)}{_whose(found) if several else ''}"
    if len(rest) > MOST_NAMED:
        more = gettext("And {count} more. Ask about them with /ask.")
        yield more.format(count=number_words(len(rest) - MOST_NAMED))


def _whose(found: Sequence[Found]) -> str:
    """The numbers of the watches that found an article."""
    form = ngettext(" (watch {ids})", " (watches {ids})", len(found))
    return form.format(ids=", ".join(str(watch.id) for watch, _ in found))


def news_view(findings: Sequence[Finding]) -> discord.ui.View | None:
    """A button for each article shown that has no address, and one to stop each watch."""
    with speaking(_spoken(findings)):
        return _news_view(findings)


def _news_view(findings: Sequence[Finding]) -> discord.ui.View | None:
    view = discord.ui.View(timeout=None)
    shown = [found[0][1] for found in list(_by_article(findings).values())[:MOST_SHOWN]]
    for number, each in enumerate((one for one in shown if not address_of(one.passage)), start=1):
        caller = Quoted(each.passage.article, each.passage.hash, *each.span)
        title = one_line(
            each.passage.title or gettext("article {number}").format(number=number), 60
        )
        if button := read_button(caller, gettext("Read: {title}").format(title=title), row=0):
            view.add_item(button)
    for watch, _ in [each for each in findings if each[1].sentences][:MOST_STOPPED]:
        view.add_item(StopButton(str(watch.id)))
    return view if view.children else None


def _by_article(findings: Sequence[Finding]) -> dict[str, list[Found]]:
    # By article, in the order found: the best of the first watch comes first.
    found: dict[str, list[Found]] = {}
    for watch, news in findings:
        for each in news.sentences:
            found.setdefault(each.passage.article, []).append((watch, each))
    return found


async def _send(client: BotContext, findings: Sequence[Finding]) -> None:
    watch, post, view = findings[0][0], news_post(findings), news_view(findings)
    channel = client.get_partial_messageable(watch.channel, guild_id=watch.guild)
    for number, page in enumerate(post.pages, start=1):
        # Discord takes 25 characters. With it, what the library sends again is not posted twice.
        nonce = f"w{watch.id}-{number}-{int(datetime.now(UTC).timestamp())}"
        extra: dict[str, Any] = {"view": view} if view and number == len(post.pages) else {}
        await channel.send(page, suppress_embeds=True, nonce=nonce[:25], **extra)


def _generation(archive: Archive) -> object:
    with archive.reading() as connection:
        return meta(connection, "generation")
