"""Questions that a process died over: kept on disk, so that the next one can say so.

A file holds a line for each question that is begun and one for each that is ended. After an
orderly end it is empty. What it names is good for 15 minutes; only its owner may read it.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, cast

import discord

from bot.discord_app.access.callbacks import GOOD_SECONDS, Callback
from retrieval.messages import gettext, gettext_noop, speaking
from retrieval.private_files import FILE_MODE, FOLDER_MODE

FILE = "bot-unfinished.jsonl"
TELL_SECONDS = 10.0  # for each asker; a channel may be gone or rate-limited
MOST = 100  # people told after a crash; more would be a flood
LOST = gettext_noop("Dateline was restarted before it could answer; please ask again.")

log = logging.getLogger(__name__)


class PendingQuestions:
    """The questions under way, in memory and on disk. Writing is done in a thread of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open: set[str] = set()
        # One thread: lines are written in the order in which things happened, off the event loop.
        self._writing = ThreadPoolExecutor(1, "pending")

    def begin(self, callback: Callback) -> None:
        """Note that this asker waits."""
        self._open.add(callback.key)
        self._write(json.dumps(_as_line(callback)))

    def end(self, callback: Callback) -> None:
        """Note that this asker waits no longer."""
        self._open.discard(callback.key)
        # When the last one is served the file is emptied, so it does not grow.
        self._write(json.dumps({"ended": callback.key}) if self._open else None)

    def close(self) -> None:
        """Write what is still to be written."""
        self._writing.shutdown(wait=True)

    async def apologise(self, client: discord.Client) -> None:
        """Tell everyone whose question died with an earlier process, where it is still possible.

        Never raises; whoever can't be told any more is only logged.
        """
        # In the thread that writes: what this process notes from now on comes after it, and stays.
        lost = await asyncio.get_running_loop().run_in_executor(self._writing, self._take_lost)
        for callback in lost[:MOST]:
            try:
                async with asyncio.timeout(TELL_SECONDS):
                    with speaking(callback.language):
                        await _tell(client, callback)
            # Whatever goes wrong with one, the others are told, and the bot goes on.
            except Exception as error:
                log.info("An asker of before the restart could not be told: %s", error)

    def _take_lost(self) -> list[Callback]:
        try:
            # A line that a kill cut off may end within a letter.
            lines = self._path.read_text("utf-8", errors="replace").splitlines()
            # Before they are told: a bot that dies over it does not tell them again at each start.
            self._path.unlink()
        except OSError:
            return []
        return list(lost_in(lines, time.time()))

    def _write(self, line: str | None) -> None:
        try:
            self._writing.submit(self._add, line)
        except RuntimeError:  # closed already
            log.debug("The file %s is closed.", self._path)

    def _add(self, line: str | None) -> None:
        """Add the line; None empties the file: nobody waits."""
        flags = os.O_WRONLY | os.O_CREAT | (os.O_APPEND if line else os.O_TRUNC)
        try:
            self._path.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
            with os.fdopen(os.open(self._path, flags, FILE_MODE), "w", encoding="utf-8") as file:
                file.write(line + "\n" if line else "")
        except OSError as error:
            log.warning("%s can't be written: %s", self._path, error)


def lost_in(lines: list[str], now: float) -> Iterator[Callback]:
    """The questions begun and not ended that can still be answered; odd lines are passed over."""
    begun: dict[str, Callback] = {}
    for line in lines:
        try:
            content = json.loads(line)
            if "ended" in content:
                begun.pop(content["ended"], None)
            else:
                callback = Callback(**content)
                # Below 0 the clock was set back meanwhile: how old it is can't be told.
                if 0 <= now - callback.since < GOOD_SECONDS:
                    begun[callback.key] = callback
        # A line that the kill cut off, the fields of another version, or no object at all.
        except (ValueError, TypeError):
            continue
    yield from begun.values()


def _as_line(callback: Callback) -> dict[str, Any]:
    # All but the loop's clock and the notice, which end with the process.
    names = ("key", "channel", "application", "token", "message", "since", "language")
    return {name: getattr(callback, name) for name in names}


async def _tell(client: discord.Client, callback: Callback) -> None:
    if callback.application is not None and callback.token is not None:
        # The interaction itself belonged to the process that died; its token is still good.
        webhook = discord.Webhook.partial(callback.application, callback.token, client=client)
        # An interaction's answer is a message of a webhook, under a name in place of an id.
        original = cast("int", "@original")
        # It may have been answered a moment before the process died: then that stands.
        if (await webhook.fetch_message(original)).flags.loading:
            await webhook.edit_message(original, content=gettext(LOST), view=None)
    elif callback.message is not None:
        channel = client.get_partial_messageable(callback.channel)
        reference = discord.MessageReference(
            message_id=callback.message, channel_id=callback.channel, fail_if_not_exists=False
        )
        await channel.send(gettext(LOST), reference=reference, nonce=f"{callback.key}-lost")
