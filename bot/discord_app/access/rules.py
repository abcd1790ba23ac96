"""Who may do what, and where: rules over ids, deny by default.

A server must be listed. Channels and roles narrow that further; an empty list narrows nothing.
A thread takes its parent's rule. Whoever is refused is told why.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from retrieval.messages import gettext, gettext_noop

if TYPE_CHECKING:
    from bot.discord_app.access.callers import Caller
    from retrieval.settings import Settings

Action = Literal["ask", "index", "delete"]

MOST_NAMED = 5  # channels in one sentence

IN_SERVER = gettext_noop(
    "Articles are added and removed only in a server, and a direct message is in none."
)
NOT_TO_ADD = gettext_noop(
    "You may not add articles. That takes the permission Manage Server, or a role "
    "that whoever runs Dateline names in DATELINE_DISCORD_INDEX_ROLES."
)
NOT_TO_REMOVE = gettext_noop(
    "You may not remove articles. That takes the permission Manage Server, or a role "
    "that whoever runs Dateline names in DATELINE_DISCORD_DELETE_ROLES."
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


def is_heard(rules: Rules, caller: Caller, *, addressed: bool = True) -> bool:
    """Whether a message here is met with words at all.

    In servers that are not listed a mention is met with silence: nobody there set Dateline up.
    Whoever did not speak to it, in a forum or a thread, hears nothing of what they may not ask.
    """
    if not addressed:
        return refusal(rules, caller) is None
    return caller.guild is None or caller.guild in rules.guilds


def refusal(rules: Rules, caller: Caller, here: Iterable[int] = ()) -> str | None:
    """Why nothing is answered here, as a sentence for the asker, or None where it is allowed.

    Args:
        rules: What the operator allowed.
        caller: Who asks, and where.
        here: The ids of this server's channels, so that only its own are named.
    """
    # From the widest rule to the narrowest: place, server, channel, role.
    if caller.guild is None:
        return _refusal_in_dm(rules)
    if caller.guild not in rules.guilds:
        # With the id, which Discord itself shows only to those who switch developer mode on.
        form = gettext(
            "Dateline isn't set up for this server. Whoever runs it can add the server's id "
            "({id}) to DATELINE_DISCORD_GUILDS."
        )
        return form.format(id=caller.guild)
    # Outside threads the parent is None, which is in no rule.
    if rules.channels and not rules.channels & {caller.channel, caller.parent}:
        return _refusal_in_channel(rules, here)
    if rules.roles and not rules.roles & caller.roles:
        return gettext(
            "You don't have a role that may ask Dateline. "
            "Ask the people who run this server for one that does."
        )
    return None


def refusal_of_change(
    rules: Rules, caller: Caller, action: Literal["index", "delete"], here: Iterable[int] = ()
) -> str | None:
    """Why somebody may not add or remove articles here, or None where it is allowed.

    The servers and channels are those of asking. Beside whoever manages the server, only people
    with a role named for this very action may; a role that may ask is not needed.
    """
    if caller.guild is None:
        return gettext(IN_SERVER)
    where = replace(rules, roles=frozenset())
    if reason := refusal(where, caller, here):
        return reason
    roles = rules.index_roles if action == "index" else rules.delete_roles
    if caller.manages or roles & caller.roles:
        return None
    return gettext(NOT_TO_ADD if action == "index" else NOT_TO_REMOVE)


def _refusal_in_dm(rules: Rules) -> str | None:
    if not rules.dms:
        return gettext(
            "Dateline doesn't answer direct messages. "
            "Ask it in a server where it is set up, with /ask or by mentioning it."
        )
    if rules.roles:
        # A direct message shows no roles, so the rule couldn't be checked.
        return gettext(
            "Asking Dateline needs a role, and a direct message shows none. "
            "Ask it in the server, with /ask."
        )
    return None


def _refusal_in_channel(rules: Rules, here: Iterable[int]) -> str:
    # A channel of another server would say nothing here, and is nobody's business.
    named = sorted(rules.channels.intersection(here))
    if not named:
        return gettext(
            "Dateline doesn't answer in this channel, and no channel of this server is set up. "
            "Whoever runs it can add one to DATELINE_DISCORD_CHANNELS."
        )
    # Discord shows "<#123>" as the channel's name, to be clicked.
    shown = ", ".join(f"<#{channel}>" for channel in named[:MOST_NAMED])
    if len(named) > MOST_NAMED:
        form = gettext("{names} and {count} more")
        shown = form.format(names=shown, count=len(named) - MOST_NAMED)
    form = gettext("Dateline doesn't answer in this channel. Ask in {channels}.")
    return form.format(channels=shown)
