"""Which script a text is in."""

from __future__ import annotations

import re

LATIN = re.compile(r"[A-Za-z]")  # "SCO": three
CYRILLIC = re.compile("[\u0400-\u052f]")  # the Т of "Токаев", the Ө of "Өңір"
CYRILLIC_LANGUAGES = frozenset(
    ["be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "tt", "uk"]  # ISO 639-1
)
_KAZAKH = re.compile("[әғқңөұүһі]")  # "ү" of "үй": letters that Russian lacks
_OTHER = re.compile(r"[^\W\d_A-Za-z]")  # "ШОС": three


def has_kazakh_letter(word: str) -> bool:
    """Whether a word in small letters has a letter of Kazakh that Russian lacks."""
    return _KAZAKH.search(word) is not None


def is_latin(text: str) -> bool:
    """Whether the text is mostly in the letters that English uses."""
    return len(LATIN.findall(text)) > len(_OTHER.findall(text))


def is_cyrillic(text: str) -> bool:
    """Whether the text is mostly in Cyrillic letters."""
    return len(CYRILLIC.findall(text)) > len(LATIN.findall(text))
