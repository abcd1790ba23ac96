"""Answers that count articles by what they have in common: outlets, authors, months, languages."""

from __future__ import annotations

import sqlite3
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace

from retrieval.archive.records import (
    ArticleFilter,
    Column,
    Record,
    article_totals,
    count_by,
    records,
)
from retrieval.archive_facts.phrasing import (
    LISTED,
    ArticleTopic,
    and_joined,
    article_line,
    byline_persons,
    language_words,
    limits_phrase,
    none_held,
    statement,
    undated_left_out,
)
from retrieval.archive_facts.selection import Selection, Writer, Written
from retrieval.messages import gettext, ngettext, number_words
from retrieval.messages.counts import articles_words
from retrieval.messages.days import span_words
from retrieval.messages.quotation_marks import outlet_in_marks
from retrieval.search.hit import Hit

MOST_NAMED = 20
"""Outlets, authors, ... named in one sentence at most."""


@dataclass(frozen=True, slots=True)
class Group:
    """The articles that have one thing in common.

    Attributes:
        name: What it is called.
        count: How many there are.
        within: The limits that give just those.
    """

    name: str
    count: int
    within: ArticleFilter


def answer_groups(column: Column) -> Writer:
    """The outlets, the authors, ..., each with how many articles and one of them."""

    def write_groups(connection: sqlite3.Connection, meant: Selection, _: Sequence[Hit]) -> Written:
        groups = _groups(connection, meant, column)
        left_out = _without(column, _unnamed(connection, meant, column))
        if not groups:
            return [], left_out or none_held(meant.asked, meant.on)
        text = _groups_text(groups, limits_phrase(meant.asked, meant.on, 2), column)
        if wider := _naming(connection, meant):
            # An article in another language has the names, and other words for the rest.
            groups, left_out = _groups(connection, wider, column), ""
            beside = _groups_text(groups, limits_phrase(meant.asked, wider.on, 2), column)
            text = f"{text} {beside}"
        shown, lines = [], []
        for group in groups[:LISTED]:
            newest = records(connection, group.within, "newest", 1)
            shown += newest
            lines.append(statement(_group_line(group, newest, column), newest))
        return [statement(text, shown), *lines], left_out

    return write_groups


def _naming(connection: sqlite3.Connection, meant: Selection) -> Selection | None:
    """All articles with the names of a topic, where that is more than what is on the topic."""
    if not meant.names or meant.asked.every_word:
        return None
    naming = replace(meant.within, rows=meant.naming)
    counts = [article_totals(connection, one).articles for one in (meant.within, naming)]
    on = ArticleTopic(meant.names)
    return replace(meant, within=naming, on=on) if counts[1] > counts[0] else None


def _called(group: Group, column: Column) -> str:
    return outlet_in_marks(group.name) if column == "outlet" else group.name


def _group_line(group: Group, newest: Sequence[Record], column: Column) -> str:
    told = article_line(newest[0].listing) if newest else ""
    form = gettext("{name}: {articles}; the newest: {newest}")
    if group.count <= 1:
        form = gettext("{name}: {articles}; {newest}")
    name, articles = _called(group, column), articles_words(group.count)
    return form.format(name=name, articles=articles, newest=told)


def _groups_text(groups: Sequence[Group], limits: str, column: Column) -> str:
    named = [f"{_called(group, column)} ({group.count})" for group in groups[:MOST_NAMED]]
    left = len(groups) - len(named)
    more = gettext("{names} and {count} more").format(names=", ".join(named), count=left)
    names = more if left else and_joined(named)
    form = _form(column, len(groups))
    return form.format(limits=limits, count=number_words(len(groups)), names=names)


def _form(column: Column, count: int) -> str:
    match column:
        case "outlet":
            return ngettext(
                "The archive holds articles{limits} from {count} outlet: {names}.",
                "The archive holds articles{limits} from {count} outlets: {names}.",
                count,
            )
        case "author":
            return ngettext(
                "The archive holds articles{limits} by {count} author: {names}.",
                "The archive holds articles{limits} by {count} authors: {names}.",
                count,
            )
        case "language":
            return ngettext(
                "The archive holds articles{limits} in {count} language: {names}.",
                "The archive holds articles{limits} in {count} languages: {names}.",
                count,
            )
        case "month":
            return ngettext(
                "The archive holds articles{limits} of {count} month: {names}.",
                "The archive holds articles{limits} of {count} months: {names}.",
                count,
            )
        case "year":
            return ngettext(
                "The archive holds articles{limits} of {count} year: {names}.",
                "The archive holds articles{limits} of {count} years: {names}.",
                count,
            )


def _without(column: Column, unnamed: int) -> str:
    """How many articles are in none of the groups, if any is not."""
    if not unnamed:
        return ""
    match column:
        case "outlet":
            form = ngettext(
                "{count} article without an outlet left out.",
                "{count} articles without an outlet left out.",
                unnamed,
            )
        case "author":
            form = ngettext(
                "{count} article without an author left out.",
                "{count} articles without an author left out.",
                unnamed,
            )
        case "language":
            form = ngettext(
                "{count} article in a language that is not known left out.",
                "{count} articles in a language that is not known left out.",
                unnamed,
            )
        case "month" | "year":
            return undated_left_out(unnamed)
    return form.format(count=number_words(unnamed))


def _groups(connection: sqlite3.Connection, meant: Selection, column: Column) -> list[Group]:
    """Those of the most articles first; of months and years the newest first."""
    counts = [(name, count) for name, count in count_by(connection, meant.within, column) if name]
    match column:
        case "outlet":
            return [
                Group(name, count, replace(meant.within, outlets=(name,))) for name, count in counts
            ]
        case "author":
            return _authors(meant.within, counts)
        case "language":
            return [
                Group(language_words(name), count, replace(meant.within, language=name))
                for name, count in counts
            ]
        case "month" | "year":
            return [_span(meant.within, *one) for one in sorted(counts, reverse=True)]


def _authors(within: ArticleFilter, counts: Sequence[tuple[str, int]]) -> list[Group]:
    # A byline may name several people, and a person stand in several bylines, so that these counts
    # may come to more than there are articles.
    people: dict[str, tuple[int, list[str]]] = {}
    for byline, count in counts:
        for person in byline_persons(byline, None):
            before, bylines = people.get(person, (0, []))
            people[person] = (before + count, [*bylines, byline])
    ranked = sorted(people.items(), key=lambda item: (-item[1][0], item[0]))
    return [
        Group(name, count, replace(within, authors=tuple(bylines)))
        for name, (count, bylines) in ranked
    ]


def _span(within: ArticleFilter, name: str, count: int) -> Group:
    """The articles of a month, `2015-06`, or of a year, `2015`, within limits."""
    year, month = int(name[:4]), name[5:]
    last = f"{month}-{monthrange(year, int(month))[1]}" if month else "12-31"
    first_day, last_day = f"{year:04}-{month or '01'}-01", f"{year:04}-{last}"
    since = max(first_day, within.since or first_day)
    until = min(last_day, within.until or last_day)
    told = span_words(first_day, last_day)
    return Group(told, count, replace(within, since=since, until=until))


def _unnamed(connection: sqlite3.Connection, meant: Selection, column: Column) -> int:
    """How many articles have no outlet, no author, ..."""
    if column in ("month", "year"):
        undated = replace(meant.within, since=None, until=None, undated=True)
        return article_totals(connection, undated).articles
    return sum(count for name, count in count_by(connection, meant.within, column) if not name)
