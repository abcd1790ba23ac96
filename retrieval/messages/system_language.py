"""The language that the system's user has chosen, by the variables that gettext reads."""

from __future__ import annotations

import os
from collections.abc import Collection

_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""The first that is set counts, as in gettext; `LANGUAGE` may name several, the best first."""


def system_language(known: Collection[str]) -> str | None:
    """The first of the user's languages that is known, by its ISO code; None without any.

    Args:
        known: The codes of the languages that there are messages in.
    """
    # Set but empty counts as unset, as in gettext.
    named = next((told for name in _VARIABLES if (told := os.environ.get(name))), "")
    codes = (_code(one) for one in named.split(":"))
    return next((code for code in codes if code in known), None)


def _code(locale: str) -> str:
    """`kk` of `kk_KZ.UTF-8@arabic`."""
    for mark in "@._":
        locale = locale.partition(mark)[0]
    return locale.lower()
