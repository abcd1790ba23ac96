"""What happened when: the dated sentences on a topic, in the order of their dates."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from retrieval.answer.topic_relevance import on_topic, sentences_about
from retrieval.archive.named_dates import mentions_in
from retrieval.archive.store import Archive
from retrieval.language.statements import states_something
from retrieval.messages import gettext, ngettext
from retrieval.messages.days import NO_YEAR, span_words
from retrieval.search.hit import Hit, HitSentence, each_sentence
from retrieval.search.sentence_context import in_context, quoted
from retrieval.search.similarity import alike, without_repeats
from retrieval.types import DateMention, Passage, Span
from retrieval.types.draft import Draft, DraftStatement, Place, quotation

MOST_ENTRIES = 20  # three messages in Discord
MOST_UNDATED = 3
"""Sentences that are shown where none is dated: without a day there is no order."""


@dataclass(frozen=True, slots=True)
class TimelineEntry(HitSentence):
    """A sentence with its date; `told` if the sentence itself names it."""

    first: str
    last: str
    told: bool


def make_timeline(
    archive: Archive, hits: Sequence[Hit], *, during: tuple[str, str] | None = None
) -> Draft:
    """The dated sentences of the passages on a topic, oldest first.

    A date that the sentence names comes before the day its article was published; a sentence
    with neither is left out, and counted in a note, unless none has any. One that leans on another
    comes with it.

    Args:
        archive: Tells which dates a sentence names.
        hits: The passages, best first.
        during: The first and the last day, ISO, if no topic was named, only a time: then each
            passage has one entry, its first sentence if it was published in that time, else its
            first sentence of that time.
    """
    found = list(sentences_about(on_topic(hits)) if during is None else _stating(hits))
    # One transaction: all dates are those of one moment of the archive.
    with archive.reading() as connection:
        dated = list(_entries(connection, found))
    if found and not dated:
        return Draft("extractive", tuple(_undated(found)))
    undated = len(found) - len(dated)
    if during is not None:
        undated = len(hits) - len({one.hit.place for one in dated})
        dated = list(_first_within(dated, during))
    # Those found first are nearest: what repeats one of them is left out.
    nearest = without_repeats(dated, _repeats, MOST_ENTRIES)
    chosen = sorted(_of_one_day(nearest), key=_place)
    return Draft("extractive", tuple(_in_order(chosen)), notes=_left_out(undated))


def _stating(hits: Sequence[Hit]) -> Iterator[HitSentence]:
    """The sentences that state something: a page's counter is no event."""
    return (one for one in each_sentence(hits) if states_something(one.text))


def _opens(one: TimelineEntry) -> bool:
    """Whether nothing before it in its passage states anything."""
    return not any(states_something(each.text) for each in one.hit.sentences[: one.at])


def _first_within(
    entries: Sequence[TimelineEntry], during: tuple[str, str]
) -> Iterator[TimelineEntry]:
    """Of each passage the first sentence that is of a time.

    What was published then is news of then, whatever day it tells of: "will close in April".
    """
    since, until = during
    told: set[tuple[str, int]] = set()
    for one in entries:
        day = one.passage.published
        if not _is_within(one, during) and day and since <= day <= until and _opens(one):
            one = replace(one, first=day, last=day, told=False)
        if _is_within(one, during) and one.hit.place not in told:
            told.add(one.hit.place)
            yield one


def _is_within(entry: TimelineEntry, during: tuple[str, str]) -> bool:
    """Whether an entry is of a time, and of no longer one: "in 2023" tells of no November."""
    shorter = _length(entry.first, entry.last) <= _length(*during)
    return shorter and entry.first <= during[1] and during[0] <= entry.last


def _place(entry: TimelineEntry) -> tuple[str, str, bool, str]:
    """Where an entry stands among the others."""
    # ISO days are in order as text. Of one day what the sentence itself dates comes first; what is
    # dated by a year alone goes by the day on which it was told, the undated last.
    told_on = entry.passage.published or str(NO_YEAR)
    return entry.first, entry.last, not entry.told, told_on


def _undated(found: Sequence[HitSentence]) -> Iterator[DraftStatement]:
    """What is on the topic where nothing says when, nearest first, no place twice."""
    quotes = {quote.place: quote for quote in map(quoted, found)}
    for quote in list(quotes.values())[:MOST_UNDATED]:
        yield quotation(quote, gettext("No date stated"))


def _of_one_day(entries: Sequence[TimelineEntry]) -> Iterator[TimelineEntry]:
    """The entries; one that comes with a sentence which tells its day is of that day.

    "He was dismissed on Wednesday. No reason was given."
    """
    for one in entries:
        span = in_context(one)
        told = (o for o in entries if o.told and o.passage.article == one.passage.article)
        before = [other for other in told if _within(other.span, span)]
        if before and not one.told:
            one = replace(one, first=before[-1].first, last=before[-1].last)
        yield one


def _in_order(entries: Sequence[TimelineEntry]) -> Iterator[DraftStatement]:
    """The entries, each with what it leans on; no place twice, of one day none within another."""
    placed = [(entry, quoted(entry)) for entry in entries]
    shown: set[Place] = set()
    for entry, quote in placed:
        span = quote.span
        same_day = [(other, its.span) for other, its in placed if _same_day(entry, other)]
        if quote.place not in shown and not any(_within(span, at) for _, at in same_day):
            # The date is told if one of the sentences that are quoted here tells it.
            told = any(other.told for other, at in same_day if at == span or _within(at, span))
            yield quotation(quote, entry_heading(replace(entry, told=told)))
            shown.add(quote.place)


def _same_day(one: TimelineEntry, other: TimelineEntry) -> bool:
    """Whether two entries come from one article and stand at one date."""
    return (one.passage.article, one.first, one.last) == (
        (other.passage.article, other.first, other.last)
    )


def _within(one: Span, other: Span) -> bool:
    """Whether one place lies within another, larger one."""
    return other[0] <= one[0] and one[1] <= other[1] and one != other


def _left_out(undated: int) -> tuple[str, ...]:
    if not undated:
        return ()
    form = ngettext(
        "One sentence on the topic left out: no date is stated, there or for the article.",
        "{count} sentences on the topic left out: no date is stated, there or for the article.",
        undated,
    )
    return (form.format(count=undated),)


def _entries(
    connection: sqlite3.Connection, found: Iterable[HitSentence]
) -> Iterator[TimelineEntry]:
    for one in found:
        passage = one.passage
        mention = _finest(mentions_in(connection, passage.article, *one.span))
        # The day of publishing stands in only where the sentence names no date.
        if mention:
            yield TimelineEntry(one.hit, one.at, mention.first, mention.last, told=True)
        elif day := passage.published or _in_no_year(passage):
            yield TimelineEntry(one.hit, one.at, day, day, told=False)


def _in_no_year(passage: Passage) -> str | None:
    """A day of which the year is not known: after all whole dates, in the order of the year."""
    return "{}-{:02}-{:02}".format(NO_YEAR, *passage.partial) if passage.partial else None


def _finest(mentions: Sequence[DateMention]) -> DateMention | None:
    """The date that says most: a day before a month, a month before a year; the first of these."""
    return min(mentions, key=lambda one: (_length(one.first, one.last), one.start), default=None)


def _length(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _repeats(one: TimelineEntry, other: TimelineEntry) -> bool:
    """Whether an entry says what another one does; what was on another day is another event."""
    two_days = one.told and other.told and one.first != other.first
    return not two_days and alike(one.text, other.text)


def entry_heading(entry: TimelineEntry) -> str:
    """The date of an entry: `23 December 2014`, `December 2014`, `Reported 4 June 2015`."""
    words = span_words(entry.first, entry.last)
    # The year that stands for none: none is stated.
    if entry.first.startswith(str(NO_YEAR)):
        return gettext("Reported {day} (year not stated)").format(day=words)
    return words if entry.told else gettext("Reported {day}").format(day=words)
