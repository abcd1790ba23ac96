"""Names of outlets that no table knows, told by their look: `Amber Post`, `The Orsk Herald`."""

from __future__ import annotations

import re

from retrieval.reading.press.known_outlets import known_outlet

# fmt: off
# "Amber Post", "THE ORSK VALLEY HERALD": the last word of an outlet that no table knows
_PRESS_WORDS = frozenset({
    "agency", "bulletin", "chronicle", "courier", "daily", "dispatch", "gazette", "herald",
    "journal", "ledger", "monitor", "news", "observer", "post", "press", "review", "standard",
    "telegraph", "times", "tribune", "weekly", "wire", "газеті", "жаршысы", "хабаршысы",
})
# "Вестник Орска", "Орский вестник": its first or last word in Russian
_EITHER_END = frozenset({
    "вестник", "ведомости", "газета", "известия", "курьер", "обозрение", "хроника",
})
# "Market" in "Market Review", "Sports" in "Sports News": a page's part, and no outlet
_SUBJECTS = frozenset({
    "book", "books", "breaking", "business", "culture", "daily", "film", "foreign", "health",
    "in", "latest", "local", "market", "markets", "national", "other", "politics", "press",
    "science", "sport", "sports", "the", "today", "top", "weekly", "world", "year",
})
# fmt: on
_NAME_WORDS = range(2, 6)  # of an outlet's name: "The Orsk Valley Herald"
# "THE", "Orsk", "O'Brien's"
_CAPITALIZED = re.compile(r"[A-ZА-ЯЁӘҒҚҢӨҰҮІ][\w'’-]*")


def is_press_name(line: str) -> bool:
    """Whether a line can be an outlet's name by its look: `Amber Post`, `THE AMBER POST`."""
    words = line.strip(" *_#").split()
    if len(words) not in _NAME_WORDS or not all(map(_CAPITALIZED.fullmatch, words)):
        return False
    told = [word.casefold() for word in words]
    named = told[-1] in _PRESS_WORDS | _EITHER_END or told[0] in _EITHER_END
    return named and not set(told) <= _SUBJECTS | _PRESS_WORDS


def press_outlet(words: str) -> str | None:
    """The outlet that `words` beside a date or a person name, known or by its look; or None."""
    return known_outlet(words) or (words if is_press_name(words) else None)
