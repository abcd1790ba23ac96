"""Quoted phrases: where a question has some, and the chunks that hold one, word for word."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence

from retrieval.archive.generation_cache import GenerationCache
from retrieval.archive.text_normalization import as_indexed
from retrieval.search.words import words
from retrieval.types import Span

# "“joint coast guard”"
_QUOTED = re.compile(r"[\"“”«„]([^\"“”«»„]{3,200})[\"“”»]")

# Letter by letter: marks of quotation and dashes as anybody types them.
_QUOTES = str.maketrans("‘’‛“”„«»–—‐‑", '\'\'\'"""""----')

_found: GenerationCache[list[int]] = GenerationCache(64)
"""A phrase is looked for at least twice: when the question is planned, and in the search."""


def quoted_phrases(text: str) -> tuple[str, ...]:
    """The phrases that a question quotes, in order."""
    return tuple(found[1].strip() for found in _QUOTED.finditer(text))


def without_quotes(text: str) -> str:
    """The text with blanks in place of quoted phrases."""
    return blanked(text, [found.span() for found in _QUOTED.finditer(text)])


def blanked(text: str, places: Sequence[Span]) -> str:
    """The text, as long as it was, with blanks at some places."""
    for start, end in places:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def phrase_chunks(connection: sqlite3.Connection, phrase: str) -> list[int]:
    """The chunks whose text holds the phrase; case, quotation marks and blanks are folded.

    The full-text index finds its stems in order; the text itself then decides.
    """
    if not words(phrase):
        return []
    wanted = folded_phrase(phrase)
    return _found.of(connection, wanted, lambda: _look(connection, phrase, wanted))


def _look(connection: sqlite3.Connection, phrase: str, wanted: str) -> list[int]:
    query = f'body : "{as_indexed(" ".join(words(phrase)))}"'
    rows = connection.execute(
        # SQLite counts characters from 1, Python from 0.
        'select chunks.id, substr(text, chunks.start + 1, chunks."end" - chunks.start) as passage'
        " from words join chunks on chunks.id = words.rowid join articles on article = n"
        " where words match ?",
        (query,),
    )
    return [row["id"] for row in rows if _holds(row["passage"], wanted)]


def _holds(text: str, wanted: str) -> bool:
    """Whether a text holds a folded phrase; most do as they stand, so folding is put off."""
    return wanted in text.lower() or wanted in folded_phrase(text)


def folded_phrase(text: str) -> str:
    """The text in small letters, with plain quotation marks and single blanks."""
    return " ".join(text.translate(_QUOTES).lower().split())
