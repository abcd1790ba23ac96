"""Starting and stopping: one process, clear refusals, and an orderly end within ten seconds."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
import discord
from filelock import FileLock, Timeout

from retrieval.errors import ConfigurationError, DatelineError
from retrieval.priority import lower_priority
from retrieval.private_files import FILE_MODE, FOLDER_MODE

if TYPE_CHECKING:
    from bot.background_watching import Task
    from retrieval.settings import Settings

LOCK = "bot.lock"
TASK_SECONDS = 3.0  # of the ten in which everything ends
THREADS = 24  # four answers, the archive's changes, files, and room for stuck ones
AUTHENTICATION_FAILED = 4004  # the gateway's close codes, here and below
INTENTS_INVALID = 4013  # an intent that Discord does not know

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
    "Discord refused the bot's intents. DATELINE_DISCORD_THREADS and DATELINE_DISCORD_FORUMS need "
    "the Message Content Intent: switch it on in the Discord Developer Portal (Bot), or leave "
    "them unset. Without them Dateline asks for no privileged intent; check there that the "
    "application is in good standing, then start again."
)
UNREACHABLE = "Discord can't be reached: {reason}. Check the network, then start again."
ENDED = "Discord ended the connection for good (code {code}). Start again; the log says more."

SAME_FOLDER = (
    "Another Dateline bot is running with this folder ({path} is locked). "
    "Stop it first, or set DATELINE_HOME to another folder."
)
ONE_ALREADY = (
    "Another Dateline bot is running with this token ({path} is locked). "
    "Stop it first: with two, each question would be answered twice."
)
ANOTHER_USER = "If another user's bot has this token, stop it; if none runs, delete that file."

log = logging.getLogger(__name__)


def token_from(settings: Settings) -> str:
    """The bot's token.

    Raises:
        ConfigurationError: There is none, it can't be one, or no server is allowed.
    """
    if settings.discord_token is None:
        raise ConfigurationError(NOT_SET)
    token = settings.discord_token.get_secret_value().strip()
    # "“a.b.c”", "a b c", or nothing at all.
    if not token.isascii() or not token.isprintable() or not token or " " in token:
        raise ConfigurationError(MISSHAPEN)
    if not settings.discord_guilds:
        raise ConfigurationError(NO_GUILDS)
    return token


@contextmanager
def only_one(home: Path, token: str) -> Iterator[None]:
    """Hold the locks that keep a second bot from starting with the same folder or token.

    Two bots with one token would both answer each question. The lock of the token lies in the
    folder for temporary files, so it holds for every DATELINE_HOME, but on this machine alone.

    Raises:
        ConfigurationError: Another bot holds one of them, or the folder can't be written.
    """
    with ExitStack() as locks:
        locks.enter_context(_locked(home / LOCK, SAME_FOLDER, "Set DATELINE_HOME to one that can."))
        locks.enter_context(_locked(token_lock(token), ONE_ALREADY, ANOTHER_USER))
        yield


def token_lock(token: str) -> Path:
    """Where the lock of a token lies; its name does not give the token away."""
    digest = hashlib.sha256(b"dateline bot " + token.encode()).hexdigest()
    return Path(tempfile.gettempdir()) / f"dateline-bot-{digest[:16]}.lock"


@contextmanager
def _locked(path: Path, taken: str, advice: str) -> Iterator[None]:
    try:
        path.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        # The system lets go of it when the process dies, however it dies; the file stays.
        lock = FileLock(path, mode=FILE_MODE)
        lock.acquire(timeout=0)
    # Before OSError, of which filelock's Timeout is one.
    except Timeout:
        raise ConfigurationError(taken.format(path=path)) from None
    except OSError as error:
        raise ConfigurationError(f"{path} can't be written: {error.strerror}. {advice}") from error
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
    # The library's number is small on a small machine, and a stuck thread keeps its place.
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS, "dateline"))
    async with client:
        serving = asyncio.create_task(client.start(token))
        stopped = asyncio.create_task(stop.wait())
        await asyncio.wait({serving, stopped}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        # Threads are told first: they may take longer than the connection to come to an end.
        if stop.is_set():
            stopping()
            await _close(client, serving)
            return
        try:
            await serving
        except Exception as error:
            raise explained(error) from error


def explained(error: Exception) -> Exception:
    """What ended the connection, as an error a user may read; a bug comes back as it is."""
    if isinstance(error, discord.LoginFailure):
        return ConfigurationError(REFUSED)
    # The library's own error for the close code 4014.
    if isinstance(error, discord.PrivilegedIntentsRequired):
        return ConfigurationError(INTENTS_REFUSED)
    if isinstance(error, discord.ConnectionClosed):
        return _of_close_code(error.code)
    unreachable = (OSError, aiohttp.ClientError, discord.HTTPException, discord.GatewayNotFound)
    if isinstance(error, unreachable):
        return DatelineError(UNREACHABLE.format(reason=str(error) or type(error).__name__))
    if isinstance(error, AttributeError) and error.obj is None and error.name == "sequence":
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
    # It may be waiting before its next try to connect, which closing does not end.
    serving.cancel()
    await asyncio.wait({serving})
    # Asked for what it raised, or asyncio would log that nobody did.
    if not serving.cancelled() and serving.exception() is not None:
        log.info("The connection ended with: %s", serving.exception())


@contextmanager
def beside(tasks: Sequence[Task]) -> Iterator[Callable[[], None]]:
    """Run each task in a thread of its own that gives way to askers; hand out what ends them all.

    At the end of the block they are told, and waited for as long as that takes only seconds.
    """
    stop = threading.Event()

    def work(task: Task) -> None:
        lower_priority()
        task(stop)

    # Daemons: for any other thread the interpreter waits at its end, however long.
    threads = [threading.Thread(target=work, args=(task,), daemon=True) for task in tasks]
    for thread in threads:
        thread.start()
    try:
        yield stop.set
    finally:
        # The block may also have ended without a signal.
        stop.set()
        for thread in threads:
            thread.join(TASK_SECONDS)


def _watch_signals(stop: asyncio.Event) -> None:
    """Let SIGTERM and Ctrl-C set `stop`."""
    for number in (signal.SIGINT, signal.SIGTERM):
        # Not every platform, and no thread but the first, can do this.
        with suppress(NotImplementedError, RuntimeError, ValueError):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
