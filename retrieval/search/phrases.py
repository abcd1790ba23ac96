"""Quoted phrases: the chunks that hold one, word for word."""

from __future__ import annotations

import sqlite3

from retrieval.archive.scripts import as_indexed
from retrieval.search.words import words

_QUOTES = str.maketrans("‘’‛“”„«»–—‐‑", '\'\'\'"""""----')


def phrase_chunks(connection: sqlite3.Connection, phrase: str) -> list[int]:
    """The chunks whose text holds the phrase; case, quotation marks and blanks are folded.

    The full-text index finds its stems in order; the text itself then decides.
    """
    wanted = folded_phrase(phrase)
    if not words(phrase):
        return []
    query = f'body : "{as_indexed(" ".join(words(phrase)))}"'
    rows = connection.execute(
        'select chunks.id, substr(text, chunks.start + 1, chunks."end" - chunks.start) as passage'
        " from words join chunks on chunks.id = words.rowid join articles on article = n"
        " where words match ?",
        (query,),
    )
    return [row["id"] for row in rows if wanted in folded_phrase(row["passage"])]


def folded_phrase(text: str) -> str:
    """The text in small letters, with plain quotation marks and single blanks."""
    return " ".join(text.translate(_QUOTES).lower().split())
