"""What the steps hand on to one another."""

from __future__ import annotations

from retrieval.answer.pipeline_state import PipelineState
from retrieval.chat_model.meter import Meter
from retrieval.search.plan import QueryPlan
from retrieval.types import Question
from support.passages import hit

PLAN = QueryPlan(Question("Who shut the mine?"), "Who shut the mine?", "answer")


def state(*found: tuple[str, ...]) -> PipelineState:
    parts = tuple(tuple(hit(name, f"{name} froze.") for name in part) for part in found)
    return PipelineState(PLAN, 0.0, Meter(), parts)


def names(*found: tuple[str, ...]) -> list[str]:
    return [one.passage.article for one in state(*found).hits]


def test_the_passages_of_all_parts_come_in_turn_each_once() -> None:
    assert names(("a", "b"), ("c", "a", "d")) == ["a", "c", "b", "d"]


def test_without_passages_nothing_is_drafted_yet() -> None:
    assert names() == []
    assert not state().draft.statements
    assert not state().known
