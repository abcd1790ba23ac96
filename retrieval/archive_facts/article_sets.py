"""Answers about many articles: counts, lists, the oldest, the newest, what is new."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from retrieval.archive.records import (
    Order,
    Record,
    article_totals,
    last_day_indexed,
    records,
)
from retrieval.archive_facts.phrasing import (
    LISTED,
    and_joined,
    article_line,
    articles_held,
    limits_phrase,
    naming_words,
    none_held,
    statement,
    uncited_words,
    undated_left_out,
)
from retrieval.archive_facts.selection import Selection, Writer, Written
from retrieval.messages import gettext, ngettext, number_words
from retrieval.messages.counts import articles_words
from retrieval.messages.days import days_words
from retrieval.search.hit import Hit
from retrieval.types.draft import DraftStatement

# ISO days compare as text: these lie before and behind every other.
FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"


def answer_count(connection: sqlite3.Connection, meant: Selection, _: Sequence[Hit]) -> Written:
    """How many there are; of all of the archive also from when to when."""
    return _counted(connection, meant, listed=0)


def list_articles(connection: sqlite3.Connection, meant: Selection, _: Sequence[Hit]) -> Written:
    """How many there are, then the newest of them."""
    return _counted(connection, meant, listed=LISTED)


def _counted(connection: sqlite3.Connection, meant: Selection, listed: int) -> Written:
    coverage = article_totals(connection, meant.within)
    # A bare count lists none of these, and still cites them.
    found = records(connection, meant.within, "newest", LISTED)
    if not found:
        return [], _none(connection, meant)
    text = articles_held(coverage, meant.asked, meant.on, _undated(connection, meant))
    held = coverage.articles
    if not listed and meant.names and not meant.asked.every_word:
        naming = replace(meant.within, rows=meant.naming)
        named = article_totals(connection, naming).articles
        if named > coverage.articles:
            # Whether one that has the names but other words is on the topic, the asker may see.
            text = f"{text} {naming_words(named, meant.names)}"
            found, held = records(connection, naming, "newest", LISTED), named
    rest = [statement(article_line(one.listing), [one]) for one in found[:listed]]
    note = uncited_words(held - len(found), len(found), listed=bool(listed))
    return [statement(text, found), *rest], note


def _undated(connection: sqlite3.Connection, meant: Selection) -> int:
    """How many articles within the other limits state no date, where dates are a limit."""
    if not (meant.within.since or meant.within.until):
        return 0
    return article_totals(
        connection, replace(meant.within, since=None, until=None, undated=True)
    ).articles


def _none(connection: sqlite3.Connection, meant: Selection) -> str:
    """That nothing is held within the limits, and what is undated and may be meant."""
    undated = _undated(connection, meant)
    if not undated:
        return none_held(meant.asked, meant.on)
    form = ngettext(
        "No article{limits} is held; {count} states no date.",
        "No article{limits} is held; {count} state no date.",
        undated,
    )
    return form.format(limits=limits_phrase(meant.asked, meant.on, 1), count=undated)


def answer_extreme(order: Order) -> Writer:
    """The writer of the oldest, or the newest: all that have that day."""

    def write_end(connection: sqlite3.Connection, meant: Selection, _: Sequence[Hit]) -> Written:
        first = records(connection, meant.within, order, max(1, min(meant.asked.most, LISTED)))
        if not first:
            return [], _none(connection, meant)
        day = first[0].listing.published
        # The undated come last in either order: where the first has no day, none has.
        if day is None:
            count = article_totals(connection, meant.within).articles
            form = gettext("None of the {articles} meant states its date.")
            return [], form.format(articles=articles_words(count))
        if meant.asked.most:
            return _several(connection, meant, order, first)
        # Records know no hour: all articles of that day are the oldest.
        same = records(connection, replace(meant.within, since=day, until=day), order, LISTED)
        which = limits_phrase(replace(meant.asked, since=None, until=None), meant.on, len(same))
        names = and_joined([article_line(one.listing, author=len(same) == 1) for one in same])
        # One of these may be older, or newer: a note says that they were left out.
        undated = article_totals(connection, replace(meant.within, undated=True)).articles
        text = _end(order, len(same)).format(limits=which, articles=names)
        return [statement(text, same)], undated_left_out(undated)

    return write_end


def _several(
    connection: sqlite3.Connection, meant: Selection, order: Order, found: Sequence[Record]
) -> Written:
    """As many of the oldest, or the newest, as are asked for, in a list."""
    dated = [one for one in found if one.listing.published]
    undated = article_totals(connection, replace(meant.within, undated=True)).articles
    form = ngettext(
        "The {count} newest article held{limits}:",
        "The {count} newest articles held{limits}:",
        len(dated),
    )
    if order == "oldest":
        form = ngettext(
            "The {count} oldest article held{limits}:",
            "The {count} oldest articles held{limits}:",
            len(dated),
        )
    which = limits_phrase(meant.asked, meant.on, len(dated))
    text = form.format(count=number_words(len(dated)), limits=which)
    lines = [statement(article_line(one.listing), [one]) for one in dated]
    return [statement(text, dated), *lines], undated_left_out(undated)


def _end(order: Order, count: int) -> str:
    if order == "oldest":
        return ngettext(
            "The oldest article held{limits} is {articles}.",
            "The oldest articles held{limits} are {articles}.",
            count,
        )
    return ngettext(
        "The newest article held{limits} is {articles}.",
        "The newest articles held{limits} are {articles}.",
        count,
    )


def answer_new(connection: sqlite3.Connection, meant: Selection, _: Sequence[Hit]) -> Written:
    """What came into the archive in a span of days, and what was published in it."""
    since, until = meant.asked.since or FIRST_DAY, meant.asked.until or LAST_DAY
    # An article of another year may come in today: new by arrival and new by date are two things.
    came = replace(meant.within, indexed=(since, until))
    printed = replace(meant.within, since=since, until=until)
    which = limits_phrase(replace(meant.asked, since=None, until=None), meant.on, 2)
    span = days_words(meant.asked.since, meant.asked.until)
    arrived = article_totals(connection, came).articles
    dated = article_totals(connection, printed).articles
    if not (arrived or dated):
        return _nothing_new(connection, meant, span, which)
    lists = [
        records(connection, came, "indexed", LISTED),
        records(connection, printed, "newest", LISTED),
    ]
    form = gettext("none of those held were published then")
    if dated:
        form = ngettext(
            "{count} of those held was published then",
            "{count} of those held were published then",
            dated,
        )
    told = gettext("{articles} came into the archive {when}; {dated}.").format(
        articles=articles_words(arrived) + which, when=span, dated=form.format(count=dated)
    )
    # The message may begin with a word, "no articles"; `capitalize` would lower its names.
    shown, lines = _each_once(lists)
    return [statement(told[0].upper() + told[1:], shown), *lines], ""


def _each_once(lists: Sequence[Sequence[Record]]) -> tuple[list[Record], list[DraftStatement]]:
    """Articles under what they are new by, each once."""
    shown: list[Record] = []
    lines: list[DraftStatement] = []
    headings = gettext("Came into the archive"), gettext("Published then")
    for heading, found in zip(headings, lists, strict=True):
        for one in found:
            # What is new by both stands under its arrival.
            if one not in shown and len(shown) < LISTED:
                shown.append(one)
                lines.append(statement(article_line(one.listing), [one], heading))
    return shown, lines


def _nothing_new(
    connection: sqlite3.Connection, meant: Selection, span: str, which: str
) -> Written:
    last = last_day_indexed(connection, meant.within)
    newest = records(connection, meant.within, "newest", 1)
    if last is None or not newest:
        return [], _none(connection, meant)
    form = gettext(
        "No article{limits} came into the archive or was published {when}; the last came in {last}."
    )
    text = form.format(limits=which, when=span, last=days_words(last, last))
    form = gettext("The newest by its date: {article}")
    line = statement(form.format(article=article_line(newest[0].listing)), newest)
    return [statement(text, newest), line], ""
