"""Reading quotations back from the stored articles, immediately before they are shown."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from bisect import bisect_right
from difflib import SequenceMatcher

from retrieval.archive.chunking import sentences
from retrieval.types import Span

ALIKE = 0.5
"""What stands in place of a quotation shares at least this much of its characters (Ratcliff and
Obershelp's measure, as difflib has it); two unlike sentences share about 0.3."""

MOST_COMPARED = 400
"""Sentences that a quotation is compared with letter by letter, those with its words first."""


def read_back(
    connection: sqlite3.Connection, article_id: str, text_hash: str, start: int, end: int
) -> str | None:
    """The stored characters `start` to `end` of an article, or None if it has changed or gone.

    The text itself is hashed again: one that was damaged on the disk is not quoted either.
    """
    row = connection.execute(
        "select text from articles where id = ? and hash = ?", (article_id, text_hash)
    ).fetchone()
    whole = row is not None and hashlib.sha256(row["text"].encode()).hexdigest() == text_hash
    return row["text"][start:end] if whole else None


def sentence_spans(
    connection: sqlite3.Connection, article_id: str, text_hash: str
) -> tuple[str, list[Span]]:
    """An article's text and where its sentences stand, without page furniture; or nothing."""
    row = connection.execute(
        "select text, furniture from articles where id = ? and hash = ?", (article_id, text_hash)
    ).fetchone()
    if row is None:
        return "", []
    text = row["text"]
    return text, sentences(text, [(first, last) for first, last in json.loads(row["furniture"])])


def surroundings(
    connection: sqlite3.Connection, article_id: str, text_hash: str, start: int, end: int
) -> tuple[str, str]:
    """What stands before and after the characters `start` to `end` of an article, exactly.

    It is the sentence on either side, and the rest of one that the characters begin or end
    within; page furniture is not gone across. Two empty strings where the article has changed.
    """
    text, spans = sentence_spans(connection, article_id, text_hash)
    # The sentences that the characters touch, of which the first and the last may be cut.
    inside = [n for n, span in enumerate(spans) if span[1] > start and span[0] < end]
    if not inside:
        return "", ""
    begin, stop = min(spans[inside[0]][0], start), max(spans[inside[-1]][1], end)
    before, after = spans[: inside[0]][-1:], spans[inside[-1] + 1 :][:1]
    # Only where white space alone lies between: page furniture is not in the spans.
    if before and not text[before[0][1] : begin].strip():
        begin = before[0][0]
    if after and not text[stop : after[0][0]].strip():
        stop = after[0][1]
    return text[begin:start].strip(), text[end:stop].strip()


def page_at(connection: sqlite3.Connection, article_id: str, offset: int) -> int | None:
    """The printed page on which this character of an article stands, from 1, or None."""
    row = connection.execute("select pages from articles where id = ?", (article_id,)).fetchone()
    pages = json.loads(row["pages"]) if row else []
    # `pages` has where each page begins; before the first, or without any, there is none.
    return bisect_right(pages, offset) or None


def nearest_sentences(quote: str, text: str, furniture: tuple[Span, ...] = ()) -> Span | None:
    """Where in a text the sentences stand that are most like a quotation, or None.

    A quotation of several sentences is compared with as many in a row.
    """
    # The very words may stand elsewhere in the new text.
    at = text.find(quote)
    if at >= 0:
        return (at, at + len(quote))
    spans = sentences(text, furniture)
    count = min(len(sentences(quote)) or 1, len(spans))
    if not spans:
        return None
    runs = [(spans[i][0], spans[i + count - 1][1]) for i in range(len(spans) - count + 1)]
    wanted = set(quote.lower().split())
    runs.sort(key=lambda run: -len(wanted & set(text[run[0] : run[1]].lower().split())))
    # difflib keeps what it works out of the second text: that is the quotation. `autojunk` would
    # pass over frequent letters of a quotation of 200 characters and more.
    matcher = SequenceMatcher(None, b=quote, autojunk=False)
    best, found = ALIKE, None
    for start, end in runs[:MOST_COMPARED]:
        matcher.set_seq1(text[start:end])
        # Upper bounds of the ratio, the cheapest first: what stays below is compared no further.
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best:
            share = matcher.ratio()
            best, found = (share, (start, end)) if share > best else (best, found)
    return found
