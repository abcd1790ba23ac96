"""What narrows a question, and what only says how it is taken."""

from __future__ import annotations

import pytest

from retrieval.types import Limits, Question


def test_a_question_tells_its_limits() -> None:
    asked = Question("Who?", "TASS", "2015-01-01", "2015-12-31", "2016-01-01", literal=True)
    assert asked.limits == Limits("TASS", "2015-01-01", "2015-12-31", "2016-01-01", literal=True)
    assert Question("Who?", outlets=("A", "B")).limits == Limits(outlets=("A", "B"))
    assert Question("Who?").limits == Limits()


@pytest.mark.parametrize(
    ("limits", "count"),
    [
        (Limits(), 0),
        (Limits(literal=True, outlets=("A", "B")), 0),
        (Limits(until="2015-12-31"), 1),
        (Limits("TASS", as_of="2015-12-31"), 2),
    ],
)
def test_those_are_counted_that_leave_articles_out(limits: Limits, count: int) -> None:
    assert limits.narrowing == count
