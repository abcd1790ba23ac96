"""Names of outlets as questions have them: declined, transliterated, and in quotation marks."""

from __future__ import annotations

import re

from retrieval.language.alphabet import is_latin
from retrieval.names.outlets import outlet_key
from retrieval.names.spelling import folded_spelling
from retrieval.search.words import stems
from retrieval.types import Span

SHORTEST_TRANSLITERATED = 6
"""Letters of a key; "Mir" and "Vremya" are other words as well."""

OPENING, CLOSING = '"“”«„', '"“”»'
# "«Маяк»" of "Агентство «Маяк»" and of "«Маяк» газеті"
_IN_MARKS = re.compile(r"[«„“\"](?P<name>[^«»„“”\"]+)[»“”\"]")


def other_keys(outlet: str) -> list[str]:
    """By what an outlet with a Cyrillic name is known besides its `outlet_key`.

    What stands in quotation marks is its name; what stands beside them only says what it is.
    """
    if is_latin(outlet):
        return []
    called = [outlet, *(found["name"] for found in _IN_MARKS.finditer(outlet))]
    alone = [outlet_key(name) for name in called[1:]]
    return _keys(*alone, *map(_stemmed, called), *map(_transliterated, called))


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
