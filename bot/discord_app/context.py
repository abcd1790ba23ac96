"""What a command, a button or a watch knows of the running bot, without naming its client.

The client knows every command and every button; if these knew the client, all of them would
import each other in a circle.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Protocol, cast

import discord

from bot.discord_app.interaction import Interaction

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Sequence

    from bot.discord_app.access.audit_log import AuditLog
    from bot.discord_app.access.callers import Caller
    from bot.discord_app.access.recent_presses import RecentPresses
    from bot.discord_app.access.rules import Rules
    from bot.discord_app.request_handling.conversations import Conversations
    from bot.discord_app.request_handling.question_queue import QuestionQueue
    from bot.rate_limits import RateLimits
    from retrieval.settings import Settings
    from retrieval.types import Recalled

Recall = Callable[[str], "Recalled | None"]
"""By an answer's receipt what of it may still be shown, or None without such a receipt."""

AnswerAction = Callable[[Interaction, str, str], Awaitable[None]]
"""Does what a button under an answer is for, by its kind and the answer's receipt."""


class BotContext(Protocol):
    """The running bot, as its parts know it.

    Attributes:
        settings: As they were at the start.
        began: When it started, in seconds since 1970.
        changing: Held while somebody changes the archive from here, one after the other.
        ending: Set once the bot is told to stop.
        rules: Who may ask, and where.
        rates: What was asked in the last minute.
        audit: The audit log.
        questions: The questions being answered now.
        conversations: The last answers of each asker.
        recall: What may still be shown of an earlier answer; called outside the event loop.
        presses: The buttons pressed a moment ago.
        notices: Who was told within the last minute why a mention of theirs is not answered.
        answer_action: What the buttons under an answer do.
        gone_channels: Those that Discord knows no more; it said so when a watch was to post there.
    """

    settings: Settings
    began: float
    changing: asyncio.Lock
    ending: asyncio.Event
    rules: Rules
    rates: RateLimits
    audit: AuditLog
    questions: QuestionQueue
    conversations: Conversations
    recall: Recall
    presses: RecentPresses
    notices: RecentPresses
    answer_action: AnswerAction
    gone_channels: set[int]

    @property
    def user(self) -> discord.ClientUser | None:
        """The bot as Discord knows it, once it has logged in."""
        ...

    @property
    def latency(self) -> float:
        """Seconds between a heartbeat and its acknowledgement."""
        ...

    @property
    def guilds(self) -> Sequence[discord.Guild]:
        """The servers that the bot is in."""
        ...

    def is_ready(self) -> bool:
        """Whether the bot is connected and knows its servers."""
        ...

    def get_guild(self, id: int, /) -> discord.Guild | None:  # noqa: A002 - discord.py's name
        """A server by its id, as far as the bot knows it."""
        ...

    def get_channel(self, id: int, /) -> object:  # noqa: A002 - discord.py's name
        """A channel or thread by its id, as far as the bot knows it."""
        ...

    def get_partial_messageable(
        self,
        id: int,  # noqa: A002 - discord.py's name
        *,
        guild_id: int | None = None,
    ) -> discord.PartialMessageable:
        """Something that takes messages, by its id alone."""
        ...

    def serve_in_name_of(self, caller: Caller) -> None:
        """Note in whose name the running task works, and that somebody waits until it ends."""
        ...


def context_of(interaction: Interaction) -> BotContext:
    """The bot that an interaction reached."""
    # The library knows any kind of client; the only one here is that of `gateway/client.py`.
    return cast("BotContext", interaction.client)
