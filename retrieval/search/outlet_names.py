"""Names of outlets as questions have them: declined, and in quotation marks."""

from __future__ import annotations

from retrieval.language.alphabet import is_latin
from retrieval.names.outlets import outlet_key
from retrieval.search.words import stems
from retrieval.types import Span

OPENING, CLOSING = '"“”«„', '"“”»'


def stemmed_key(name: str) -> str | None:
    """The key of a name without its Cyrillic endings, or None if it is mostly in Latin letters.

    "Вечернего Курьера" and "Вечерний Курьер" have one.
    """
    return None if is_latin(name) else outlet_key("".join(stems(name)))


def with_quotation_marks(text: str, start: int, end: int) -> Span:
    """The place of a name, widened by the quotation marks that stand around it and nothing else."""
    opened = start > 0 and text[start - 1] in OPENING
    closed = end < len(text) and text[end] in CLOSING
    return (start - 1, end + 1) if opened and closed else (start, end)
