"""The check between writing and showing: every citation is read back, every fact looked up.

A sentence is dropped unless each of its quotations still stands in the stored article, and
each number, proper name, link and negation in it stands in what it cites, it is no surer of
what was done than they are, and it does not have the one act whom they have acted on.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence

from retrieval.answer.addressed import says_nothing, told
from retrieval.answer.certainty import overstated
from retrieval.answer.days import without_days
from retrieval.answer.deeds import base, tells, turned_round
from retrieval.answer.differences import among
from retrieval.answer.draft import Draft, DraftStatement, Failed, Quote
from retrieval.answer.facts import (
    as_cited,
    denials,
    links,
    names,
    numbers,
    undotted,
    without_publication,
)
from retrieval.answer.written import (
    in_one_way,
    misquoted,
    other_units,
    with_first_names,
    with_ordinals,
)
from retrieval.archive.quoting import page_at, read_back
from retrieval.archive.store import Archive
from retrieval.archive.stories import printing
from retrieval.search.spellings import NO_SPELLINGS, Spellings, known_spellings
from retrieval.search.words import informative, stem, words
from retrieval.types import Citation, Statement

MOST_STRANGE = 0.5
"""Names and figures are looked up one by one. A sentence of whose other informative words this
share is not in what it cites says something else of them: `benchmarks/claims.py --sentences`
shows how often."""

_BRACKETED = re.compile(r"\s*\[\d+\]")


Checked = tuple[tuple[Statement, ...], tuple[Citation, ...], int]
"""The sentences that hold, their citations, and how many were dropped."""


def failures(archive: Archive, draft: Draft) -> list[Failed]:
    """The draft's sentences that do not hold, each with what its quotations do not say."""
    with archive.reading() as connection:
        known = known_spellings(connection)
        examined = [_examined(connection, draft, one, known) for one in draft.statements]
    return [
        (place, draft.statements[place], missing)
        for place, (quotes, missing) in enumerate(examined)
        if missing or not quotes
    ]


def check(archive: Archive, draft: Draft) -> Checked:
    """The draft's sentences that hold, their citations, and how many were dropped.

    Citations are numbered from 1 in order of first use; one place is one citation.
    """
    kept: list[Statement] = []
    citations: dict[tuple[str, int, int], Citation] = {}
    with archive.reading() as connection:
        known = known_spellings(connection)
        for statement in draft.statements:
            quotes, missing = _examined(connection, draft, statement, known)
            if quotes and not missing:
                marks = [_cite(connection, citations, quote) for quote in quotes]
                text = _shown(draft, statement.text, quotes)
                kept.append(Statement(text, tuple(dict.fromkeys(marks)), statement.heading))
    return tuple(kept), tuple(citations.values()), len(draft.statements) - len(kept)


def _shown(draft: Draft, text: str, quotes: Sequence[Quote]) -> str:
    """A statement as it is shown: what a model took over word for word is shown as quoted."""
    # An article's own [12] would be read as one of the answer's marks.
    shown = _BRACKETED.sub("", text) or text
    taken = draft.mode == "model" and any(_stands_whole(text, quote.text) for quote in quotes)
    return f"“{shown}”" if taken and shown[0] not in '“"«' else shown


def _examined(
    connection: sqlite3.Connection, draft: Draft, statement: DraftStatement, known: Spellings
) -> tuple[list[Quote], list[str]]:
    """The statement's quotations that stand, and what of it they do not bear out."""
    quotes = _standing(connection, statement)
    if not quotes:
        return [], []
    own = _own_words(draft, statement.text, quotes) if draft.mode == "model" else []
    return quotes, own + unsupported(statement.text, quotes, known)


def _own_words(draft: Draft, text: str, quotes: Sequence[Quote]) -> list[str]:
    """What a model may not say: others' addresses and, in its own words, what is said to it."""
    links = _strange_links(text, quotes)
    if any(_stands_whole(text, quote.text) for quote in quotes):
        return links
    if says_nothing(text) or not any(told(quote.text) for quote in quotes):
        return [*links, text]
    return links + [word for term, word in informative(text).items() if term in draft.unsaid]


def _strange_links(text: str, quotes: Sequence[Quote]) -> list[str]:
    """The addresses in a model's sentence that are no cited article's own.

    Not even one that the article holds: it may be there for the model to pass on.
    """
    own = {one for quote in quotes for one in (quote.passage.url, quote.passage.source) if one}
    return [link for link in links(text) if not any(link in address for address in own)]


def _standing(connection: sqlite3.Connection, statement: DraftStatement) -> list[Quote]:
    """The statement's quotations that the stored articles hold as they were retrieved."""
    return [
        quote
        for quote in statement.quotes
        if quote.text
        == read_back(connection, quote.passage.article, quote.passage.hash, *quote.span)
    ]


def unsupported(
    statement: str, quotes: Sequence[Quote], known: Spellings = NO_SPELLINGS
) -> list[str]:
    """What a sentence says that its quotations do not: numbers, names, links, negations, deeds.

    A whole sentence of a quotation is always borne out by it. A name is borne out by another
    spelling of it that is `known`.
    """
    if any(_stands_whole(statement, quote.text) for quote in quotes):
        return []
    cited = " ".join(quote.text for quote in quotes)
    evidence = in_one_way(cited)
    missing = misquoted(statement, cited)
    own = with_first_names(as_cited(in_one_way(statement), evidence, known), evidence)
    for quote in quotes:
        own = without_publication(own, quote.passage)
    own, strange_days = without_days(own, evidence)
    missing += strange_days + other_units(own, evidence)
    held = {stem(word) for word in words(undotted(evidence))}
    missing += sorted(numbers(own) - numbers(with_ordinals(evidence)))
    published = {stem(word) for quote in quotes for word in words(quote.passage.outlet or "")}
    missing += [
        name for name in names(own) if not {stem(w) for w in words(name)} <= held | published
    ]
    missing += [link for link in links(own) if link not in evidence]
    missing += denials(own, evidence) + overstated(own, evidence) + turned_round(own, evidence)
    return missing + _strange(own, evidence)


def _stands_whole(statement: str, text: str) -> bool:
    """Whether the statement is a sentence of the text, not a clause cut out of one."""
    place = text.find(statement)
    return place >= 0 and (place == 0 or text[:place].rstrip(' "“”’»)')[-1:] in (*".!?…\n", ""))


def _strange(statement: str, evidence: str) -> list[str]:
    """The informative words, names and figures aside, that the evidence lacks, if too many."""
    named = {stem(word) for name in names(statement) for word in words(name)}
    found = words(evidence)
    terms = [
        word
        for term, word in informative(statement).items()
        if term not in named and not numbers(word)
    ]
    absent = [word for word in terms if not among(word, found) and not tells(evidence, base(word))]
    return absent if absent and len(absent) >= MOST_STRANGE * len(terms) else []


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
            published_how=passage.published_how,
        )
    return citations[key].number
