"""A question on its way through the pipeline."""

from __future__ import annotations

from dataclasses import dataclass, field

from retrieval.answer.read import Evidence
from retrieval.chat_model.meter import Meter
from retrieval.search.decompose import in_turn
from retrieval.search.hit import Hit
from retrieval.search.plan import QueryPlan
from retrieval.types.draft import Draft


@dataclass(frozen=True, slots=True)
class PipelineState:
    """A question on its way; each step hands on a fuller one.

    Attributes:
        plan: What it asks for.
        began: `time.perf_counter()` when it was asked.
        meter: What each step takes.
        found: The passages for each part.
        evidence: What was read in them, for each part.
        draft: What is to be verified and said.
        generation: The archive's when it was asked.
        known: Whether all this was worked out for the same question before.
    """

    plan: QueryPlan
    began: float
    meter: Meter
    found: tuple[tuple[Hit, ...], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    # Until a step has drafted something, a refusal without quotations.
    draft: Draft = field(default_factory=lambda: Draft("extractive"))
    generation: int = 0
    known: bool = False

    @property
    def language(self) -> str:
        """What its asker is answered in."""
        return self.plan.question.language or "en"

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The passages of all parts, in turn."""
        return tuple(in_turn(self.found, lambda hit: hit.passage))
