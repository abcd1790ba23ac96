"""Making a follow-up question stand alone by carrying over what the last one was about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.search.words import informative, stop_words, words
from retrieval.types import Answer

_LEANS = re.compile(
    r"^\s*(?:and|but|so|also|what about|how about|why not|which one)\b"
    r"|\b(?:he|she|they|him|her|them|his|their|its|it|that|this|there|then|those|these)\b[^?]{0,60}\?*\s*$",
    re.IGNORECASE,
)
# Latin, Greek and Cyrillic; `re` has no class for capitals.
_CAPITAL = f"[{''.join(c for c in map(chr, range(0x530)) if c.isupper())}]"
_NAME = re.compile(rf"\b{_CAPITAL}[\w’'-]*(?:\s+{_CAPITAL}[\w’'-]*)*")
MOST_NAMES = 6


def leans(question: str) -> bool:
    """Whether a question seems to need the one before it."""
    return bool(_LEANS.search(question)) or not set(words(question)) - stop_words()


def stand_alone(question: str, earlier: Sequence[Answer]) -> str:
    """The question, with what the last one named added in brackets where it leans on it."""
    if not earlier or not leans(question):
        return question
    last = earlier[-1].question
    own = set(informative(question))
    topics = _names(last) or [word for stem, word in informative(last).items() if stem not in own]
    carried = [topic for topic in topics if topic.lower() not in question.lower()][:MOST_NAMES]
    return f"{question} ({', '.join(carried)})" if carried else question


def _names(question: str) -> list[str]:
    """The names in a question, its opening word and question words left out."""
    found = [name.group() for name in _NAME.finditer(question)]
    trimmed = [_without_opening(name) for name in found]
    return list(dict.fromkeys(name for name in trimmed if name))


def _without_opening(name: str) -> str:
    parts = name.split()
    while parts and set(words(parts[0])) <= stop_words():
        parts = parts[1:]
    return " ".join(parts)
