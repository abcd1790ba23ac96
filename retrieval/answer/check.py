"""The check between writing and showing: every citation is read back, every fact looked up.

A sentence is dropped unless each of its quotations still stands in the stored article, and
each number, proper name, link and negation in it stands in what it cites, and it is no surer of
what was done than they are.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence

from retrieval.answer.certainty import overstated
from retrieval.answer.draft import Draft, Quote
from retrieval.answer.facts import (
    NEGATION,
    as_cited,
    flipped,
    links,
    names,
    negated,
    numbers,
    undotted,
    without_publication,
)
from retrieval.archive.quoting import page_at, read_back
from retrieval.archive.store import Archive
from retrieval.archive.stories import printing
from retrieval.search.spellings import NO_SPELLINGS, Spellings, known_spellings
from retrieval.search.words import informative, stem, words
from retrieval.types import Citation, Statement

LEAST_SHARED = 0.4
"""A sentence with less than this share of its informative words in what it cites says
something else, even where it has no number or name that could be looked up."""

_BRACKETED = re.compile(r"\s*\[\d+\]")


Checked = tuple[tuple[Statement, ...], tuple[Citation, ...], int]
"""The sentences that hold, their citations, and how many were dropped."""


def check(archive: Archive, draft: Draft) -> Checked:
    """The draft's sentences that hold, their citations, and how many were dropped.

    Citations are numbered from 1 in order of first use; one place is one citation.
    """
    kept: list[Statement] = []
    citations: dict[tuple[str, int, int], Citation] = {}
    with archive.reading() as connection:
        known = known_spellings(connection)
        for statement in draft.statements:
            quotes = [
                quote
                for quote in statement.quotes
                if quote.text
                == read_back(connection, quote.passage.article, quote.passage.hash, *quote.span)
            ]
            if quotes and not unsupported(statement.text, quotes, known):
                marks = [_cite(connection, citations, quote) for quote in quotes]
                # An article's own [12] would be read as one of the answer's marks.
                text = _BRACKETED.sub("", statement.text) or statement.text
                kept.append(Statement(text, tuple(dict.fromkeys(marks)), statement.heading))
    return tuple(kept), tuple(citations.values()), len(draft.statements) - len(kept)


def unsupported(
    statement: str, quotes: Sequence[Quote], known: Spellings = NO_SPELLINGS
) -> list[str]:
    """What a sentence says that its quotations do not: numbers, names, links, negations, deeds.

    A whole sentence of a quotation is always borne out by it. A name is borne out by another
    spelling of it that is `known`.
    """
    evidence = " ".join(quote.text for quote in quotes)
    if any(_stands_whole(statement, quote.text) for quote in quotes):
        return []
    own = as_cited(statement, evidence, known)
    for quote in quotes:
        own = without_publication(own, quote.passage)
    held = {stem(word) for word in words(undotted(evidence))}
    missing = sorted(numbers(own) - numbers(evidence))
    published = {stem(word) for quote in quotes for word in words(quote.passage.outlet or "")}
    missing += [
        name for name in names(own) if not {stem(w) for w in words(name)} <= held | published
    ]
    missing += [link for link in links(own) if link not in evidence]
    if NEGATION.search(own) and not NEGATION.search(evidence):
        missing += NEGATION.findall(own)[:1]
    missing += flipped(negated(own), negated(evidence)) + overstated(own, evidence)
    return missing + _strange(own, held)


def _stands_whole(statement: str, text: str) -> bool:
    """Whether the statement is a sentence of the text, not a clause cut out of one."""
    place = text.find(statement)
    return place >= 0 and (place == 0 or text[:place].rstrip(' "“”’»)')[-1:] in (*".!?…\n", ""))


def _strange(statement: str, held: set[str]) -> list[str]:
    """The informative words that stand nowhere in the evidence, if they are most of them."""
    terms = informative(statement)
    absent = [word for term, word in terms.items() if term not in held]
    return absent if len(terms) - len(absent) < LEAST_SHARED * len(terms) else []


def _cite(
    connection: sqlite3.Connection, citations: dict[tuple[str, int, int], Citation], quote: Quote
) -> int:
    passage, (start, end) = quote.passage, quote.span
    key = (passage.article, start, end)
    if key not in citations:
        citations[key] = Citation(
            number=len(citations) + 1,
            article=passage.article,
            source=passage.source,
            title=passage.title,
            outlet=passage.outlet,
            published=passage.published,
            date_note=passage.date_note,
            url=passage.url,
            hash=passage.hash,
            start=start,
            end=end,
            quote=quote.text,
            page=page_at(connection, passage.article, start),
            copies=printing(connection, passage.copies, quote.text),
        )
    return citations[key].number
