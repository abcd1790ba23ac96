"""Sentences and words of English text, as far as the making of training examples needs them."""

from __future__ import annotations

import re

Cut = tuple[int, int]
"""First and last offset of a stretch of text, the last not included."""

WORD = re.compile(r"\w+(?:['’.-]\w+)*")

_GRAMMAR = """
a an the of in on at to for from by with as and or but is are was were be been being do
does did has have had will would can could should may might must what which who whom whose
when where why how that this these those it its their his her they he she there than then not
no if into about over after before during between up out so such many much
"""
STOP = frozenset(_GRAMMAR.split())

_END = re.compile(
    r"[.!?][\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9])"  # before a space and a capital
    r"|\n+"
    r"|[a-z][.!?](?=[A-Z][a-z])"  # where the space was lost
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Za-z]|Mr|Mrs|Ms|Dr|St|Jr|Sr|Prof|Gen|Col|Lt|Gov|Sen|Rep|No|vs|etc|al|e\.g|i\.e"
    r"|Inc|Co|Corp|Ltd|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Fig|ca|cf|approx)\.)$"
)


def sentence_cuts(text: str) -> list[Cut]:
    """Where the sentences of a text lie, white space around them left out."""
    cuts, at = [], 0
    for mark in _END.finditer(text):
        if mark.group()[0] == "." and _ABBREVIATION.search(text[at : mark.start() + 1]):
            continue
        end = mark.start() if mark.group().startswith("\n") else mark.end()
        cuts.append((at, end))
        at = mark.end()
    cuts.append((at, len(text)))
    return [_trimmed(text, a, b) for a, b in cuts if text[a:b].strip()]


def _trimmed(text: str, start: int, end: int) -> Cut:
    inside = text[start:end]
    left, right = len(inside) - len(inside.lstrip()), len(inside) - len(inside.rstrip())
    return start + left, end - right


def sentences_of(text: str) -> list[str]:
    """The sentences themselves."""
    return [text[start:end] for start, end in sentence_cuts(text)]


def content(text: str) -> set[str]:
    """The words that carry meaning, each cut to six letters as a rough stem."""
    words = (word.lower() for word in WORD.findall(text))
    return {w[:6] for w in words if w not in STOP and (len(w) > 2 or w.isdigit())}


def overlap(question: str, text: str) -> float:
    """The share of a question's content words that the text holds; 1 for a question of none."""
    asked = content(question)
    return len(asked & content(text)) / len(asked) if asked else 1.0


def normal(question: str) -> str:
    """A question without case and punctuation, to find the same one again."""
    return " ".join(re.findall(r"\w+", question.lower()))
