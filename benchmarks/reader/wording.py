"""Word lists, and questions put as users put them: other words, no question mark, slips."""

from __future__ import annotations

import random
import re
import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING

from benchmarks.reader.text import STOP, WORD

if TYPE_CHECKING:
    from benchmarks.reader.thesaurus import Thesaurus

_LISTS = tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))

SYNONYMS: dict[str, list[str]] = _LISTS["synonyms"]
KINDS: list[frozenset[str]] = [frozenset(kind) for kind in _LISTS["kinds"]]
KIND_OF: dict[str, frozenset[str]] = {word: kind for kind in KINDS for word in kind}
ANTONYMS: dict[str, str] = {}
for _pair in _LISTS["antonyms"]:
    _one, _other = _pair.split("/")
    ANTONYMS.setdefault(_one, _other)
    ANTONYMS.setdefault(_other, _one)

OPENINGS = (
    "Tell me ", "Do you know ", "Can you say ", "I want to know ", "According to the article, ",
    "Please tell me ",
)  # fmt: skip
_KEPT = ("when", "where", "who", "why", "how", "before", "after")


def roughen(rng: random.Random, question: str, thesaurus: Thesaurus | None = None) -> str:
    """The question in a user's wording: a quarter reworded, a quarter without question mark.

    With a thesaurus, half of them get other words as well. Case is left alone: the tokenizer
    knows none.
    """
    if thesaurus and rng.random() < 0.5:
        question = thesaurus.reworded(rng, question, rng.uniform(0.2, 0.7))
    if rng.random() < 0.25:
        question = _reworded(rng, question)
    if rng.random() < 0.25:
        question = question.rstrip(" ?.")
    if rng.random() < 0.04:
        question = _key_words(question)
    if rng.random() < 0.03:
        question = _mistyped(rng, question)
    if rng.random() < 0.10:
        question = rng.choice(OPENINGS) + question
    return question


def _reworded(rng: random.Random, question: str) -> str:
    words = WORD.findall(question)
    for word in rng.sample(words, len(words)):
        if word.lower() in SYNONYMS:
            new = rng.choice(SYNONYMS[word.lower()])
            question = re.sub(rf"\b{re.escape(word)}\b", new, question, count=1)
            if rng.random() < 0.5:
                break
    return question


def _key_words(question: str) -> str:
    words = WORD.findall(question)
    return " ".join(w for w in words if w.lower() not in STOP or w.lower() in _KEPT) or question


def _mistyped(rng: random.Random, question: str) -> str:
    """Two letters changed round, or one lost."""
    at = rng.randrange(1, max(2, len(question) - 2))
    if at + 1 < len(question) and rng.random() < 0.5:
        return question[:at] + question[at + 1] + question[at] + question[at + 2 :]
    return question[:at] + question[at + 1 :]
