"""Choosing the sentences that answer: meaning, rare words, the kind of answer asked for.

A sentence's score is a plain sum, which measured no worse than fitted models: cosine to the
question, the share of the question's rarity that its words carry, and whether it holds the
kind of thing asked for (a name, a date, a number, a place).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from retrieval.search.expansion import Expansion, stood_for
from retrieval.search.words import informative, stems, stop_words, words
from retrieval.types import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TYPE_WEIGHT = 0.3
BEFORE = 0.5
"""What a word counts that only the sentence before holds: "It has ten members" names no one."""

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\b|\b{_MONTH}\.?\s+\d{{1,2}}\b", re.IGNORECASE
)
_DATE = re.compile(
    rf"\b(?:1\d|20)\d\d\b|{_DAY.pattern}"
    rf"|\b(?:in|since|by|until|last|early|late|mid|of)[ -]{_MONTH}\b"
    r"|\b(?:last|this|next|earlier this|previous) (?:week|month|year|spring|summer|autumn|winter)\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:yesterday|today|century|decade)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d[\d.,]*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|half|"
    r"hundred|thousand|million|billion|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b",
    re.IGNORECASE,
)
# A capitalised word that does not open the sentence or a quotation.
_NAME = re.compile(r"(?<=[\w,;:)’'\-] )[^\W\d_a-zа-я][\w’'\-]+")
_PLACE = re.compile(r"\b(?:in|at|near|from|to|outside|across|of)\s+(?:the\s+)?[A-ZÀ-ÞА-Я]\w+")

COUNTABLE = (_DATE, _NUMBER)
"""Kinds that are sure to show: a sentence without one can't answer."""

_PERSON = "person|man|woman|president|minister|official|leader|company|group|team|actor|author"
_SPOT = "city|place|country|town|region|state|venue"
_ASKED = (
    (
        r"^\W*(?:when\b|what time\b|(?:(?:in|on|since|by|from) )?(?:what|which) "
        r"(?:year|date|day|month|decade|century)\b)",
        _DATE,
    ),
    (
        r"\bhow (?:many|much|old|long|far|large|big|tall|high|often|fast)\b"
        r"|\bwhat (?:percentage|percent|share|number|amount|proportion)\b",
        _NUMBER,
    ),
    (rf"\bwho(?:m|se)?\b|\b(?:which|what) (?:{_PERSON})\b", _NAME),
    (rf"\bwhere\b|\b(?:which|what) (?:{_SPOT})\b", _PLACE),
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of a passage and how well it answers, each part in 0..1 (cosine -1..1).

    `reads` is what reading comprehension says of it, as log-odds; None where it was not read.
    """

    span: Span
    text: str
    cosine: float
    overlap: float
    kind: float
    reads: float | None = None

    @property
    def score(self) -> float:
        """How well the sentence answers, by itself."""
        return self.cosine + self.overlap + TYPE_WEIGHT * self.kind


@lru_cache(maxsize=256)
def answer_pattern(question: str) -> re.Pattern[str] | None:
    """What the kind of thing asked for looks like, or None if the question does not tell."""
    return next((looks for asks, looks in _ASKED if re.search(asks, question, re.IGNORECASE)), None)


def _holds(pattern: re.Pattern[str] | None, text: str, own: frozenset[str]) -> bool:
    """Whether the kind of thing asked for shows in the text; a date is no count.

    What the question itself names is no answer to it.
    """
    if pattern is None:
        return False
    if pattern is _NUMBER:
        text = _DATE.sub(" ", _DAY.sub(" ", text))
    return any(not set(words(match[0])) <= own for match in pattern.finditer(text))


def _kind(
    pattern: re.Pattern[str] | None,
    counted: str | None,
    text: str,
    present: frozenset[str],
    own: frozenset[str],
) -> float:
    """1 for a sentence that has the kind of thing asked for, half for a figure of other things."""
    if not _holds(pattern, text, own):
        return 0.0
    return 1.0 if counted is None or counted in present else 0.5


def _counted(question: str) -> str | None:
    """The stem of what a "how many" counts, or None."""
    found = re.search(r"\bhow many\s+((?:[\w'’-]+\s*){1,4})", question, re.IGNORECASE)
    terms = informative(found.group(1)) if found else {}
    return next(iter(terms), None)


def weigh_sentences(
    article: str,
    spans: Sequence[Span],
    cosines: NDArray[np.float32],
    weights: Mapping[str, float],
    question: str,
    names: Sequence[Expansion] = (),
) -> list[Evidence]:
    """The sentences of one passage as evidence.

    Args:
        article: The article's text, which the spans point into.
        spans: The sentences.
        cosines: Their cosines to the question, shape (len(spans),).
        weights: The rarity of the question's informative stems.
        question: Tells what kind of thing is asked for.
        names: Its names that a sentence may hold in another spelling.
    """
    pattern, counted = answer_pattern(question), _counted(question)
    own = frozenset(words(question)) | stop_words()
    weighed = []
    before: frozenset[str] = frozenset()
    for (start, end), cosine in zip(spans, cosines, strict=True):
        text = article[start:end]
        in_order = stems(text)
        present = frozenset(in_order) | stood_for(names, in_order)
        overlap = _share(present, weights) + BEFORE * _share(before - present, weights)
        kind = _kind(pattern, counted, text, present, own)
        weighed.append(Evidence((start, end), text, float(cosine), overlap, kind))
        before = present
    return weighed


def coverage(text: str, weights: Mapping[str, float]) -> float:
    """The share of the question's rarity that the text's words carry, 0..1."""
    return _share(frozenset(stems(text)), weights)


def _share(present: frozenset[str], weights: Mapping[str, float]) -> float:
    total = sum(weights.values())
    held = sum(weight for term, weight in weights.items() if term in present)
    return held / total if total else 0.0
