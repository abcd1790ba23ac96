"""Answers about one article: who wrote it, when it was published and by whom, what it is.

The search's passages tell which article is meant by "the story about the floods".
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from retrieval.archive.records import (
    ArticleFilter,
    Record,
    articles_with_words,
    records,
    row_numbers,
)
from retrieval.archive.stories import copies_of
from retrieval.archive_facts.phrasing import and_joined, article_line, byline_persons, statement
from retrieval.archive_facts.selection import Selection, Written
from retrieval.messages import gettext
from retrieval.messages.date_notes import date_note_words
from retrieval.messages.days import days_words
from retrieval.messages.quotation_marks import outlet_in_marks
from retrieval.search.hit import Hit
from retrieval.search.topics import LEAST_SHARE, read_topic
from retrieval.search.words import informative, match_any, stems
from retrieval.types import ArticleListing
from retrieval.types.draft import DraftStatement, Quote

VIEWED = 3
"""Sentences of an article that are shown of it."""

NEAR = 0.85
"""An article whose best passage scores this share of the best may be the one that is meant."""

STORY_DAYS = 7
"""Two outlets tell the same story within these days of each other."""


def author_of(connection: sqlite3.Connection, meant: Selection, hits: Sequence[Hit]) -> Written:
    """Who wrote it, by its byline; of two outlets that tell the story, who wrote each."""
    found = _chosen(connection, meant, hits, lambda one: one.author)
    named = [(one, byline_persons(one.listing.author, one.listing.outlet)) for one in found]
    known = [(one, and_joined(people)) for one, people in named if people]
    if not known:
        return _lacks(found, gettext("{article}, names no author."))
    if len(known) == 1:
        told = gettext("{people} wrote it.").format(people=known[0][1])
        return _told(told, [one for one, _ in known])
    # Two outlets tell the story: each author stands with whom it was written for.
    form, other = gettext("{people} wrote it for {outlet}"), gettext("another outlet")
    outlets = [outlet_in_marks(one.listing.outlet or other) for one, _ in known]
    whose = [
        form.format(people=who, outlet=outlet)
        for outlet, (_, who) in zip(outlets, known, strict=True)
    ]
    return _told(f"{and_joined(whose)}.", [one for one, _ in known])


def published_when(
    connection: sqlite3.Connection, meant: Selection, hits: Sequence[Hit]
) -> Written:
    """The day it was published, as far as it states one."""
    found = _chosen(connection, meant, hits, lambda one: one.published or one.date_note)
    known = [(one, _day(one)) for one in found if _day(one)]
    if not known:
        return _lacks(found, gettext("{article}, states no date."))
    whole = gettext("Published {when}.")
    if len(known) == 1:
        return _told(whole.format(when=known[0][1]), [one for one, _ in known])
    form = gettext("by {outlet} {when}")
    outlets = [(outlet_in_marks(one.listing.outlet or ""), day) for one, day in known]
    when = [form.format(outlet=name, when=day) if name else day for name, day in outlets]
    return _told(whole.format(when=and_joined(when)), [one for one, _ in known])


def _day(one: Record) -> str:
    day, note = one.listing.published, one.listing.date_note
    if day:
        return days_words(day, day)
    return gettext("on {day}").format(day=date_note_words(note)) if note else ""


def outlet_of(connection: sqlite3.Connection, meant: Selection, hits: Sequence[Hit]) -> Written:
    """The outlet, or the two that tell the story."""
    found = _chosen(connection, meant, hits, lambda one: one.outlet)
    known = [one for one in found if one.listing.outlet]
    if not known:
        return _lacks(found, gettext("{article}, names no outlet."))
    # An ordered set: the nearest article's outlet stays first.
    names = dict.fromkeys(outlet_in_marks(one.listing.outlet or "") for one in known)
    told = gettext("{outlets} reported it.").format(outlets=and_joined(list(names)))
    return _told(told, known)


def _told(text: str, found: Sequence[Record]) -> Written:
    return [
        # The lines below the answer show which article was taken for the one that was meant.
        statement(text, found),
        *(statement(article_line(o.listing, author=True), [o]) for o in found),
    ], ""


def _lacks(found: Sequence[Record], form: str) -> Written:
    return [], form.format(article=article_line(found[0].listing)) if found else ""


def show_article(connection: sqlite3.Connection, meant: Selection, hits: Sequence[Hit]) -> Written:
    """One article: its title, author, outlet and date, then its first sentences."""
    found = _chosen(connection, meant, hits, sentences=VIEWED)[:1]
    if not found or not found[0].opening:
        return [], ""
    head = statement(article_line(found[0].listing, author=True), found)
    return [head, *_sentences(found[0], head.quotes[0])], ""


def _sentences(record: Record, first: Quote) -> Iterator[DraftStatement]:
    for (start, end), text in record.opening:
        # The head's passage has all fields of the article; place and text are the sentence's own.
        passage = replace(first.passage, start=start, end=end, text=text)
        yield DraftStatement(text, (Quote(passage, (start, end)),))


def _chosen(
    connection: sqlite3.Connection,
    meant: Selection,
    hits: Sequence[Hit],
    states: Callable[[ArticleListing], object] = lambda _: True,
    sentences: int = 1,
) -> list[Record]:
    """The article that is meant, and another outlet's where it tells the story as well; or none.

    Of articles that are as near, those come first that state what is asked for.

    Dates are kept to if that leaves any article: they may be those of the story.
    """
    if meant.asked.quoted:
        return quoted_articles(connection, meant, sentences)
    # The best passage counts for its article.
    scores: dict[str, float] = {}
    for hit in hits:
        scores[hit.passage.article] = max(hit.passage.score, scores.get(hit.passage.article, 0.0))
    topic, title = meant.asked.topic, meant.asked.title
    if title:
        # Of several titles with these words the article that the search found best.
        named = replace(meant.within, rows=_titled(connection, title))
        return _records(connection, named, scores, sentences)[:1]
    if not topic:  # "TASS's article" is one only if there is no other
        # Two, to see whether there is a second.
        alone = records(connection, meant.within, "newest", 2, sentences)
        return alone if len(alone) == 1 else []
    # By its words and not by its score: some article always comes nearest.
    able = _on_topic(connection, topic, list(scores))
    # "The report on the flood of May": the month may be the flood's, and the report of June.
    undated = replace(meant.within, since=None, until=None)
    for limits in (meant.within, undated):
        found = _records(connection, replace(limits, ids=able), scores, sentences)
        if found:
            return _same_story(connection, found, scores, topic, states)
    return []


def quoted_articles(
    connection: sqlite3.Connection, meant: Selection, sentences: int = 1
) -> list[Record]:
    """The articles of the quotations that are asked of, in their order."""
    ids = list(dict.fromkeys(article for article, _, _ in meant.asked.quoted))
    found = records(connection, ArticleFilter(ids=ids), "newest", len(ids), sentences)
    return sorted(found, key=lambda one: ids.index(one.listing.id))


def _titled(connection: sqlite3.Connection, title: str) -> frozenset[int]:
    """The articles whose title holds each word of this one."""
    # The index's column of titles has the bylines, too.
    terms = informative(title).values()
    found = [articles_with_words(connection, f"title : {match_any([word])}") for word in terms]
    return frozenset.intersection(*found) if found else frozenset()


def _on_topic(connection: sqlite3.Connection, topic: str, articles: Sequence[str]) -> list[str]:
    """Those of the articles that hold most of a topic; none if its names are unknown."""
    read = read_topic(connection, topic)
    if not read.is_known:
        return []
    rows = row_numbers(connection, articles)
    return [one for one in articles if one in rows and read.share(rows[one]) >= LEAST_SHARE]


def _records(
    connection: sqlite3.Connection, within: ArticleFilter, scores: dict[str, float], sentences: int
) -> list[Record]:
    # The newest first, which stays so among equal scores: Python's sort keeps their order.
    found = records(connection, within, "newest", max(len(scores), 1), sentences)
    return sorted(found, key=lambda one: -scores.get(one.listing.id, 0.0))


def _same_story(
    connection: sqlite3.Connection,
    found: Sequence[Record],
    scores: Mapping[str, float],
    topic: str,
    states: Callable[[ArticleListing], object],
) -> list[Record]:
    """The nearest article, and the nearest of another outlet that tells the same story.

    Of those whose passages are nearly as near, the nearest is one that states what is asked for,
    and whose title holds most of the topic's words.
    """
    least = NEAR * scores.get(found[0].listing.id, 0.0)
    near = [one for one in found if scores.get(one.listing.id, 0.0) >= least]
    wanted = frozenset(stems(topic))

    def fits(one: Record) -> tuple[bool, int]:
        shared = wanted.intersection(stems(one.listing.title or ""))
        return bool(states(one.listing)), len(shared)

    best = max(near, key=fits)
    # A copy is the same report, and nobody else's.
    same = {copy.article for copy in copies_of(connection, {best.listing.id})[best.listing.id]}
    others = [
        one
        for one in near
        if one.listing.outlet not in (None, best.listing.outlet)
        and one.listing.id not in same
        and _days_apart(one, best) <= STORY_DAYS
    ]
    return [best, *others[:1]]


def _days_apart(one: Record, other: Record) -> float:
    # An undated article may be years off.
    if one.listing.published is None or other.listing.published is None:
        return float("inf")
    first, second = map(date.fromisoformat, (one.listing.published, other.listing.published))
    return abs((first - second).days)
