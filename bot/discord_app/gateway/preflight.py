"""`dateline bot --check`: whether everything is in place, without connecting as the bot.

It asks Discord's REST interface alone, so a bot that is running is not disturbed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord

from bot.discord_app.commands.answer_threads import NEEDED as THREAD_NEEDED
from bot.discord_app.commands.mentions import reads_messages
from bot.discord_app.gateway.lifecycle import explained, token_from
from bot.discord_app.gateway.logs import guard_logs
from bot.discord_app.request_handling.error_messages import NEEDED
from bot.text import with_count
from retrieval import factory
from retrieval.errors import ArchiveError, ArchiveMissing, DatelineError

if TYPE_CHECKING:
    import aiohttp

    from retrieval.settings import Settings

SCOPES = ("bot", "applications.commands")
CONFIGURATION = 78  # EX_CONFIG of sysexits.h, as for a wrong setting
EMPTY = (
    "The archive in {home} is empty. The bot starts all the same; "
    "add articles with /index in Discord, or with: dateline index FOLDER"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at.

    Attributes:
        text: What was found, in a sentence.
        code: The exit code that it calls for, 0 where the bot can start.
        mark: What stands before the sentence where the code is 0.
    """

    text: str
    code: int = 0
    mark: str = "ok"


async def check_setup(
    settings: Settings, *, connector: aiohttp.BaseConnector | None = None
) -> tuple[Finding, ...]:
    """Look at the token, the servers, the channels and the archive, whichever is wrong."""
    try:
        found = await _of_discord(settings, connector)
    except DatelineError as error:
        found = (Finding(str(error), error.exit_code),)
    return (*found, _archive(settings))


async def _of_discord(
    settings: Settings, connector: aiohttp.BaseConnector | None
) -> tuple[Finding, ...]:
    token = token_from(settings)
    guard_logs("ERROR", token)  # the findings are what is to be read
    # It never connects to the gateway, so nothing is in its cache: all that follows is fetched.
    client = discord.Client(intents=discord.Intents.none(), connector=connector)
    async with client:
        try:
            await client.login(token)
            return tuple(await _findings(client, settings))
        except Exception as error:
            raise explained(error) from error


def worst(findings: Sequence[Finding]) -> int:
    """The exit code for all of them: a wrong setting counts before an archive out of use."""
    # 78, for a setting, is the highest of the codes.
    return max(finding.code for finding in findings)


def lines(findings: Sequence[Finding]) -> str:
    """The findings, a line each, with a mark before those that need something done."""
    return "\n".join(f"{'wrong' if each.code else each.mark:5}  {each.text}" for each in findings)


async def _findings(client: discord.Client, settings: Settings) -> list[Finding]:
    application = await client.application_info()
    # By id, the channels of all allowed servers that the bot is in.
    held: dict[int, discord.abc.GuildChannel] = {}
    found = [
        Finding(f"The token is accepted; the bot is {client.user}."),
        await _starts(client),
        _content(application, used=reads_messages(settings)),
        _invitation(application, settings),
    ]
    for number in sorted(settings.discord_guilds):
        found += await _of_server(client, settings, number, held)
    return [*found, *_unseen_channels(settings, held), *_forum_faults(settings, held)]


def _invitation(application: discord.AppInfo, settings: Settings) -> Finding:
    permissions = discord.Permissions(**dict.fromkeys(_needed(settings), True))
    invite = discord.utils.oauth_url(application.id, permissions=permissions, scopes=SCOPES)
    return Finding(f"Invite it with exactly what it needs: {invite}")


async def _of_server(
    client: discord.Client,
    settings: Settings,
    number: int,
    held: dict[int, discord.abc.GuildChannel],
) -> list[Finding]:
    """What there is to say of an allowed server; its channels are added to `held`."""
    try:
        guild = await client.fetch_guild(number)
    except (discord.Forbidden, discord.NotFound):
        text = (
            f"The bot is not in server {number}. Invite it with the link above, or take the "
            "id out of DATELINE_DISCORD_GUILDS."
        )
        return [Finding(text, CONFIGURATION)]
    own = {each.id: each for each in await guild.fetch_channels()}
    held.update(own)
    channels = [own[each] for each in own if each in settings.discord_channels]
    return await _permissions(client, guild, channels, _needed(settings))


def _unseen_channels(settings: Settings, held: Collection[int]) -> Iterator[Finding]:
    for number in sorted(settings.discord_channels.difference(held)):
        yield Finding(
            f"Channel {number} of DATELINE_DISCORD_CHANNELS is in none of the allowed servers, "
            "or the bot may not see it.",
            CONFIGURATION,
        )


def _forum_faults(
    settings: Settings, held: Mapping[int, discord.abc.GuildChannel]
) -> Iterator[Finding]:
    for number in sorted(settings.discord_forums):
        if wrong := _forum_fault(settings, number, held.get(number)):
            yield Finding(f"{number} of DATELINE_DISCORD_FORUMS {wrong}", CONFIGURATION)


def _forum_fault(
    settings: Settings, number: int, channel: discord.abc.GuildChannel | None
) -> str | None:
    """Why posts of a forum that is named would get no answer, or None."""
    if channel is None:
        return "is in none of the allowed servers, or the bot may not see it."
    if not isinstance(channel, discord.ForumChannel):
        return f"is no forum: #{channel.name} is another kind of channel."
    if settings.discord_channels and number not in settings.discord_channels:
        return (
            f"is not in DATELINE_DISCORD_CHANNELS, so posts in #{channel.name} get no answer. "
            "Add it there."
        )
    return None


async def _starts(client: discord.Client) -> Finding:
    _, _, limit = await client.http.get_bot_gateway()
    left = limit["remaining"]
    if left:
        return Finding(f"The gateway answers; {left} starts are left today.")
    return Finding("Discord allows no more starts today. Wait until tomorrow.", CONFIGURATION)


def _content(application: discord.AppInfo, *, used: bool) -> Finding:
    """Whether the message content intent is on, where it is used, and off where it is not."""
    flags = application.flags
    # The second flag is that of bots in fewer than a hundred servers.
    on = flags.gateway_message_content or flags.gateway_message_content_limited
    if used and not on:
        return Finding(
            "The message content intent is off, and DATELINE_DISCORD_THREADS or "
            "DATELINE_DISCORD_FORUMS needs it.",
            CONFIGURATION,
        )
    if used:
        return Finding("The message content intent is on, as the settings need it.")
    return Finding(
        "The message content intent is on; Dateline does not use it and you may switch it off."
        if on
        else "The message content intent is off, as it should be: Dateline does not use it."
    )


async def _permissions(
    client: discord.Client,
    guild: discord.Guild,
    channels: Sequence[discord.abc.GuildChannel],
    needed: Sequence[str],
) -> list[Finding]:
    """What the bot lacks in each channel that is named, or in the server where none is."""
    assert client.user is not None  # noqa: S101 - it has logged in
    me = await guild.fetch_member(client.user.id)
    named = [(f"channel #{one.name} of {guild.name}", one.permissions_for(me)) for one in channels]
    rights = named or [(f"server {guild.name}", me.guild_permissions)]
    return [_permitted(name, held, needed) for name, held in rights]


def _permitted(name: str, held: discord.Permissions, needed: Sequence[str]) -> Finding:
    lacking = [one.replace("_", " ").title() for one in needed if not getattr(held, one)]
    if lacking:
        text = f"In {name} the bot lacks: {', '.join(lacking)}. Grant it there."
        return Finding(text, CONFIGURATION)
    return Finding(f"In {name} the bot has every permission it needs.")


def _needed(settings: Settings) -> tuple[str, ...]:
    """The permissions that the bot needs with these settings."""
    own = THREAD_NEEDED if settings.discord_long_answers == "thread" else ()
    # Each once: with threads `send_messages_in_threads` stands in two of these lists.
    return tuple(dict.fromkeys(("send_messages", "send_messages_in_threads", *NEEDED, *own)))


def _archive(settings: Settings) -> Finding:
    try:
        with factory.open_archive(settings, any_model=True) as archive:
            held = archive.coverage().articles
    # No fault: the bot starts without articles.
    except ArchiveMissing:
        held = 0
    except ArchiveError as error:
        return Finding(str(error), error.exit_code)
    if held:
        return Finding(f"The archive in {settings.home} holds {with_count(held, 'article')}.")
    return Finding(EMPTY.format(home=settings.home), mark="note")
