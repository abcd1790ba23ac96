"""Who said what was quoted: the sentence that names the speaker, word for word.

    The reason was the loss of trust, Brandt said. The cranes cost 16 million, he added.

Of the second sentence both are shown: the first tells who "he" is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace

from retrieval.archive.quoting import sentence_spans
from retrieval.archive.records import Record
from retrieval.archive_facts.phrasing import article_line, statement
from retrieval.archive_facts.selection import Selection, Written
from retrieval.archive_facts.single_article import quoted_articles
from retrieval.language.attribution import attribution
from retrieval.messages import gettext
from retrieval.messages.quotation_marks import outlet_in_marks
from retrieval.search.hit import Hit
from retrieval.search.sentence_context import LARGEST_GAP
from retrieval.types import Span
from retrieval.types.draft import DraftStatement, Quote

FURTHEST = 3
"""Sentences back in which the one is named whom a pronoun tells."""

_OPENING, _CLOSING = "“«„", "”»"


def speaker_of(connection: sqlite3.Connection, meant: Selection, _: Sequence[Hit]) -> Written:
    """Of each quotation the sentences that name who said it, or the outlet where none does."""
    articles = {one.listing.id: one for one in quoted_articles(connection, meant)}
    said: list[DraftStatement] = []
    for article, start, end in meant.asked.quoted:
        if article in articles:
            said.extend(_told(connection, articles[article], (start, end)))
    return list(dict.fromkeys(said)), ""


def _told(connection: sqlite3.Connection, record: Record, place: Span) -> Iterator[DraftStatement]:
    text, spans = sentence_spans(connection, record.listing.id, record.listing.hash)
    inside = [n for n, span in enumerate(spans) if span[1] > place[0] and span[0] < place[1]]
    if not inside or not record.opening:
        return
    # What leans on others has them before it: the last sentence is what was said.
    at = inside[-1]
    found = speaker_span(text, spans, at)
    if found:
        yield _quoted(record, text, found)
        return
    form = gettext("No speaker was found beside this sentence; {outlet} published it.")
    outlet = record.listing.outlet
    whose = outlet_in_marks(outlet) if outlet else article_line(record.listing)
    # It cites the sentence that it speaks of.
    head = statement(form.format(outlet=whose), [record])
    yield replace(head, quotes=_quoted(record, text, spans[at]).quotes)


def _quoted(record: Record, text: str, span: Span) -> DraftStatement:
    first = statement("", [record]).quotes[0].passage
    words = text[slice(*span)]
    passage = replace(first, start=span[0], end=span[1], text=words)
    return DraftStatement(words, (Quote(passage, span),))


def speaker_span(text: str, spans: Sequence[Span], at: int) -> Span | None:
    """The sentences in a row that tell who says one of them, or None where none does.

    Args:
        text: The article's.
        spans: Where its sentences stand.
        at: Which of them it is.
    """
    for other in _speaking(text, spans, at):
        told = attribution(text[slice(*spans[other])])
        if told:
            first = min(at, other)
            # A pronoun stands for whom a sentence before it names.
            first = _naming(text, spans, other) if told == "pronoun" else first
            return spans[min(first, at, other)][0], spans[max(at, other)][1]
    return None


def _speaking(text: str, spans: Sequence[Span], at: int) -> Iterator[int]:
    """The sentence itself; in quotation marks also the one behind it, and the one before."""
    yield at
    if _is_speech(text, spans, at):
        for other in (at + 1, at - 1):
            if 0 <= other < len(spans) and _adjacent(text, spans, at, other):
                yield other


def _is_speech(text: str, spans: Sequence[Span], at: int) -> bool:
    """Whether a sentence stands in quotation marks, opened in it or before it."""
    start, end = spans[at]
    paragraph = text.rfind("\n", 0, start) + 1
    before, own = text[paragraph:start], text[start:end]
    opened = sum(map(before.count, _OPENING)) > sum(map(before.count, _CLOSING))
    return opened or before.count('"') % 2 == 1 or own[0] in f'"{_OPENING}'


def _naming(text: str, spans: Sequence[Span], at: int) -> int:
    """The sentence back from one with a pronoun in which somebody is named as speaking."""
    for back in range(at - 1, max(-1, at - 1 - FURTHEST), -1):
        if not _adjacent(text, spans, back, back + 1):
            break
        if attribution(text[slice(*spans[back])]) == "named":
            return back
    return max(at - 1, 0)


def _adjacent(text: str, spans: Sequence[Span], one: int, other: int) -> bool:
    first, second = sorted((one, other))
    gap = text[spans[first][1] : spans[second][0]]
    return len(gap) <= LARGEST_GAP and not gap.strip()
