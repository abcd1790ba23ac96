"""What a sentence counts, and where another counts it otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.answer.facts import numbers
from retrieval.answer.written import in_one_way, with_ordinals
from retrieval.search.words import stem, stop_words

MOST_BETWEEN = 3
"""Words after a figure of which one is what it counts."""

_WRITTEN = re.compile(r"\d[\d.,]*(?: (?:thousand|million|billion|trillion)\b)?(?<![.,])")
_TOKEN = re.compile(r"[\w.,’'-]*\w|\S")


def figures(text: str) -> set[str]:
    """The numbers in a text, amounts in one way; twelfth is no 12."""
    return numbers(in_one_way(text))


def ordinals(text: str) -> set[str]:
    """The numbers that a text gives as a place in a row: sixth, 12th."""
    extra = with_ordinals(text)
    return {match[1] for match in re.finditer(r"\b(\d+)(?:st|nd|rd|th)\b", extra)}


def counted(text: str) -> dict[str, frozenset[str]]:
    """Each number of a text with the stems that follow it, of which one is what it counts."""
    return dict(_counted(in_one_way(text)))


def _counted(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    tokens = [match[0] for match in _TOKEN.finditer(text)]
    known = numbers(text)
    for at, token in enumerate(tokens):
        values = (numbers(f"{token} {' '.join(tokens[at + 1 : at + 2])}") | numbers(token)) & known
        if values and numbers(token):
            yield max(values, key=len), frozenset(_following(tokens[at + 1 :]))


def _following(tokens: list[str]) -> Iterator[str]:
    told = 0
    for token in tokens:
        word = token.lower()
        # "million" belongs to the figure before it.
        if token.isalpha() and told == 0 and numbers(token):
            continue
        if not token[0].isalnum() or numbers(token) or told == MOST_BETWEEN:
            return
        if word not in stop_words():
            told += 1
            yield stem(word)


def as_written(value: str, text: str) -> str:
    """A number as the text writes it (`4.2 million`), or as it is known here."""
    found = (match[0] for match in _WRITTEN.finditer(text))
    return next((words for words in found if numbers(words) == {value}), value)


def differing(one: str, other: str) -> tuple[str, str] | None:
    """A number of `one` and the number that `other` gives for what it counts, or None."""
    ours, theirs = counted(one), counted(other)
    if figures(one) & figures(other) == figures(one):
        return None
    for value, of in ours.items():
        if value in figures(other):
            continue
        for against, things in theirs.items():
            if against not in figures(one) and of & things:
                return value, against
    return None


def lone(one: str, other: str) -> tuple[str, str] | None:
    """The one number of each that the other lacks, where each has just one, or None."""
    ours, theirs = figures(one) - figures(other), figures(other) - figures(one)
    return (min(ours), min(theirs)) if len(ours) == len(theirs) == 1 else None
