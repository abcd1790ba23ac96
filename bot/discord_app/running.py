"""Starting and stopping: one process, clear refusals, and an orderly end within ten seconds."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
import discord
from filelock import FileLock, Timeout

from retrieval.errors import ConfigurationError, DatelineError

if TYPE_CHECKING:
    from retrieval.settings import Settings

LOCK = "bot.lock"
LEAVE_SECONDS = 9.0
AUTHENTICATION_FAILED = 4004
INTENTS_INVALID = 4013

NOT_SET = (
    "DISCORD_TOKEN is not set. Put the bot's token from the Discord Developer Portal "
    "into the environment or into .env."
)
MISSHAPEN = (
    "DISCORD_TOKEN holds characters that no token has. Copy the bot's token again from the "
    "Discord Developer Portal, without quotation marks or spaces."
)
NO_GUILDS = (
    "DATELINE_DISCORD_GUILDS is not set, so no server may ask. "
    "Put the ids of the allowed servers there, separated by commas."
)
REFUSED = (
    "Discord refused the token. Reset it in the Discord Developer Portal (Bot, Reset Token) "
    "and put the new one into DISCORD_TOKEN."
)
INTENTS_REFUSED = (
    "Discord refused the bot's intents. Dateline asks for none that is privileged; check in the "
    "Discord Developer Portal that the application is in good standing, then start again."
)
UNREACHABLE = "Discord can't be reached: {reason}. Check the network, then start again."
ENDED = "Discord ended the connection for good (code {code}). Start again; the log says more."

log = logging.getLogger(__name__)


def token_from(settings: Settings) -> str:
    """The bot's token.

    Raises:
        ConfigurationError: There is none, it can't be one, or no server is allowed.
    """
    if settings.discord_token is None:
        raise ConfigurationError(NOT_SET)
    token = settings.discord_token.get_secret_value().strip()
    if not token.isascii() or not token.isprintable() or not token or " " in token:
        raise ConfigurationError(MISSHAPEN)
    if not settings.discord_guilds:
        raise ConfigurationError(NO_GUILDS)
    return token


@contextmanager
def only_one(home: Path) -> Iterator[None]:
    """Hold the lock that keeps a second bot from starting with the same folder.

    Raises:
        ConfigurationError: Another bot holds it, or the folder can't be written.
    """
    path = home / LOCK
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path)
        lock.acquire(timeout=0)
    except Timeout:
        raise ConfigurationError(
            f"Another Dateline bot is running with this folder ({path} is locked). "
            "Stop it first, or set DATELINE_HOME to another folder."
        ) from None
    except OSError as error:
        raise ConfigurationError(
            f"{path} can't be written: {error.strerror}. Set DATELINE_HOME to a folder that can."
        ) from error
    try:
        yield
    finally:
        lock.release()


async def serve(
    client: discord.Client, token: str, stopping: Callable[[], None] = lambda: None
) -> None:
    """Connect and serve until a signal or Discord ends it; `stopping` is called on a signal.

    Raises:
        ConfigurationError: Discord refuses the token or the intents.
        DatelineError: Discord can't be reached, or ended the connection for good.
    """
    stop = asyncio.Event()
    _watch_signals(stop)
    async with client:
        serving = asyncio.create_task(client.start(token))
        stopped = asyncio.create_task(stop.wait())
        await asyncio.wait({serving, stopped}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if stop.is_set():
            stopping()
            await _close(client, serving)
            return
        try:
            await serving
        except Exception as error:
            raise explained(error, connected=client.ws is not None) from error


def explained(error: Exception, *, connected: bool) -> Exception:
    """What ended the connection, as an error a user may read; a bug comes back as it is."""
    if isinstance(error, discord.LoginFailure):
        return ConfigurationError(REFUSED)
    if isinstance(error, discord.PrivilegedIntentsRequired):
        return ConfigurationError(INTENTS_REFUSED)
    if isinstance(error, discord.ConnectionClosed):
        return _of_close_code(error.code)
    unreachable = (OSError, aiohttp.ClientError, discord.HTTPException, discord.GatewayNotFound)
    if isinstance(error, unreachable):
        return DatelineError(UNREACHABLE.format(reason=str(error) or type(error).__name__))
    if not connected and isinstance(error, AttributeError):
        # The library asks a connection that never came about for its place.
        return DatelineError(UNREACHABLE.format(reason="the gateway doesn't answer"))
    return error


def _of_close_code(code: int) -> DatelineError:
    if code == AUTHENTICATION_FAILED:
        return ConfigurationError(REFUSED)
    if code == INTENTS_INVALID:
        return ConfigurationError(INTENTS_REFUSED)
    return DatelineError(ENDED.format(code=code))


async def _close(client: discord.Client, serving: asyncio.Task[None]) -> None:
    log.info("Stopping.")
    await client.close()
    serving.cancel()
    await asyncio.wait({serving})
    if not serving.cancelled() and serving.exception() is not None:
        log.info("The connection ended with: %s", serving.exception())


@contextmanager
def leaving_in_time() -> Iterator[Callable[[], None]]:
    """Hand out what to call when stopping begins: the process then ends in time, come what may.

    Threads can't be stopped, so a chain that is still at work would hold the process.
    """
    last_resort = threading.Timer(LEAVE_SECONDS, _leave)
    last_resort.daemon = True
    try:
        yield last_resort.start
    finally:
        last_resort.cancel()


def _watch_signals(stop: asyncio.Event) -> None:
    """Let SIGTERM and Ctrl-C set `stop`."""
    for number in (signal.SIGINT, signal.SIGTERM):
        # Not every platform, and no thread but the first, can do this.
        with suppress(NotImplementedError, RuntimeError, ValueError):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)


def _leave() -> None:
    log.warning("An answer is still being worked on; leaving all the same.")
    logging.shutdown()
    os._exit(0)
