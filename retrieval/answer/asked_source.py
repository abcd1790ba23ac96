"""According to whom a question asks, and which sentences tell of them.

Asked what the loss was according to the court, the prosecutor's figure is no answer, however near
its sentence comes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answer.read import Candidate
from retrieval.search.words import informative, words

# "according to the court in Tully", "by the ministry's count"; "по данным суда", "по словам Венна"
_SOURCE = re.compile(
    r"\b(?:according to|по (?:данным|словам|сведениям|подсч[её]там|оценк[еа]м?|версии|мнению))"
    r"\s+(?P<who>[^,;?]+)|\bby (?P<whose>[^,;?]+?)['’]s? (?:count|figures?|reckoning|account)\b",
    re.IGNORECASE,
)
# " in Tully", " and the police": who is meant stands before it
_BEHIND = re.compile(r"\s(?:in|at|on|from|and|и|в|на|от)\s.*", re.IGNORECASE)
_ANY_WORDS = """
    report reports article articles story source sources newest latest recent official officials
    figure figures statement paper press list count version author
"""
_ANY = frozenset(_ANY_WORDS.split())
"""Whoever reports has these: none of them says who is meant."""

ALIKE = 6
"""Letters that a word shares with one of the same root: prosecution, prosecutor."""


def asked_source(question: str) -> frozenset[str]:
    """The beginnings of the words that say according to whom something is asked; none if nobody."""
    found = _SOURCE.search(question)
    who = _BEHIND.sub("", found["who"] or found["whose"]) if found else ""
    said = informative(who).values() if who else ()
    return frozenset(word[:ALIKE] for word in said if word not in _ANY)


def told_by(candidates: Sequence[Candidate], question: str, behind: float) -> Sequence[Candidate]:
    """The candidates that tell of whom the question asks by; all, where none does or it asks none.

    Args:
        candidates: Likeliest first, at least one.
        question: What they answer.
        behind: Log-odds by which one of them may be behind the likeliest.
    """
    who = asked_source(question)
    least = candidates[0].logit - behind
    telling = [one for one in candidates if who and _tells_of(one, who)]
    return telling if telling and telling[0].logit >= least else candidates


def _tells_of(one: Candidate, who: frozenset[str]) -> bool:
    """Whether a sentence, the one before it or its article's author is whom the words mean."""
    before = one.hit.sentences[one.at - 1].text if one.at else ""
    near = words(f"{one.passage.author or ''} {before} {one.text}")
    return not who.isdisjoint(word[:ALIKE] for word in near)
