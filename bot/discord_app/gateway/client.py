"""The Discord client: connects, hands questions and presses on, and shuts down in order."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

import discord
from discord import app_commands
from discord.ext import tasks

from bot.discord_app.access.audit_log import FILE as AUDIT_FILE
from bot.discord_app.access.audit_log import AuditLog
from bot.discord_app.access.callers import caller_of_interaction, served
from bot.discord_app.access.recent_presses import RecentPresses
from bot.discord_app.access.rules import rules_from
from bot.discord_app.commands.button_actions import handle_button
from bot.discord_app.commands.mentions import answer_mention, reads_messages
from bot.discord_app.commands.translator import CommandTexts
from bot.discord_app.commands.tree import Tree, add_commands
from bot.discord_app.components.answer_buttons import AnswerButton
from bot.discord_app.components.article_correction import CorrectButton, UnwantedButton
from bot.discord_app.components.article_list import BUTTONS as LIST_BUTTONS
from bot.discord_app.components.article_reader import ReadButton
from bot.discord_app.components.article_removal import RemoveButton
from bot.discord_app.components.pagination import TurnButton
from bot.discord_app.gateway.command_sync import FILE as COMMANDS_FILE
from bot.discord_app.gateway.command_sync import forget_server, sync_commands
from bot.discord_app.gateway.health import EVERY_SECONDS as HEALTH_SECONDS
from bot.discord_app.gateway.health import FILE as HEALTH_FILE
from bot.discord_app.gateway.health import Health
from bot.discord_app.gateway.lifecycle import beside, only_one, serve, token_from
from bot.discord_app.gateway.logs import guard_logs, log
from bot.discord_app.request_handling.conversations import Conversations
from bot.discord_app.request_handling.pending import FILE as PENDING_FILE
from bot.discord_app.request_handling.pending import PendingQuestions
from bot.discord_app.request_handling.question_queue import Answering, QuestionQueue
from bot.discord_app.watches.stop_button import StopButton
from bot.discord_app.watches.watch_runner import EVERY_SECONDS as LOOK_SECONDS
from bot.discord_app.watches.watch_runner import Find, WatchRunner
from bot.discord_app.watches.weekly_digest import EVERY_SECONDS as WEEKLY_SECONDS
from bot.discord_app.watches.weekly_digest import FILE as WEEKLY_FILE
from bot.discord_app.watches.weekly_digest import WeeklyDigest
from bot.rate_limits import RateLimits
from bot.shutdown import leaving_in_time

if TYPE_CHECKING:
    from typing import Self

    import aiohttp

    from bot.background_watching import Task
    from bot.discord_app.access.callers import Caller
    from bot.discord_app.context import AnswerAction, Recall
    from retrieval.settings import Settings

# The library warns at every start of what only voice would need.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False

FINISH_SECONDS = 4.0  # for answers in the making; with the others below ten in all
NOTICE_SECONDS = 60.0  # the same notice is not posted twice within it
TELL_SECONDS = 2.0  # for telling those who still wait that the bot ends


def _intents(settings: Settings) -> discord.Intents:
    return discord.Intents(
        guilds=True,
        guild_messages=True,
        dm_messages=True,
        message_content=reads_messages(settings),
    )


class DatelineClient(discord.Client):
    """Dateline's connection to Discord, not yet made.

    Args:
        settings: Who may ask, where files lie, how long an answer may take.
        answer: What answers questions.
        recall: What gives the citations of an earlier answer that still stand, by its receipt.
        find: What gives the new passages that a watch is about, or None to leave watches alone.
        connector: How connections are made, or None for the library's own.

    Attributes:
        settings: As they were at the start.
        began: When it started, in seconds since 1970.
        changing: Held while somebody changes the archive from here, one after the other.
        ending: Set once the bot is told to stop.
        rules: Who may ask, and where.
        rates: What was asked in the last minute.
        audit: The audit log.
        questions: The questions being answered now.
        pending: Who waits for an answer, for the next process to know.
        health: Whether there is a connection, for others to see.
        conversations: The last answers of each asker.
        recall: What may still be shown of an earlier answer; called outside the event loop.
        presses: The buttons pressed a moment ago.
        notices: Who was told within the last minute why a mention of theirs is not answered.
        tree: The slash commands.
    """

    def __init__(
        self,
        settings: Settings,
        answer: Answering,
        recall: Recall,
        *,
        find: Find | None = None,
        connector: aiohttp.BaseConnector | None = None,
    ) -> None:
        super().__init__(
            intents=_intents(settings),
            # What an article or an asker wrote must never call anybody.
            allowed_mentions=discord.AllowedMentions.none(),
            # The library would keep the last thousand messages of everybody in memory.
            max_messages=None,
            connector=connector,
        )
        self.settings = settings
        self.began = time.time()
        self.changing = asyncio.Lock()
        self.ending = asyncio.Event()
        self.rules = rules_from(settings)
        self.rates = RateLimits(settings.discord_user_per_minute, settings.discord_guild_per_minute)
        self.audit = AuditLog(settings.home / AUDIT_FILE, questions=settings.audit_questions)
        self.questions = self._queue(answer)
        self.pending = PendingQuestions(settings.home / PENDING_FILE)
        self.health = Health(settings.home / HEALTH_FILE)
        self.conversations = Conversations()
        self.recall = recall
        self.answer_action: AnswerAction = handle_button
        self._watch_runner = WatchRunner(self, find) if find else None
        self.gone_channels: set[int] = set()
        self.presses, self.notices = RecentPresses(), RecentPresses(seconds=NOTICE_SECONDS)
        self.tree = Tree(self)
        add_commands(self.tree, self.rules.guilds)
        self._commands_file = settings.home / COMMANDS_FILE  # what each server was told
        self._serving: set[asyncio.Task[object]] = set()  # that `close` waits for
        self._apology: asyncio.Task[None] | None = None
        self._again = [tasks.loop(seconds=HEALTH_SECONDS)(self._renew_health)]
        if settings.discord_weekly_channels:
            digest = WeeklyDigest(self, settings.home / WEEKLY_FILE)
            self._again.append(tasks.loop(seconds=WEEKLY_SECONDS)(digest.look_again))
        if self._watch_runner is not None:
            self._again.append(tasks.loop(seconds=LOOK_SECONDS)(self._watch_runner.look_again))

    def _queue(self, answer: Answering) -> QuestionQueue:
        return QuestionQueue(
            answer,
            seconds=self.settings.answer_seconds,
            audit=self.audit,
            rates=self.rates,
            # What a chat model wrote is never remembered.
            remembers=self.settings.chat_model is None,
        )

    def serve_in_name_of(self, caller: Caller) -> None:
        """Note in whose name the running task works, and that somebody waits until it ends.

        A shutdown lets it end; after a kill the next process knows of it.
        """
        callback, task = caller.callback, asyncio.current_task()
        # Once a task; for suggestions nobody waits.
        if served.get() is None and caller.via != "typing" and task:
            self._serving.add(task)
            task.add_done_callback(self._serving.discard)
            if callback:
                self.pending.begin(callback)
                task.add_done_callback(lambda _: self.pending.end(callback))
        served.set(caller)

    async def setup_hook(self) -> None:
        """After login, before connecting: bring buttons back to life and set the commands."""
        self.add_dynamic_items(
            AnswerButton,
            TurnButton,
            ReadButton,
            *LIST_BUTTONS,
            RemoveButton,
            UnwantedButton,
            CorrectButton,
            StopButton,
        )
        # Held, for the event loop itself keeps a task only weakly, and beside what follows: whoever
        # was left waiting by a kill must not hold up the start.
        self._apology = asyncio.create_task(self.pending.apologise(self))
        for loop in self._again:
            loop.start()
        await self.tree.set_translator(CommandTexts())
        await sync_commands(self.tree, self.rules.guilds, self._commands_file)

    async def _renew_health(self) -> None:
        await self.health.renew(self)

    async def on_connect(self) -> None:
        """Note that there is a connection."""
        self.health.turn(connected=True)
        await self._renew_health()

    async def on_resumed(self) -> None:
        """Note that there is a connection again."""
        self.health.turn(connected=True)
        await self._renew_health()

    async def on_disconnect(self) -> None:
        """Note that the connection is lost; the library makes a new one."""
        self.health.turn(connected=False)

    async def on_app_command_completion(
        self,
        interaction: discord.Interaction[Self],
        command: app_commands.Command[Any, ..., Any] | app_commands.ContextMenu,
    ) -> None:
        """Note a command that ended well.

        Answers, refusals and changes of the archive are noted where they are made; whoever
        wants something removed is only asked whether they are sure.
        """
        action = command.extras.get("action")
        if action != "index":
            outcome = "to be confirmed" if action == "delete" else "done"
            caller = caller_of_interaction(interaction)
            self.audit.note(caller, command.qualified_name, outcome)

    async def on_interaction(self, interaction: discord.Interaction[Self]) -> None:
        """Note a press of a button."""
        if interaction.type is discord.InteractionType.component:
            data = cast("dict[str, Any]", interaction.data or {})
            # "dateline:read:a001:0123abcd:120:245" becomes "dateline:read".
            name = ":".join(str(data.get("custom_id", "")).split(":")[:2])
            self.audit.note(caller_of_interaction(interaction), name[:40] or "button", "pressed")

    async def on_ready(self) -> None:
        """Say in the log who is connected, and which allowed servers are missing."""
        self.health.turn(connected=True)
        await self._renew_health()
        log.info("Connected to Discord as %s.", self.user)
        for guild in sorted(self.rules.guilds - {guild.id for guild in self.guilds}):
            log.warning("The bot is not in server %s; invite it, or take the id out.", guild)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """An allowed server that is joined gets its commands at once."""
        if guild.id in self.rules.guilds:
            # What was noted of it may be from before the bot left, when Discord drops the commands.
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
        # In this order: no new questions; those who ask are told while there is a connection; then
        # the connection; and the files last, for what ends late still writes to them.
        self.ending.set()
        await self.questions.stop(FINISH_SECONDS)
        if self._serving:
            await asyncio.wait(self._serving, timeout=TELL_SECONDS)
        for loop in self._again:
            loop.cancel()
        if self._apology is not None:
            self._apology.cancel()
        await super().close()
        self.pending.close()
        self.audit.close()
        self.health.end()


def run(
    settings: Settings,
    answer: Answering,
    recall: Recall,
    background: Sequence[Task] = (),
    find: Find | None = None,
) -> None:
    """Run the bot until it is told to stop, and `background` beside it.

    Raises:
        ConfigurationError: A setting is missing or wrong, Discord refuses the token, or
            another bot runs with the same folder or token.
        DatelineError: Discord can't be reached, or ended the connection for good.
    """
    token = token_from(settings)
    guard_logs(settings.log_level, token, settings.log_format)
    # The locks come first and go last: two bots never overlap.
    with only_one(settings.home, token), leaving_in_time() as leaving, beside(background) as end:

        def stopping() -> None:
            leaving()
            end()

        asyncio.run(serve(DatelineClient(settings, answer, recall, find=find), token, stopping))
