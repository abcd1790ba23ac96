"""The lists that belong to an article, as the JSON in which its row keeps them."""

from __future__ import annotations

import json
import sqlite3
from typing import TypedDict

from retrieval.types import Article, DateMention, Span

LIST_COLUMNS = "furniture, pages, dates, acronyms"


class Lists(TypedDict):
    """The fields of an `Article` that are lists."""

    furniture: tuple[Span, ...]
    pages: tuple[int, ...]
    dates: tuple[DateMention, ...]
    acronyms: tuple[tuple[str, str], ...]


def lists_json(article: Article) -> tuple[str, str, str, str]:
    """The lists of an article, one JSON text for each of `LIST_COLUMNS`."""
    dates = [(one.start, one.end, one.first, one.last) for one in article.dates]
    return (
        json.dumps(article.furniture),
        json.dumps(article.pages),
        json.dumps(dates),
        json.dumps(article.acronyms, ensure_ascii=False),
    )


def lists_of(row: sqlite3.Row) -> Lists:
    """The lists out of a row of `articles`."""
    furniture, pages, dates, acronyms = (json.loads(row[name]) for name in LIST_COLUMNS.split(", "))
    return Lists(
        furniture=tuple((start, end) for start, end in furniture),
        pages=tuple(pages),
        dates=tuple(DateMention(*mention) for mention in dates),
        acronyms=tuple((acronym, expansion) for acronym, expansion in acronyms),
    )
