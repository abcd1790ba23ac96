"""The check between writing and showing: every citation is read back, every fact looked up.

A sentence is dropped unless each of its quotations still stands in the stored article, and
each number, proper name and negation in it stands in what it cites.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from retrieval.answer.draft import Draft, Quote
from retrieval.archive.store import Archive, read_back
from retrieval.search.words import stem, stop_words, words
from retrieval.types import Citation, Passage, Statement

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"[^\W\d_a-zа-яё][\w’'-]*")
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot)\b|n[’']t\b", re.IGNORECASE
)

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
NUMBER_WORDS = {word: str(number) for number, word in enumerate(_UNITS)}


def check(
    archive: Archive, draft: Draft
) -> tuple[tuple[Statement, ...], tuple[Citation, ...], int]:
    """The draft's sentences that hold, their citations, and how many were dropped.

    Citations are numbered from 1 in order of first use; one place is one citation.
    """
    kept: list[Statement] = []
    citations: dict[tuple[str, int, int], Citation] = {}
    with archive.reading() as connection:
        for statement in draft.statements:
            quotes = [
                quote
                for quote in statement.quotes
                if quote.text
                == read_back(connection, quote.passage.article, quote.passage.hash, *quote.span)
            ]
            if quotes and not unsupported(statement.text, quotes):
                numbers = [_cite(citations, quote) for quote in quotes]
                kept.append(Statement(statement.text, tuple(dict.fromkeys(numbers))))
    return tuple(kept), tuple(citations.values()), len(draft.statements) - len(kept)


def unsupported(statement: str, quotes: Sequence[Quote]) -> list[str]:
    """The numbers, names and negations of a sentence that its quotations do not hold."""
    evidence = " ".join(quote.text for quote in quotes)
    if statement in evidence:
        return []
    about = " ".join(_about(quote.passage) for quote in quotes)
    held = {stem(word) for word in words(f"{evidence} {about}")}
    missing = [
        number for number in _numbers(statement) if number not in _numbers(f"{evidence} {about}")
    ]
    missing += [name for name in _names(statement) if not {stem(w) for w in words(name)} <= held]
    if _NEGATION.search(statement) and not _NEGATION.search(evidence):
        missing.append(_NEGATION.findall(statement)[0])
    return missing


def _about(passage: Passage) -> str:
    """What may be named besides the quotation: who published it, and when."""
    return f"{passage.outlet or ''} {passage.published or ''} {passage.date_note or ''}"


def _numbers(text: str) -> set[str]:
    digits = {number.replace(",", "") for number in _NUMBER.findall(text)}
    return digits | {NUMBER_WORDS[word] for word in words(text) if word in NUMBER_WORDS}


def _names(text: str) -> Iterable[str]:
    """Capitalised words; a function word that opens the sentence is none."""
    return (name for name in _NAME.findall(text) if not set(words(name)) <= stop_words())


def _cite(citations: dict[tuple[str, int, int], Citation], quote: Quote) -> int:
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
        )
    return citations[key].number
