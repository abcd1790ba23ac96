"""Answers that quote made-up articles, kept under receipts, for the archive's tests."""

from __future__ import annotations

from collections.abc import Callable

from retrieval.archive.reader_feedback import note_asked
from retrieval.archive.store import Archive
from retrieval.receipts.receipts import keep_receipt
from retrieval.types import Answer, Article, Citation, Copy, Coverage, Question, Statement

Ask = Callable[..., tuple[Archive, Answer]]
"""Indexes articles, asks a question of them, and gives the archive with the answer."""


def note(archive: Archive, receipt: str, question: Question) -> None:
    """Keep how the question behind a receipt was asked."""
    with archive.noting() as connection:
        note_asked(connection, receipt, question)


def first_sentence(one: Article) -> str:
    return one.text[: one.text.index(".") + 1]


def citation(number: int, one: Article, *copies: Copy) -> Citation:
    quote = first_sentence(one)
    return Citation(
        number, one.id, one.source, one.title, one.outlet, one.published, one.date_note, one.url,
        one.hash, 0, len(quote), quote, copies=copies,
    )  # fmt: skip


def answered(archive: Archive, *articles: Article, found: bool = True, notes: str = "") -> str:
    """The receipt of an answer (or a refusal) that quotes the first sentence of each article."""
    quoted = tuple(citation(n, one) for n, one in enumerate(articles, start=1))
    return keep(archive, quoted, found=found, notes=notes)


def keep(
    archive: Archive, quoted: tuple[Citation, ...], *, found: bool = True, notes: str = ""
) -> str:
    """The receipt of an answer (or a refusal) with a sentence for each of these citations."""
    said = " ".join(f"{one.quote} [{one.number}]" for one in quoted)
    answer = Answer(
        asked="What is new?",
        question="What is new?",
        found=found,
        text=said if found else f"Not in the archive.\n{said}",
        mode="extractive",
        statements=tuple(Statement(one.quote, (one.number,)) for one in quoted) if found else (),
        citations=quoted if found else (),
        passages=(),
        coverage=Coverage(len({one.article for one in quoted})),
        notes=(notes,) if notes else (),
        nearest=() if found else quoted,
    )
    receipt = keep_receipt(archive, answer).receipt
    assert receipt is not None
    return receipt
