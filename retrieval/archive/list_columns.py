"""What of an article is no plain value, as the text in which its row keeps it."""

from __future__ import annotations

import json
import sqlite3
from typing import TypedDict

from retrieval.types import Article, DateMention, Revision, Span

LIST_COLUMNS = "furniture, pages, dates, acronyms, revision, partial"


class ListColumns(TypedDict):
    """The fields of an `Article` that are lists, or made of parts."""

    furniture: tuple[Span, ...]
    pages: tuple[int, ...]
    dates: tuple[DateMention, ...]
    acronyms: tuple[tuple[str, str], ...]
    revision: Revision | None
    partial: tuple[int, int] | None


def lists_json(article: Article) -> tuple[str | None, ...]:
    """The lists of an article, one text for each of `LIST_COLUMNS`: JSON, but for `partial`."""
    # An indexing run compares these texts with the stored ones to see what has changed
    # (`inventory.article_facts`): in another form of JSON, every article would count as changed.
    revised = article.revision
    dates = [(one.start, one.end, one.first, one.last) for one in article.dates]
    return (
        json.dumps(article.furniture),
        json.dumps(article.pages),
        json.dumps(dates),
        json.dumps(article.acronyms, ensure_ascii=False),
        # Never null but the text "null", by which the partial indexes leave most articles out.
        json.dumps(revised and (revised.kind, revised.number, revised.note)),
        "{:02}-{:02}".format(*article.partial) if article.partial else None,
    )


def lists_from_row(row: sqlite3.Row) -> ListColumns:
    """The lists out of a row of `articles`."""
    names = ("furniture", "pages", "dates", "acronyms")
    # JSON knows no tuples; with them an article that is read back equals the one that was written.
    furniture, pages, dates, acronyms = (json.loads(row[name]) for name in names)
    return ListColumns(
        furniture=tuple((start, end) for start, end in furniture),
        pages=tuple(pages),
        dates=tuple(DateMention(*mention) for mention in dates),
        acronyms=tuple((acronym, expansion) for acronym, expansion in acronyms),
        revision=revision_from_row(row),
        partial=partial_date_from_row(row),
    )


def revision_from_row(row: sqlite3.Row) -> Revision | None:
    """The revision out of a row of `articles`."""
    stored = json.loads(row["revision"])
    if stored is None:
        return None
    kind, number, note = stored
    return Revision(kind, number, (note[0], note[1]) if note else None)


def partial_date_from_row(row: sqlite3.Row) -> tuple[int, int] | None:
    """Month and day of a date without its year, out of a row of `articles`."""
    month, _, day = (row["partial"] or "").partition("-")
    return (int(month), int(day)) if day else None
