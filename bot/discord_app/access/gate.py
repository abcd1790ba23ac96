"""The gate that every command, button, menu and mention passes, whatever Discord's screens say.

Three calls, each alone: `decide` reads the rules, `count_use` counts against the limits a minute,
and the audit log notes how it ended. `admit` makes them in order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.discord_app.access.callers import COUNTED, caller_of_interaction, served
from bot.discord_app.access.rules import refusal, refusal_of_change
from bot.discord_app.context import context_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.discord_app.access.callers import Caller
    from bot.discord_app.access.rules import Action, Rules
    from bot.discord_app.context import BotContext
    from bot.discord_app.interaction import Interaction
    from bot.rate_limits import RateLimits


def decide(rules: Rules, caller: Caller, action: Action, here: Iterable[int] = ()) -> str | None:
    """Why the caller may not do this where they are, as a sentence for them, or None.

    Args:
        rules: What the operator allowed.
        caller: Who, and where.
        action: Ask, add articles, or remove articles.
        here: The ids of this server's channels, so that only its own are named.
    """
    if action == "ask":
        return refusal(rules, caller, here)
    return refusal_of_change(rules, caller, action, here)


def count_use(rates: RateLimits, caller: Caller) -> str | None:
    """Count one more against the caller's limits; where it is too many, a sentence saying so.

    A press of a button, and what is suggested while an option is typed, count for nothing.
    """
    return rates.take(caller.guild, caller.person) if caller.via in COUNTED else None


def admit(context: BotContext, caller: Caller, action: Action) -> str | None:
    """Let the caller in, or give the sentence that says why not.

    Whoever is let in is counted once a task, and is `served` from then on. Who is not stands in
    the audit log, but for one who is only typing.
    """
    # From the cache: a server that is not in it has no channels to be named in the refusal.
    guild = context.get_guild(caller.guild) if caller.guild else None
    here = [channel.id for channel in guild.channels] if guild else []
    reason, outcome = decide(context.rules, caller, action, here), "refused"
    # After the rules, so that a refusal counts for nothing, and only at a task's first gate.
    if reason is None and served.get() is None:
        reason, outcome = count_use(context.rates, caller), "too many"
    if reason is None:
        context.serve_in_name_of(caller)
    # Discord asks for suggestions again and again while somebody types: these would fill the log.
    elif caller.via != "typing":
        context.audit.note(caller, action, outcome)
    return reason


def reason_against(interaction: Interaction, action: Action) -> str | None:
    """Why whoever used a command or button may not do this there, or None."""
    return admit(context_of(interaction), caller_of_interaction(interaction), action)
