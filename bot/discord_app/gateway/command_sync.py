"""Telling Discord about the commands, only when they have changed.

A digest of each server's commands is kept in a file; the same digest needs no call.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import discord

from bot.discord_app.request_handling.error_messages import MISSING_ACCESS
from retrieval.private_files import FOLDER_MODE, write_private

if TYPE_CHECKING:
    from bot.discord_app.commands.tree import Tree

FILE = "discord-commands.json"

log = logging.getLogger(__name__)


async def sync_commands(tree: Tree, guilds: Iterable[int], path: Path) -> None:
    """Sync each server whose commands differ from what the file says it has.

    Servers that are no longer allowed lose their commands. One for which Discord refuses is named
    in the log and tried again at the next start.
    """
    allowed = set(guilds)
    known = await asyncio.to_thread(_read, path, tree.client.application_id)
    now = dict(known)
    # A server that is no longer allowed has no commands in the tree: the sync takes its own away.
    for guild in sorted(allowed | known.keys()):
        digest = await digest_of(tree, guild)
        # Noted only where Discord has taken it: else it is told again at the next start.
        if known.get(guild) != digest and await _sync(tree, guild):
            now[guild] = digest
        # One that is not allowed is known until Discord has taken that it has no commands.
        if guild not in allowed and now[guild] == digest:
            del now[guild]
    if now != known:
        await asyncio.to_thread(_write, path, tree.client.application_id, now)


async def forget_server(tree: Tree, guild: int, path: Path) -> None:
    """Note that Discord has dropped a server's commands, as it does when the bot leaves."""
    known = await asyncio.to_thread(_read, path, tree.client.application_id)
    if known.pop(guild, None) is not None:
        await asyncio.to_thread(_write, path, tree.client.application_id, known)


async def digest_of(tree: Tree, guild: int) -> str:
    """A digest of what Discord is told about a server's commands, in every language."""
    commands = tree.get_commands(guild=discord.Object(guild))
    texts = tree.translator
    # As `sync` sends them, translations included: another wording of one is a change as well.
    payload = [
        await command.get_translated_payload(tree, texts) if texts else command.to_dict(tree)
        for command in commands
    ]
    return hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()


async def _sync(tree: Tree, guild: int) -> bool:
    """Whether Discord now has a server's commands as they are in the tree."""
    try:
        await tree.sync(guild=discord.Object(guild))
    except discord.HTTPException as error:
        # A server that the bot is not in has no commands, so there are none to be taken away.
        if error.code == MISSING_ACCESS and not tree.get_commands(guild=discord.Object(guild)):
            return True
        log.warning(
            "The commands of server %s could not be set: %s. Invite the bot to that server "
            "with the scopes bot and applications.commands, and start it again.",
            guild,
            error,
        )
        return False
    log.info("The commands of server %s have been set.", guild)
    return True


def _read(path: Path, application: int | None) -> dict[int, str]:
    """The digests by server; none when the file is missing, odd, or another application's."""
    try:
        content = json.loads(path.read_text("utf-8"))
        # The token was changed for that of another application, which has commands of its own.
        if content["application"] != application:
            return {}
        return {int(guild): str(digest) for guild, digest in content["servers"].items()}
    # No file, no JSON, a key that is missing, or JSON of another shape: `[]`, `{"servers": 3}`.
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}


def _write(path: Path, application: int | None, digests: dict[int, str]) -> None:
    content = {"application": application, "servers": digests}
    try:
        path.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        write_private(path, json.dumps(content, indent=1, sort_keys=True))
    except OSError as error:
        log.warning("%s could not be written; the next start sets commands again: %s", path, error)
