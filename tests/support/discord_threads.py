"""Messages in a thread that stand in for Discord's, as far as is looked at them."""

from types import SimpleNamespace
from unittest.mock import MagicMock

import discord

FORUM, THREAD = 7, 70


def thread(parent=FORUM, name="Who opened the bridge"):
    made = MagicMock(spec=discord.Thread)
    made.id, made.parent_id, made.name = THREAD, parent, name
    made.archived = made.locked = False
    return made


def message(number=THREAD, channel=None, *, bot=False, content="I can't\nfind it.", **values):
    return SimpleNamespace(
        id=number, channel=channel or thread(), content=content, clean_content=content,
        author=SimpleNamespace(bot=bot, id=5), webhook_id=None, type=discord.MessageType.default,
        **{"mentions": [], "role_mentions": [], "reference": None, **values},
    )  # fmt: skip
