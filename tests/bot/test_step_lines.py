"""What the steps took, and the sum of it."""

from __future__ import annotations

from dataclasses import replace

from bot.render import plain_text
from bot.step_lines import step_lines
from retrieval.types import Step
from support.answers import MODEL


def test_a_trace_tells_each_step_and_the_sum() -> None:
    steps = (Step("search", 12.34), Step("write", 900.0, 1200, 80), Step("mend", 90.0, 300, 20))
    lines = plain_text(step_lines(replace(MODEL, steps=steps, ms=1002.3))).split("\n")
    assert [line.split()[0] for line in lines] == ["search", "write", "mend", "in"]
    assert "tokens" not in lines[0]
    assert lines[1].endswith("1,200 tokens sent, 80 written")
    assert lines[-1].endswith("1,500 tokens sent, 100 written")
