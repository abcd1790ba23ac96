"""Days and spans of days as people write them: `4 June 2015`, `June 2015`, `in 2015`."""

from __future__ import annotations

from datetime import date, timedelta

from retrieval.messages import gettext, pgettext

NO_YEAR = 9996
"""Stands for the year of a date that states none; a leap year, so that it has each day."""


def day_words(iso: str) -> str:
    """An ISO day: `4 June 2015`; without its year where it states none."""
    day = date.fromisoformat(iso)
    form = gettext("{day} {month} {year}") if day.year != NO_YEAR else gettext("{day} {month}")
    return form.format(day=day.day, month=_of_month(day.month), year=day.year)


def span_words(first: str, last: str) -> str:
    """Two ISO days as one date: a day, a whole month, a whole year, or from one to the other."""
    if first == last:
        return day_words(first)
    if whole := _whole(first, last):
        return whole
    return gettext("{first} to {last}").format(first=day_words(first), last=day_words(last))


def days_words(since: str | None, until: str | None) -> str:
    """A span of ISO days behind a verb: `on 4 June 2015`, `in 2015`, `since 3 May 2015`."""
    if since and until:
        if since == until:
            return gettext("on {day}").format(day=day_words(since))
        if whole := _whole(since, until):
            return gettext("in {span}").format(span=whole)
        form = gettext("from {first} to {last}")
        return form.format(first=day_words(since), last=day_words(until))
    if since:
        return gettext("since {day}").format(day=day_words(since))
    return gettext("until {day}").format(day=day_words(until)) if until else ""


def _whole(first: str, last: str) -> str | None:
    """The month or the year that a span is, as it is called; None where it is neither."""
    # From the first of a month to the day before another first; behind 9999-12-31 there is no day.
    a, b = date.fromisoformat(first), date.fromisoformat(last)
    if a.day != 1 or b == date.max or (b + timedelta(1)).day != 1 or a.year != b.year:
        return None
    if a.month == b.month:
        return gettext("{month} {year}").format(month=_month(a.month), year=a.year)
    return gettext("{year}").format(year=a.year) if (a.month, b.month) == (1, 12) else None


# In Russian a month has another ending beside a day than alone, as in «января» and «январь»: hence
# two contexts of the same English names.
def _of_month(number: int) -> str:
    """A month beside a day of it."""
    return (
        pgettext("with a day", "January"),
        pgettext("with a day", "February"),
        pgettext("with a day", "March"),
        pgettext("with a day", "April"),
        pgettext("with a day", "May"),
        pgettext("with a day", "June"),
        pgettext("with a day", "July"),
        pgettext("with a day", "August"),
        pgettext("with a day", "September"),
        pgettext("with a day", "October"),
        pgettext("with a day", "November"),
        pgettext("with a day", "December"),
    )[number - 1]


def _month(number: int) -> str:
    """A month alone."""
    return (
        pgettext("month", "January"),
        pgettext("month", "February"),
        pgettext("month", "March"),
        pgettext("month", "April"),
        pgettext("month", "May"),
        pgettext("month", "June"),
        pgettext("month", "July"),
        pgettext("month", "August"),
        pgettext("month", "September"),
        pgettext("month", "October"),
        pgettext("month", "November"),
        pgettext("month", "December"),
    )[number - 1]
