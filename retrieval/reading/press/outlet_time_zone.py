"""Whose midnight it is: a time in UTC as the day of the place where an outlet sits."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from retrieval.reading.dates.machine_dates import epoch_time
from retrieval.reading.press.known_outlets import zone_of_host

_UTC = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?\s?(?:Z|[+-]00:?00|UTC|GMT)"
)
"""`2015-06-03T20:30:00Z`"""
_UTC_OF_MAIL = re.compile(
    r"(?:\w{3,9}, )?\d{1,2} \w{3} \d{4} \d{2}:\d{2}(?::\d{2})? (?:GMT|UTC|UT|Z|[+-]0000)"
)
"""`Wed, 03 Jun 2015 20:30:00 GMT`"""
_PLACELESS = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?")
"""`2015-06-03T20:30:00`, whose place is not told"""
_COUNTRIES = {
    "kz": "Asia/Almaty", "kg": "Asia/Bishkek", "uz": "Asia/Tashkent", "tj": "Asia/Dushanbe",
    "tm": "Asia/Ashgabat", "af": "Asia/Kabul", "mn": "Asia/Ulaanbaatar", "cn": "Asia/Shanghai",
    "ru": "Europe/Moscow", "by": "Europe/Minsk", "ua": "Europe/Kyiv", "az": "Asia/Baku",
    "ge": "Asia/Tbilisi", "am": "Asia/Yerevan", "tr": "Europe/Istanbul", "ir": "Asia/Tehran",
    "pk": "Asia/Karachi", "in": "Asia/Kolkata", "jp": "Asia/Tokyo", "kr": "Asia/Seoul",
    "de": "Europe/Berlin", "fr": "Europe/Paris", "uk": "Europe/London", "pl": "Europe/Warsaw",
    "es": "Europe/Madrid", "it": "Europe/Rome", "ae": "Asia/Dubai", "il": "Asia/Jerusalem",
}  # fmt: skip
"""The zone of a country that has one, or in which its capital's press sits, by its domain."""


def utc_time(stated: object) -> datetime | None:
    """A moment that is stated in UTC with its clock; None for anything else.

    Midnight is no clock: it is how programs write a day alone.
    """
    try:
        moment = _moment(stated.strip()) if isinstance(stated, str) else None
    except ValueError:  # no day of the calendar
        return None
    return moment if moment and moment.time() != time() else None


def _moment(words: str) -> datetime | None:
    if _UTC.fullmatch(words):
        # "Z" of "2015-06-03T20:30:00Z"
        return datetime.fromisoformat(re.sub(r"\s?(?:Z|UTC|GMT)$", "+00:00", words))
    if _UTC_OF_MAIL.fullmatch(words):
        return parsedate_to_datetime(words).replace(tzinfo=UTC)
    return epoch_time(words)


def placeless_day(stated: object) -> date | None:
    """The day of a moment that is stated in UTC, or with its clock and without any place.

    At another place it may have been the day before or after.
    """
    moment = utc_time(stated)
    if moment:
        return moment.date()
    match = _PLACELESS.fullmatch(stated.strip()) if isinstance(stated, str) else None
    try:
        return date.fromisoformat(match["day"]) if match else None
    except ValueError:
        return None


def local_day(moment: datetime, host: str | None) -> date:
    """The day that it was at an outlet's place; in UTC where the place is not known."""
    name = zone_of_host(host) if host else None
    name = name or _COUNTRIES.get((host or "").rsplit(".", 1)[-1].casefold())
    try:
        return moment.astimezone(ZoneInfo(name)).date() if name else moment.date()
    except (ZoneInfoNotFoundError, ValueError):  # no table of zones on this machine
        return moment.date()
