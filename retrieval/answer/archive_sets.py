"""Answers about many articles: counts, lists, outlets and authors, the oldest, what is new."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from retrieval.answer.archive_meant import Meant, Writer, Written
from retrieval.answer.archive_words import (
    LISTED,
    and_joined,
    articles_held,
    days_words,
    described,
    limited,
    many,
    persons,
    statement,
)
from retrieval.answer.draft import DraftStatement
from retrieval.archive.records import (
    Column,
    Order,
    Record,
    Within,
    counted,
    held,
    last_day_indexed,
    records,
)
from retrieval.search.hit import Hit

MOST_NAMED = 20
"""Outlets or authors named in one sentence at most."""

FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"


def count(connection: sqlite3.Connection, meant: Meant, _: Sequence[Hit]) -> Written:
    """How many there are; of all of the archive also from when to when."""
    return _counted(connection, meant, listed=0)


def list_articles(connection: sqlite3.Connection, meant: Meant, _: Sequence[Hit]) -> Written:
    """How many there are, then the newest of them."""
    return _counted(connection, meant, listed=LISTED)


def _counted(connection: sqlite3.Connection, meant: Meant, listed: int) -> Written:
    coverage = held(connection, meant.within)
    found = records(connection, meant.within, "newest", LISTED)
    if not found:
        return [], _none(connection, meant)
    text = articles_held(coverage, meant.asked, meant.on, _undated(connection, meant))
    rest = [statement(described(one.listing), [one]) for one in found[:listed]]
    more = coverage.articles - len(found)
    note = f"{more} more are not listed; these are the newest." if listed and more else ""
    return [statement(text, found), *rest], note


def _undated(connection: sqlite3.Connection, meant: Meant) -> int:
    """How many articles within the other limits state no date, where dates are a limit."""
    if not (meant.within.since or meant.within.until):
        return 0
    return held(connection, replace(meant.within, since=None, until=None, undated=True)).articles


def _none(connection: sqlite3.Connection, meant: Meant) -> str:
    """That nothing is held within the limits, and what is undated and may be meant."""
    undated = _undated(connection, meant)
    beside = f"; {undated} {'states' if undated == 1 else 'state'} no date" if undated else ""
    return f"No article{limited(meant.asked, meant.on, 1)} is held{beside}."


def at_the_end(order: Order) -> Writer:
    """The writer of the oldest, or the newest: all that have that day."""

    def write_end(connection: sqlite3.Connection, meant: Meant, _: Sequence[Hit]) -> Written:
        first = records(connection, meant.within, order, 1)
        if not first:
            return [], _none(connection, meant)
        day = first[0].listing.published
        if day is None:
            count = held(connection, meant.within).articles
            return [], f"None of the {many(count, 'article')} meant states its date."
        same = records(connection, replace(meant.within, since=day, until=day), order, LISTED)
        what = f"{order} article{'s' if len(same) > 1 else ''} held"
        which = limited(replace(meant.asked, since=None, until=None), meant.on, len(same))
        verb = "are" if len(same) > 1 else "is"
        names = and_joined([described(one.listing, author=len(same) == 1) for one in same])
        undated = held(connection, replace(meant.within, undated=True)).articles
        beside = f" {many(undated, 'article')} without a date left out." if undated else ""
        return [statement(f"The {what}{which} {verb} {names}.", same)], beside.strip()

    return write_end


def by_groups(column: Column) -> Writer:
    """The outlets or the authors, each with how many articles and one of them."""

    def write_groups(connection: sqlite3.Connection, meant: Meant, _: Sequence[Hit]) -> Written:
        groups = _named(connection, meant, column)
        if not groups:
            return [], _none(connection, meant)
        noun = "outlet" if column == "outlet" else "author"
        named = [f"{name} ({count})" for name, count, _ in groups[:MOST_NAMED]]
        left = len(groups) - len(named)
        names = f"{', '.join(named)} and {left} more" if left else and_joined(named)
        which = limited(meant.asked, meant.on, 2)
        by = "from" if column == "outlet" else "by"
        text = f"The archive holds articles{which} {by} {many(len(groups), noun)}: {names}."
        shown, lines = [], []
        for name, count, limits in groups[:LISTED]:
            newest = records(connection, limits, "newest", 1)
            shown += newest
            newest_words = described(newest[0].listing) if newest else ""
            ahead = "the newest: " if count > 1 else ""
            line = f"{name}: {many(count, 'article')}; {ahead}{newest_words}"
            lines.append(statement(line, newest))
        unnamed = _unnamed(connection, meant, column)
        note = f"{many(unnamed, 'article')} without an {noun} left out." if unnamed else ""
        return [statement(text, shown), *lines], note

    return write_groups


def _named(
    connection: sqlite3.Connection, meant: Meant, column: Column
) -> list[tuple[str, int, Within]]:
    """Each outlet or person, with how many articles, and the limits that give just those."""
    groups = counted(connection, meant.within, column)
    if column == "outlet":
        return [
            (name, count, replace(meant.within, outlets=(name,))) for name, count in groups if name
        ]
    people: dict[str, tuple[int, list[str]]] = {}
    for byline, count in groups:
        for person in persons(byline, None):
            before, bylines = people.get(person, (0, []))
            people[person] = (before + count, [*bylines, byline or ""])
    ranked = sorted(people.items(), key=lambda item: (-item[1][0], item[0]))
    return [
        (name, count, replace(meant.within, authors=tuple(bylines)))
        for name, (count, bylines) in ranked
    ]


def _unnamed(connection: sqlite3.Connection, meant: Meant, column: Column) -> int:
    return sum(count for name, count in counted(connection, meant.within, column) if not name)


def new(connection: sqlite3.Connection, meant: Meant, _: Sequence[Hit]) -> Written:
    """What came into the archive in a span of days, and what was published in it."""
    since, until = meant.asked.since or FIRST_DAY, meant.asked.until or LAST_DAY
    came = replace(meant.within, indexed=(since, until))
    printed = replace(meant.within, since=since, until=until)
    which = limited(replace(meant.asked, since=None, until=None), meant.on, 2)
    span = days_words(meant.asked.since, meant.asked.until)
    arrived = held(connection, came).articles
    dated = held(connection, printed).articles
    if not (arrived or dated):
        return _nothing_new(connection, meant, span, which)
    lists = [
        records(connection, came, "indexed", LISTED),
        records(connection, printed, "newest", LISTED),
    ]
    text = (
        f"{many(arrived, 'article')}{which} came into the archive {span};"
        f" {dated or 'none'} of those held {'was' if dated == 1 else 'were'} published then."
    )
    shown, lines = _each_once(lists)
    text = text[0].upper() + text[1:]
    return [statement(text, shown), *lines], ""


def _each_once(lists: Sequence[Sequence[Record]]) -> tuple[list[Record], list[DraftStatement]]:
    """Articles under what they are new by, each once."""
    shown: list[Record] = []
    lines: list[DraftStatement] = []
    for heading, found in zip(("Came into the archive", "Published then"), lists, strict=True):
        for one in found:
            if one not in shown and len(shown) < LISTED:
                shown.append(one)
                lines.append(statement(described(one.listing), [one], heading))
    return shown, lines


def _nothing_new(connection: sqlite3.Connection, meant: Meant, span: str, which: str) -> Written:
    last = last_day_indexed(connection, meant.within)
    newest = records(connection, meant.within, "newest", 1)
    if last is None or not newest:
        return [], _none(connection, meant)
    text = (
        f"No article{which} came into the archive or was published {span}; the last came in"
        f" {days_words(last, last)}."
    )
    line = statement(f"The newest by its date: {described(newest[0].listing)}", newest)
    return [statement(text, newest), line], ""
