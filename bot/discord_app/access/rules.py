"""Who may do what, and where: rules over ids, deny by default, and the gate that applies them.

A server must be listed. Channels and roles narrow that further; an empty list narrows nothing.
A thread takes its parent's rule. Whoever is refused is told why.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from bot.discord_app.gateway.callbacks import Reach
    from bot.discord_app.gateway.client import DatelineClient
    from retrieval.settings import Settings

Action = Literal["ask", "index", "delete"]
Via = Literal["command", "button", "typing", "message"]
COUNTED: frozenset[Via] = frozenset({"command", "message"})
"""What counts against the limits a minute: a press of a button alone asks for nothing new."""

MOST_NAMED = 5

IN_SERVER = "Articles are {done} only in a server, and a direct message is in none."
NOT_YOURS = (
    "You may not {do} articles. That takes the permission Manage Server, or a role "
    "that whoever runs Dateline names in {setting}."
)


@dataclass(frozen=True, slots=True)
class Rules:
    """What the operator allowed: ids of servers, channels and roles, and direct messages.

    Attributes:
        guilds: The servers that may ask.
        channels: The channels it answers in; none means all of those servers.
        roles: The roles that may ask; none means everyone.
        dms: Whether direct messages are answered.
        index_roles: The roles that may add articles, beside those who manage the server.
        delete_roles: The roles that may remove articles, beside those who manage the server.
    """

    guilds: frozenset[int]
    channels: frozenset[int] = frozenset()
    roles: frozenset[int] = frozenset()
    dms: bool = False
    index_roles: frozenset[int] = frozenset()
    delete_roles: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody speaks, and as whom.

    Attributes:
        guild: The server's id, or None in a direct message.
        channel: The channel's or thread's id.
        parent: The channel that a thread hangs under, or None.
        roles: The ids of the speaker's roles.
        manages: Whether the speaker has the permission Manage Server.
        person: The speaker's id.
        via: How it is said.
        reach: How the speaker can be told something later.
    """

    guild: int | None
    channel: int
    parent: int | None = None
    roles: frozenset[int] = frozenset()
    manages: bool = False
    person: int = 0
    via: Via = "command"
    reach: Reach | None = None


served: ContextVar[Place | None] = ContextVar("served", default=None)
"""In whose name the running task works: whoever the gate let in last."""


def rules_from(settings: Settings) -> Rules:
    """The rules that the settings state."""
    return Rules(
        guilds=settings.discord_guilds,
        channels=settings.discord_channels,
        roles=settings.discord_roles,
        dms=settings.discord_dms,
        index_roles=settings.discord_index_roles,
        delete_roles=settings.discord_delete_roles,
    )


def is_heard(rules: Rules, place: Place) -> bool:
    """Whether a message here is met with words at all.

    In servers that are not listed a mention is met with silence: nobody there set Dateline up.
    """
    return place.guild is None or place.guild in rules.guilds


def refusal(rules: Rules, place: Place, here: Iterable[int] = ()) -> str | None:
    """Why nothing is answered here, as a sentence for the asker, or None where it is allowed.

    Args:
        rules: What the operator allowed.
        place: Where the question is asked.
        here: The ids of this server's channels, so that only its own are named.
    """
    if place.guild is None:
        return _refusal_in_dm(rules)
    if place.guild not in rules.guilds:
        return (
            "Dateline isn't set up for this server. Whoever runs it can add the server's id "
            f"({place.guild}) to DATELINE_DISCORD_GUILDS."
        )
    if rules.channels and not rules.channels & {place.channel, place.parent}:
        return _refusal_in_channel(rules, here)
    if rules.roles and not rules.roles & place.roles:
        return (
            "You don't have a role that may ask Dateline. "
            "Ask the people who run this server for one that does."
        )
    return None


def refusal_of_change(
    rules: Rules, place: Place, action: Literal["index", "delete"], here: Iterable[int] = ()
) -> str | None:
    """Why somebody may not add or remove articles here, or None where it is allowed.

    The servers and channels are those of asking. Beside whoever manages the server, only people
    with a role named for this very action may; a role that may ask is not needed.
    """
    do, done, roles, setting = (
        ("add", "added", rules.index_roles, "DATELINE_DISCORD_INDEX_ROLES")
        if action == "index"
        else ("remove", "removed", rules.delete_roles, "DATELINE_DISCORD_DELETE_ROLES")
    )
    if place.guild is None:
        return IN_SERVER.format(done=done)
    where = replace(rules, roles=frozenset())
    if reason := refusal(where, place, here):
        return reason
    if place.manages or roles & place.roles:
        return None
    return NOT_YOURS.format(do=do, setting=setting)


def refusal_to(client: DatelineClient, place: Place, action: Action) -> str | None:
    """Why somebody may not do this where they are, as a sentence for them, or None.

    This is the gate: every command, button, menu and mention passes it, whatever Discord's
    own screen for permissions says. Whoever is let in is counted against the limits a minute,
    once a task, and is `served` from then on; a refusal stands in the audit log.

    Args:
        client: The bot, for its rules, its limits and the channels of the server.
        place: Where, and as whom; see `places`.
        action: Ask, add articles, or remove articles.
    """
    guild = client.get_guild(place.guild) if place.guild else None
    here = [channel.id for channel in guild.channels] if guild else []
    reason = (
        refusal(client.rules, place, here)
        if action == "ask"
        else refusal_of_change(client.rules, place, action, here)
    )
    outcome = "refused"
    if reason is None and served.get() is None and place.via in COUNTED:
        reason, outcome = client.rates.take(place.guild, place.person), "too many"
    if reason is None:
        client.serve_in_name_of(place)
    elif place.via != "typing":
        client.audit.note(place, action, outcome)
    return reason


def _refusal_in_dm(rules: Rules) -> str | None:
    if not rules.dms:
        return (
            "Dateline doesn't answer direct messages. "
            "Ask it in a server where it is set up, with /ask or by mentioning it."
        )
    if rules.roles:
        # A direct message shows no roles, so the rule couldn't be checked.
        return (
            "Asking Dateline needs a role, and a direct message shows none. "
            "Ask it in the server, with /ask."
        )
    return None


def _refusal_in_channel(rules: Rules, here: Iterable[int]) -> str:
    named = sorted(rules.channels.intersection(here))
    if not named:
        return (
            "Dateline doesn't answer in this channel, and no channel of this server is set up. "
            "Whoever runs it can add one to DATELINE_DISCORD_CHANNELS."
        )
    shown = ", ".join(f"<#{channel}>" for channel in named[:MOST_NAMED])
    more = f" and {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else ""
    return f"Dateline doesn't answer in this channel. Ask in {shown}{more}."
