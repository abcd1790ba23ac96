"""When the bot may post of its own accord: not in quiet hours, and only in digest hours if set."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from retrieval.settings import Settings

Hour = tuple[date, int]
"""An hour of a day, by the clock of DATELINE_TIMEZONE."""


def local_hour(settings: Settings, now: datetime) -> Hour:
    """The hour that it is by the clock of DATELINE_TIMEZONE, or else by the machine's own."""
    # `astimezone(None)` takes the machine's own zone.
    here = now.astimezone(ZoneInfo(settings.timezone) if settings.timezone else None)
    return here.date(), here.hour


def is_quiet(settings: Settings, now: datetime) -> bool:
    """Whether nothing is to be posted now, by DATELINE_QUIET_HOURS in DATELINE_TIMEZONE."""
    if not settings.quiet_hours:
        return False
    _, hour = local_hour(settings, now)
    # "22-07"; the settings have seen to it that these are hours.
    first, last = (int(part) for part in settings.quiet_hours.split("-"))
    # "09-17" lies within a day, "22-07" goes over midnight; the last hour itself is not quiet.
    return first <= hour < last if first <= last else hour >= first or hour < last


def is_digest_hour(settings: Settings, now: datetime) -> bool:
    """Whether it is one of DATELINE_DIGEST_HOURS, by the clock of DATELINE_TIMEZONE."""
    return local_hour(settings, now)[1] in settings.digest_hours


def digest_words(settings: Settings) -> str:
    """The digest hours as they are told, "9:00, 17:00 (Asia/Almaty)"; "" where none are set."""
    hours = ", ".join(f"{hour}:00" for hour in sorted(settings.digest_hours or ()))
    return f"{hours} ({settings.timezone})" if hours and settings.timezone else hours
