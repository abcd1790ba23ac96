"""Days as programs write them into fields: `20150604`, and seconds since 1970 in UTC."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

_DAY = re.compile(r"((?:19|20)\d{2})([01]\d)([0-3]\d)(?:T\d{4,6}(?:Z|[+-]\d{2}:?\d{2})?)?")
"""`20150604`, `20150604T101500Z`"""
_SECONDS = re.compile(r"(1\d{9})(?:\d{3}|\.\d{1,6})?")
"""`1433412000`, from 2001 on, and in milliseconds `1433412000000`"""


def machine_day(words: str) -> date | None:
    """The day that a field states in a program's form and in no other; else None."""
    if moment := epoch_time(words):
        return moment.date()
    match = _DAY.fullmatch(words)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def epoch_time(words: str) -> datetime | None:
    """The moment that seconds, or thousandths of them, since 1970 stand for; else None."""
    match = _SECONDS.fullmatch(words)
    return datetime.fromtimestamp(int(match[1]), UTC) if match else None
