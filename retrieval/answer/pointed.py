"""Which of the sentences that speak of a matter also tell what is asked about it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answer.naming import (
    asks_for_a_person,
    asks_for_members,
    lists_names,
    names_a_person,
)
from retrieval.answer.refusal import FIGURE_OVERLAP, asks_why
from retrieval.search.evidence import Evidence
from retrieval.search.expansion import stood_for
from retrieval.search.hybrid import Hit
from retrieval.search.kinds import COUNTABLE, answer_pattern, asks_whether, shows
from retrieval.search.words import informative, stems

NEAR = 0.2
"""How far behind the best sentence one may be that tells what is asked."""

FEWEST_NEW = 2
"""Words that a reason must add to the question."""

# Capitalised words in a row that do not open the question.
_NAMES = re.compile(r"(?<=[\w,;:)’'“\"-] )[A-ZÀ-ÞА-ЯЁ][\w’'-]*(?: [A-ZÀ-ÞА-ЯЁ][\w’'-]*)*")

_DENIED = re.compile(r"\b(?:not|never|cannot|no longer)\b|n['’]t\b", re.IGNORECASE)
# What a sentence may have in the place of a "not".
_DENYING = re.compile(
    r"\b(?:not|never|no|cannot|without|neither|nor|none|nobody|nothing|except|unable|lack\w*|fail\w*"
    r"|refus\w*|avoid\w*|prevent\w*|reject\w*|oppos\w*|un\w{4,}|in(?:capable|ability|dependent)\w*"
    r"|\w+less)\b|n['’]t\b",
    re.IGNORECASE,
)

Choice = tuple[float, Hit, Evidence]
"""A sentence of a passage with its score."""


def to_the_point(question: str, ranked: Sequence[Choice]) -> Sequence[Choice]:
    """The sentences that tell what is asked, if one of them is near the best; else none.

    Asked what is not so, a sentence must deny something; asked for a figure or a date, it must
    have one; asked which person, it or the one before must name one; asked for members, it must
    list names; asked why, it must say more than the question; asked whether, it or the one before
    must name what the question names. A best sentence that does not is where the answer would
    stand: the article does not tell.
    """
    telling = [choice for choice in ranked if _tells(question, choice)]
    return telling if telling and telling[0][0] >= ranked[0][0] - NEAR else []


def _tells(question: str, choice: Choice) -> bool:
    _, hit, sentence = choice
    if _turned(question, sentence.text):
        return False
    pattern = answer_pattern(question)
    if pattern in COUNTABLE:
        return shows(pattern, sentence.text) and _fits(sentence)
    if asks_for_a_person(question):
        around = f"{hit.passage.title or ''}. {hit.passage.text}"
        return names_a_person(_with_the_one_before(hit, sentence), around, question)
    if asks_for_members(question):
        return lists_names(sentence.text, question)
    if asks_why(question):
        return len(informative(sentence.text).keys() - informative(question).keys()) >= FEWEST_NEW
    return not asks_whether(question) or _names_all(question, hit, sentence)


def _turned(question: str, sentence: str) -> bool:
    """Whether the question asks what is not so, and the sentence denies nothing."""
    return bool(_DENIED.search(question) and not _DENYING.search(sentence))


def _fits(sentence: Evidence) -> bool:
    """Whether a sentence with a figure has the question's words, or reads as its answer."""
    return sentence.overlap >= FIGURE_OVERLAP or sentence.reads is None or sentence.reads >= 0


def _names_all(question: str, hit: Hit, sentence: Evidence) -> bool:
    """Whether the sentence or the one before has a name of the question, and the passage all."""
    names = [frozenset(stems(name)) for name in _NAMES.findall(question)]
    near = _held(hit, _with_the_one_before(hit, sentence))
    around = _held(hit, f"{hit.passage.title or ''} {hit.passage.text}")
    return not names or (any(near & name for name in names) and all(around & n for n in names))


def _with_the_one_before(hit: Hit, sentence: Evidence) -> str:
    place = hit.evidence.index(sentence)
    return " ".join(one.text for one in hit.evidence[max(0, place - 1) : place + 1])


def _held(hit: Hit, text: str) -> frozenset[str]:
    """The stems of a text, and those for which it has another spelling."""
    in_order = stems(text)
    return frozenset(in_order) | stood_for(hit.names, in_order)
