"""Names of outlets as questions have them: declined, transliterated, and in quotation marks."""

from __future__ import annotations

from retrieval.language.alphabet import is_latin
from retrieval.names.outlets import outlet_key
from retrieval.names.spelling import folded_spelling
from retrieval.search.words import stems
from retrieval.types import Span

SHORTEST_TRANSLITERATED = 6
"""Letters of a key; "Mir" and "Vremya" are other words as well."""

OPENING, CLOSING = '"“”«„', '"“”»'


def other_keys(outlet: str) -> list[str]:
    """By what an outlet with a Cyrillic name is known besides its `outlet_key`."""
    return [] if is_latin(outlet) else _keys(_stemmed(outlet), _transliterated(outlet))


def asked_keys(name: str) -> list[str]:
    """The `other_keys` that a name in a question, declined or transliterated, may have."""
    return _keys(_transliterated(name) if is_latin(name) else _stemmed(name))


def _keys(*found: str) -> list[str]:
    return [key for key in found if key]


def _stemmed(name: str) -> str:
    """Without Cyrillic endings: "Вечернего Курьера" and "Вечерний Курьер" have one key."""
    return outlet_key("".join(stems(name)))


def _transliterated(name: str) -> str:
    """With what transliterations differ in folded; nothing of a short name.

    "Полуденный вестник", "Poludenny Vestnik" and "Poludennyi Vestnik" have one, and its mark is
    in no other kind of key.
    """
    key = "".join(folded_spelling(word) for word in name.split())
    return f"~{key}" if len(key) >= SHORTEST_TRANSLITERATED else ""


def with_quotation_marks(text: str, start: int, end: int) -> Span:
    """The place of a name, widened by the quotation marks that stand around it and nothing else."""
    opened = start > 0 and text[start - 1] in OPENING
    closed = end < len(text) and text[end] in CLOSING
    return (start - 1, end + 1) if opened and closed else (start, end)
