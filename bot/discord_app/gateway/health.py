"""Whether the bot is alive: a file that it renews, and what others may conclude from it."""

from __future__ import annotations

import asyncio
import json
import logging
import math
import os
import time
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from retrieval.private_files import FOLDER_MODE, write_private

if TYPE_CHECKING:
    from bot.discord_app.context import BotContext

FILE = "bot-health.json"
EVERY_SECONDS = 30.0  # between two renewals of the file
STALE_SECONDS = 95.0
"""Three renewals missed and a little: the process is gone, or its event loop stands still."""

APART_SECONDS = 180.0
"""How long the connection may be lost; the library goes on trying all the while."""

log = logging.getLogger(__name__)


class Health:
    """What the file is renewed with: whether there is a connection, and since when it is so."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connected = False
        self._since = time.time()
        # Becoming ready renews the file too, perhaps while it is being renewed.
        self._writing, self._ended = Lock(), False

    def turn(self, *, connected: bool) -> None:
        """Note that the connection is there, or lost."""
        # The library tells of a lost connection again at each try in vain; the first time counts.
        if connected is not self._connected:
            self._connected, self._since = connected, time.time()

    async def renew(self, client: BotContext) -> None:
        """Renew the file; that this is called at all shows that the event loop turns."""
        latency = client.latency
        content = {
            "time": time.time(),
            "pid": os.getpid(),
            "connected": self._connected,
            "since": self._since,
            # NaN before the first connection, infinite before the first heartbeat is answered.
            "latency_ms": round(latency * 1000) if math.isfinite(latency) else None,
            "servers": len(client.guilds),
            "unfinished": client.questions.pending,
        }
        await asyncio.to_thread(self._write, content)

    def end(self) -> None:
        """Say that the bot has stopped in order."""
        self._write({"time": time.time(), "pid": os.getpid(), "stopped": True})

    def _write(self, content: dict[str, Any]) -> None:
        with self._writing:
            # A renewal that was on its way when the bot stopped comes too late.
            if self._ended:
                return
            self._ended = bool(content.get("stopped"))
            try:
                self._path.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
                # Written beside and then moved, so that nobody ever reads half a file.
                new = self._path.with_suffix(".new")
                write_private(new, json.dumps(content) + "\n")
                new.replace(self._path)
            except OSError as error:
                log.warning("%s can't be written: %s", self._path, error)


def verdict(home: Path, now: float) -> tuple[bool, str]:
    """Whether the bot with this folder is well, and a sentence about it."""
    path = home / FILE
    try:
        content = json.loads(path.read_text("utf-8"))
        age, stopped = now - float(content["time"]), bool(content.get("stopped"))
        # After an orderly end the file has neither.
        connected, since = bool(content.get("connected")), float(content.get("since", 0))
    except FileNotFoundError:
        return False, f"No bot has run with this folder: {path} is missing."
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        return (
            False,
            f"{path} can't be read; the running bot renews it every {EVERY_SECONDS:.0f} s.",
        )
    if stopped:
        return False, "The bot has stopped."
    if age > STALE_SECONDS:
        return False, f"The bot has shown no sign of life for {age:.0f} s."
    if not connected and now - since > APART_SECONDS:
        return False, f"The bot has had no connection to Discord for {now - since:.0f} s."
    return True, "The bot is connected." if connected else "The bot is connecting to Discord."
