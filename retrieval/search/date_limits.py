"""The limits that a question's dates set on what is searched.

A limit under which the archive holds nothing is dropped, and a note says so; only the last days
and weeks stay one all the same, and a time of which alone is asked.
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import replace
from datetime import date

from retrieval.language.facts import sentence_facts
from retrieval.messages import gettext
from retrieval.messages.days import day_words, days_words
from retrieval.search.date_ranges import DateLimits, date_limits
from retrieval.search.filters import chunk_ids, dated_span, named_within, published_within
from retrieval.search.words import informative, stop_words
from retrieval.types import Question, Span

# ISO days are compared as text: a limit that is open on one side reaches this far.
LAST_DAY = "9999-12-31"
FIRST_DAY = "0001-01-01"

# "What happened in June?", "Что произошло в 2016 году?": beside its date it says nothing.
_HAPPENED = frozenset({
    "happen", "happened", "news", "new", "произошло", "случилось", "происходило", "болды",
    "году", "года",
})  # fmt: skip

# "yesterday", "in the last two weeks"
_RECENT = re.compile(
    r"\b(?:yesterday|вчера|кеше)\b|\b(?:last|past|previous|this)\b.*\b(?:day|week)s?\b"
    r"|\b(?:прошл|эт|последн)\w+\b.*\b(?:день|дн|недел)",
    re.IGNORECASE,
)


def limited_by_dates(
    connection: sqlite3.Connection, question: Question, words: str, today: date
) -> tuple[Question, tuple[str, ...], tuple[str, ...]]:
    """The question with the dates of its words as limits; what to show; what was dropped.

    "As of 4 June" goes from its text: what was known then seldom names the day, and without it the
    reader is surer of such a sentence, by 1 to 4 in log-odds, and still sure of one that names the
    day. Any other date stays, since it tells which of several things is meant.

    Args:
        connection: To the archive.
        question: What is asked; its own limits come before its words'.
        words: Its text, of the same length, with blanks for what is quoted.
        today: What dates are counted from.
    """
    # "The April shooting" may be told of in any month: only what asks for nothing but a month is
    # taken to the last one held.
    alone = asks_only_when(words, date_limits(words, today))
    day, taken = counted_from(connection, words, today, alone=alone)
    limits = date_limits(words, day)
    if limits is None or question.since or question.until:
        return question, (), ()
    label = _date_label(limits)
    if limits.as_of:
        text = _without(question.text, limits.place)
        return replace(question, text=text, as_of=question.as_of or limits.as_of), (label,), ()
    since, until = limits.since or FIRST_DAY, limits.until or LAST_DAY
    within = replace(question, during=(since, until))
    if published_within(connection, since, until):
        if alone or not (name := _never_named(connection, question, words, limits)):
            return within, (label,), taken
        form = gettext("Nothing published {when} mentions {name}; all dates were searched.")
        return question, (), (form.format(when=label, name=name),)
    # A later report may tell what happened then.
    if alone and named_within(connection, since, until):
        return within, (label,), ()
    why = _no_such_date(connection, label)
    # Whoever asks for last week's news, or for a year's alone, must not be given another year's.
    # `words` is as long as the question, so that the place holds in both.
    if alone or _RECENT.search(question.text[slice(*limits.place)]):
        return within, (label,), (f"{why}.",)
    return question, (), (gettext("{why}; all dates were searched.").format(why=why),)


def _never_named(
    connection: sqlite3.Connection, question: Question, words: str, limits: DateLimits
) -> str:
    """A name of the question that is held, though not of a month that has no year; else nothing.

    "In May" is then another May: the last has nothing on it.
    """
    if not limits.yearless:
        return ""
    during = limits.since or FIRST_DAY, limits.until or LAST_DAY
    for name in (one.text for one in sentence_facts(words).names):
        named = replace(question, phrases=(name,))
        held_then = chunk_ids(connection, replace(named, during=during))
        if not held_then and chunk_ids(connection, named):
            return name
    return ""


def _without(text: str, place: Span) -> str:
    """The text without some words and the comma beside them; as it is if nothing is left to ask."""
    before, after = text[: place[0]].rstrip(), text[place[1] :].lstrip()
    if not before or after[:1] in tuple("?.!,"):
        before, after = before.rstrip(" ,"), after.lstrip(" ,")
    joint = " " if before and after[:1] not in tuple("?.!,;:") else ""
    left = f"{before}{joint}{after}"
    return f"{left[:1].upper()}{left[1:]}" if informative(left) else text


def _no_such_date(connection: sqlite3.Connection, label: str) -> str:
    if published_within(connection, FIRST_DAY, LAST_DAY):
        return gettext("No article held was published {when}").format(when=label)
    form = gettext(
        "No article held states its date, so none is known to have been published {when}"
    )
    return form.format(when=label)


def _date_label(limits: DateLimits) -> str:
    if limits.as_of:
        return gettext("as of {day}").format(day=day_words(limits.as_of))
    if limits.since and limits.until and limits.since != limits.until:
        # A month is told by its first and last day: these are the days that are kept to.
        first, last = day_words(limits.since), day_words(limits.until)
        return gettext("from {first} to {last}").format(first=first, last=last)
    return days_words(limits.since, limits.until)


def asks_only_when(text: str, limits: DateLimits | None) -> bool:
    """Whether a question asks for nothing but what happened at its dates."""
    start, end = limits.place if limits else (0, 0)
    asked = informative(f"{text[:start]} {text[end:]}").values()
    return not {word for word in asked if not word.isdigit()} - _HAPPENED - stop_words()


def counted_from(
    connection: sqlite3.Connection, words: str, today: date, *, alone: bool = True
) -> tuple[date, tuple[str, ...]]:
    """The day that a question's dates are counted from, and what the asker is to know of it.

    That is today; but "in June" is the last June in which the archive has articles, and of an
    archive that ends before the day as of which is asked, the last such day that it knows.

    Args:
        connection: To the archive.
        words: What is asked.
        today: The day of the question.
        alone: It asks for nothing but what there is of its dates.
    """
    limits, span = date_limits(words, today), dated_span(connection)
    if limits is None or span is None:
        return today, ()
    if limits.as_of:
        return (span[1] if span[1].isoformat() < limits.as_of else today), ()
    if not (alone and limits.yearless) or _are_held(connection, limits):
        return today, ()
    for day in _ends_of_years(span, today):
        then = date_limits(words, day)
        if then and _are_held(connection, then):
            return day, (_taken(then),)
    return today, ()


def _ends_of_years(span: tuple[date, date], today: date) -> list[date]:
    """The last day of each year before today's of which there may be articles, the latest first."""
    latest = min(span[1].year, today.year - 1)
    return [date(year, 12, 31) for year in range(latest, span[0].year - 1, -1)]


def _are_held(connection: sqlite3.Connection, limits: DateLimits) -> bool:
    return published_within(connection, limits.since or FIRST_DAY, limits.until or LAST_DAY)


def _taken(limits: DateLimits) -> str:
    """Which year a month or a day was taken of, where the question names none."""
    form = gettext("No year is named; the last with articles in the archive was taken: {when}.")
    return form.format(when=days_words(limits.since, limits.until))
