"""The Discord client: connects, hands questions and presses on, and shuts down in order."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import discord

from bot.discord_app.access import rules_from
from bot.discord_app.asking import Answering, Asking
from bot.discord_app.commands import Tree, add_commands
from bot.discord_app.conversations import Conversations
from bot.discord_app.logs import guard_logs, log
from bot.discord_app.mentions import answer_mention
from bot.discord_app.quotes import Presses, QuotesButton, Recall
from bot.discord_app.running import leaving_in_time, only_one, serve, token_from
from bot.discord_app.syncing import FILE as COMMANDS_FILE
from bot.discord_app.syncing import forget_server, sync_commands

if TYPE_CHECKING:
    import aiohttp

    from retrieval.settings import Settings

FINISH_SECONDS = 4.0
TELL_SECONDS = 2.0


class DatelineClient(discord.Client):
    """Dateline's connection to Discord.

    Attributes:
        rules: Who may ask, and where.
        asking: The questions being answered now.
        conversations: The last answers of each asker.
        recall: What may still be shown of an earlier answer; called outside the event loop.
        presses: The buttons pressed a moment ago.
        tree: The slash commands.
    """

    def __init__(
        self,
        settings: Settings,
        answer: Answering,
        recall: Recall,
        *,
        connector: aiohttp.BaseConnector | None = None,
    ) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            connector=connector,
        )
        self.rules = rules_from(settings)
        self.asking = Asking(answer, seconds=settings.answer_seconds)
        self.conversations = Conversations()
        self.recall = recall
        self.presses = Presses()
        self.tree = Tree(self)
        add_commands(self.tree, self.rules.guilds)
        self._commands_file = settings.home / COMMANDS_FILE
        self._pending: set[asyncio.Task[object]] = set()

    @contextmanager
    def pending(self) -> Iterator[None]:
        """Mark the running task as one that somebody waits for, so that shutdown lets it end."""
        task = asyncio.current_task()
        if task is not None:
            self._pending.add(task)
        try:
            yield
        finally:
            self._pending.discard(task)

    async def setup_hook(self) -> None:
        """After login, before connecting: bring buttons back to life and set the commands."""
        self.add_dynamic_items(QuotesButton)
        await sync_commands(self.tree, self.rules.guilds, self._commands_file)

    async def on_ready(self) -> None:
        """Say in the log who is connected, and which allowed servers are missing."""
        log.info("Connected to Discord as %s.", self.user)
        for guild in sorted(self.rules.guilds - {guild.id for guild in self.guilds}):
            log.warning("The bot is not in server %s; invite it, or take the id out.", guild)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """An allowed server that is joined gets its commands at once."""
        if guild.id in self.rules.guilds:
            await forget_server(self.tree, guild.id, self._commands_file)
            await sync_commands(self.tree, self.rules.guilds, self._commands_file)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Discord drops a server's commands when the bot leaves it."""
        await forget_server(self.tree, guild.id, self._commands_file)

    async def on_message(self, message: discord.Message) -> None:
        """Answer whoever speaks to the bot."""
        await answer_mention(self, message)

    async def close(self) -> None:
        """Let pending answers finish or say that the bot restarts, then disconnect."""
        await self.asking.stop(FINISH_SECONDS)
        if self._pending:
            await asyncio.wait(self._pending, timeout=TELL_SECONDS)
        await super().close()


def make_client(
    settings: Settings,
    answer: Answering,
    recall: Recall,
    *,
    connector: aiohttp.BaseConnector | None = None,
) -> DatelineClient:
    """A client that is not connected yet.

    Args:
        settings: Who may ask, where files lie, how long an answer may take.
        answer: What answers questions.
        recall: What gives the citations of an earlier answer that still stand, by its receipt.
        connector: How connections are made, or None for the library's own.
    """
    return DatelineClient(settings, answer, recall, connector=connector)


def run(settings: Settings, answer: Answering, recall: Recall) -> None:
    """Run the bot until it is told to stop.

    Raises:
        ConfigurationError: A setting is missing or wrong, Discord refuses the token, or
            another bot runs with the same folder.
        DatelineError: Discord can't be reached, or ended the connection for good.
    """
    token = token_from(settings)
    guard_logs(settings.log_level, token)
    with only_one(settings.home), leaving_in_time() as stopping:
        asyncio.run(serve(make_client(settings, answer, recall), token, stopping))
