"""The limits of a question in words: every face, and every export, tells them alike."""

from __future__ import annotations

from collections.abc import Iterable

from retrieval.messages import gettext, ngettext
from retrieval.messages.days import day_words
from retrieval.messages.quotation_marks import outlet_in_marks
from retrieval.types import Limits


def limit_words(limits: Limits) -> tuple[str, ...]:
    """Each limit that the asker set: `outlet TASS`, `until 4 June 2015`. A name is not filtered."""
    named = {
        gettext("outlet {name}"): limits.outlet and outlet_in_marks(limits.outlet),
        gettext("outlets {name}"): gettext(" and ").join(map(outlet_in_marks, limits.outlets)),
        gettext("since {name}"): _day(limits.since),
        gettext("until {name}"): _day(limits.until),
        gettext("as of {name}"): _day(limits.as_of),
    }
    words = tuple(form.format(name=value) for form, value in named.items() if value)
    return (*words, gettext("its words alone")) if limits.literal else words


def asked_for(limits: Limits) -> str:
    """The limits that the asker set, in a line; empty where there are none."""
    words = limit_words(limits)
    return gettext("Asked for: {limits}").format(limits=" · ".join(words)) if words else ""


def understood_limits(understood: Iterable[str]) -> str:
    """What was taken from a question's own words as a limit, in a line; empty for nothing."""
    words = " · ".join(understood)
    return gettext("Understood: {limits}").format(limits=words) if words else ""


def limits_may_be_why(limits: Limits) -> str:
    """Beside a refusal: that what was asked for may be what kept an answer out; else empty."""
    if not limits.narrowing:
        return ""
    return ngettext(
        "That limit may be why: leave it out to search the whole archive.",
        "Those limits may be why: leave them out to search the whole archive.",
        limits.narrowing,
    )


def _day(iso: str | None) -> str | None:
    """A day as people write it; what is none, from a program of a user's own, as it is."""
    try:
        return day_words(iso) if iso else None
    except ValueError:
        return iso
