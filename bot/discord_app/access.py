"""Who may ask, and where: pure rules over ids, deny by default.

A server must be listed. Channels and roles narrow that further; an empty list narrows nothing.
A thread takes its parent's rule. Whoever is refused is told why.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from retrieval.settings import Settings

MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Rules:
    """What the operator allowed: ids of servers, channels and roles, and direct messages."""

    guilds: frozenset[int]
    channels: frozenset[int] = frozenset()
    roles: frozenset[int] = frozenset()
    dms: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody speaks, and as whom.

    Attributes:
        guild: The server's id, or None in a direct message.
        channel: The channel's or thread's id.
        parent: The channel that a thread hangs under, or None.
        roles: The ids of the speaker's roles.
    """

    guild: int | None
    channel: int
    parent: int | None = None
    roles: frozenset[int] = frozenset()


def rules_from(settings: Settings) -> Rules:
    """The rules that the settings state."""
    return Rules(
        guilds=settings.discord_guilds,
        channels=settings.discord_channels,
        roles=settings.discord_roles,
        dms=settings.discord_dms,
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
