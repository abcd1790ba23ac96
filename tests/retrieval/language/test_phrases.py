"""Phrases among tokens: the longest, whole, and only where it begins or ends."""

from __future__ import annotations

import pytest

from retrieval.language.phrases import phrase_at, phrase_before
from retrieval.language.tables import Phrases
from retrieval.language.tokens import tokens

KNOWN: Phrases = {
    "no": ((("no", "more", "than"), "at most"), (("no",), "none")),
    "plans": ((("plans", "to"), "planned"),),
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("no more than ten", (3, "at most")),
        ("No More Than ten", (3, "at most")),
        ("no more", (1, "none")),
        ("plans to halt", (2, "planned")),
        ("plans", None),
        ("plans today", None),
        ("planned to halt", None),
    ],
)
def test_the_longest_whole_phrase_that_begins_here(
    text: str, found: tuple[int, str] | None
) -> None:
    assert phrase_at(tokens(text), 0, KNOWN) == found


@pytest.mark.parametrize(
    ("text", "at", "found"),
    [
        ("he took no more than ten", 5, (2, "at most")),
        ("no ten", 1, (0, "none")),
        ("no more ten", 2, None),
        ("no more than about ten", 4, None),
        ("ten", 0, None),
    ],
)
def test_a_phrase_ends_just_before(text: str, at: int, found: tuple[int, str] | None) -> None:
    assert phrase_before(tokens(text), at, KNOWN) == found
