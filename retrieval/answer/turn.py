"""A question on its way through the chain."""

from __future__ import annotations

from dataclasses import dataclass, field

from retrieval.answer.draft import Draft
from retrieval.answer.meter import Meter
from retrieval.search.hybrid import Hit
from retrieval.search.understand import Understood
from retrieval.types import Question

NO_DRAFT = Draft("extractive", ())


@dataclass(frozen=True, slots=True)
class Turn:
    """What is known of a question so far; each step hands on a fuller one.

    Attributes:
        question: As it was asked.
        began: `time.perf_counter()` at that moment.
        text: The question, standing alone.
        understood: What it asks for, in one or more parts.
        found: The passages for each part.
        hits: Those of all parts, in turn.
        draft: What is to be checked and said.
        notes: Remarks for the reader.
        meter: What each step takes.
    """

    question: Question
    began: float
    text: str
    understood: Understood
    found: tuple[tuple[Hit, ...], ...] = ()
    hits: tuple[Hit, ...] = ()
    draft: Draft = NO_DRAFT
    notes: tuple[str, ...] = ()
    meter: Meter = field(default_factory=Meter)
