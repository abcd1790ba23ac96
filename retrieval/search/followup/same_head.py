"""A Russian or Kazakh follow-up that names another of the same: it takes its like's place.

    Где построят новый мост?           А старый мост?          Где построят старый мост?
    Кто возглавил порт Ларкфилда?      А порт Орлова?          Кто возглавил порт Орлова?
    Ауыл порттарының табысы қанша?     Ал қалалық порттар?     Қалалық порттарының табысы қанша?

No word is inflected: the Kazakh noun, whose case stands at the phrase's end, stays as it was.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.language.facts import sentence_facts
from retrieval.messages.question_language import question_language
from retrieval.search.followup.dialogue_turn import Turn, capital
from retrieval.search.words import stems, stop_words, words

_LONGEST = 4
"""Words of a phrase that takes another's place at most."""

# "старый", "старого", "сельским": before a noun
_ADJECTIVE = re.compile(
    r"\w(?:[ыи][йемх]|[ыи]ми|[оая]я|[ое][ейм]|[ое]го|[ое]му|ую|юю)$", re.IGNORECASE
)
_GENITIVE = re.compile(r"\w[ндт][ыі]ң$", re.IGNORECASE)  # "дәрігерлердің"
# "қанша", "кімге"
_ASKS_IN_KAZAKH = re.compile(
    r"(?:қанша|неше|қандай|қай|кім|не|неге|қашан|қайда)\w*$", re.IGNORECASE
)


def same_head(turn: Turn) -> str | None:
    """А старый мост? Ал қалалық дәрігерлер ше?"""
    language, parts, old = (
        question_language(turn.question),
        turn.text.split(),
        turn.question.split(),
    )
    if language == "en" or not turn.opened or not 1 < len(parts) <= _LONGEST:
        return None
    if sentence_facts(turn.text).dates:
        return None
    made = _in_kazakh(parts, old) if language == "kk" else _in_russian(parts, old)
    return f"{capital(' '.join(made))}?" if made else None


def _in_russian(parts: Sequence[str], old: Sequence[str]) -> list[str] | None:
    """The question with a noun as it stands in it, with other words before or behind the noun."""
    lows = [word.lower() for word in old]
    at = next((n for n, word in enumerate(parts) if _is_noun(word, lows)), None)
    if at is None or not all(_describes(word) for word in parts[:at]):
        return None
    # "А старый мост закрыли?" is a question of its own.
    if not all(word[0].isupper() for word in parts[at + 1 :]):
        return None
    head = lows.index(parts[at].lower())
    start = head
    while start and _describes(old[start - 1]):
        start -= 1
    # "порт [Ларкфилда]": whose it is, by name.
    end = head + 1
    while end < len(old) and at + 1 < len(parts) and old[end][0].isupper():
        end += 1
    return [*old[:start], *parts, *old[end:]]


def _describes(word: str) -> bool:
    return _ADJECTIVE.search(word) is not None and not _says_nothing(word)


def _is_noun(word: str, lows: Sequence[str]) -> bool:
    return (
        word.islower() and word in lows and not _says_nothing(word) and not _ADJECTIVE.search(word)
    )


def _in_kazakh(parts: Sequence[str], old: Sequence[str]) -> list[str] | None:
    """The question with other words before the noun that ends the phrase."""
    # The last word of a question is its verb, or asks.
    head = next((n for n, word in enumerate(old[:-1]) if stems(word) == stems(parts[-1])), None)
    if head is None or _says_nothing(parts[-1]) or any(map(_ASKS_IN_KAZAKH.match, parts)):
        return None
    start = head
    # What it belongs to, "дәрігерлердің", takes the place of all before it; else word for word.
    reach = len(old) if _GENITIVE.search(parts[-2]) else len(parts) - 1
    while start and head - start < reach and not _ends_phrase(old[start - 1]):
        start -= 1
    return [*old[:start], *parts[:-1], *old[head:]]


def _ends_phrase(word: str) -> bool:
    dated = bool(sentence_facts(word).dates) or any(map(str.isdecimal, word))
    return dated or word.endswith(",") or _ASKS_IN_KAZAKH.match(word) is not None


def _says_nothing(word: str) -> bool:
    return set(words(word)) <= stop_words()
