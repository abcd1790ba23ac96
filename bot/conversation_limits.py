"""The limits of a conversation: `/since`, `/until`, `/as-of` and `/outlet` set and clear them."""

from __future__ import annotations

import difflib
from dataclasses import replace
from typing import Any

from bot.conversation import Conversation, Core, Reply, limits_text, name_key, outlet_names
from bot.render import Line, line_of
from bot.text import date_words, fold
from retrieval.errors import UsageError
from retrieval.messages import gettext, ngettext, number_words
from retrieval.messages.limit_words import limit_words
from retrieval.messages.quotation_marks import outlet_in_marks
from retrieval.names.outlets import outlet_key
from retrieval.typed_days import limit_day
from retrieval.types import Limits

NEAR = 0.6  # of the letters in common, as difflib counts them: a slip of the keyboard in a name
MOST_OUTLETS = 8
"""How many outlets are named to who names one that is not held."""


def set_date(field: str, argument: str, conversation: Conversation, _core: Core) -> Reply:
    """Set a date limit, or clear it where no date is given.

    Raises:
        UsageError: It is no date, or the limits are the wrong way round.
    """
    # The first day of "2015" for /since, the last one for /until and /as-of.
    day = _day(field, argument, conversation) if argument else None
    change: dict[str, Any] = {field: day}
    changed = replace(conversation, **change)
    # Both end the span, so the earlier of them counts.
    last = min(filter(None, (changed.until, changed.as_of)), default=None)
    if changed.since and last and changed.since > last:
        form = gettext(
            "{first} to {last} is the wrong way round. "
            "Clear the other limit first: its command without a date does that."
        )
        told = form.format(first=date_words(changed.since), last=date_words(last))
        raise _refused(told, conversation)
    return _limited(changed)


def _day(field: str, text: str, conversation: Conversation) -> str:
    try:
        return limit_day(field, text)
    except ValueError:
        told = gettext("Write the date as YEAR, YEAR-MONTH or YEAR-MONTH-DAY: 2015 or 2015-06-04.")
        raise _refused(told, conversation) from None


def _refused(told: str, conversation: Conversation) -> UsageError:
    """Why a limit is not set, and what the next question is limited to all the same."""
    limits = fold(" · ".join(limit_words(conversation.limits)))
    still = gettext("Still in force: {limits}.").format(limits=limits)
    none = gettext("No limit is set: questions search everything.")
    return UsageError(f"{told} {still if limits else none}")


def set_outlet(argument: str, conversation: Conversation, core: Core) -> Reply:
    """Set the outlet that a conversation is limited to, or clear it where none is named.

    Raises:
        UsageError: The archive has no such outlet.
    """
    if not argument:
        return _limited(replace(conversation, outlet=None))
    # By the folded name: "agence x" is "Agence X", "Border Post" is "The Border Post", as it is for
    # the option.
    names = outlet_names(core)
    known = {key_of(name): name for key_of in (outlet_key, name_key) for name in names}
    key = name_key(argument)
    if held := known.get(key) or known.get(outlet_key(argument)):
        return _limited(replace(conversation, outlet=held))
    # A slip first, then a part of a name, "times" for "Larkfield Times". An argument of marks alone
    # has an empty key, which would be a part of every name.
    near = difflib.get_close_matches(key, known, 1, NEAR)
    near += [other for other in known if key and (key in other or other in key)]
    form = gettext("The archive has no outlet called {name}.")
    hint = _meant(known[near[0]]) if near else _held(names)
    raise _refused(f"{form.format(name=argument)} {hint}", conversation)


def _meant(name: str) -> str:
    return gettext("Did you mean {name}?").format(name=name)


def _held(names: list[str]) -> str:
    """A few of the outlets held, as a sentence."""
    if not names:
        return gettext("It names none at all.")
    shown = (outlet_in_marks(fold(name)) for name in names[:MOST_OUTLETS])
    more, named = len(names) - MOST_OUTLETS, ", ".join(shown)
    if more > 0:
        form = gettext("It has {outlets} and {count} more.")
        return form.format(outlets=named, count=number_words(more))
    return gettext("It has {outlets}.").format(outlets=named)


def lifting_lines(limits: Limits) -> list[Line]:
    """How the limits of a question that found nothing are taken off in a conversation."""
    given = {
        "outlet": limits.outlet,
        "since": limits.since,
        "until": limits.until,
        "as-of": limits.as_of,
    }
    commands = [f"/{name}" for name, value in given.items() if value]
    form = ngettext(
        "{commands} by itself takes the limit away.",
        "{commands} by themselves take the limits away.",
        len(commands),
    )
    told = form.format(commands=", ".join(commands))
    return [line_of(told, "dim")] if commands else []


def _limited(conversation: Conversation) -> Reply:
    return Reply(conversation, [line_of(f"{limits_text(conversation)}.", "dim")])
