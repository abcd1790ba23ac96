"""What a question takes is told by steps; a step inside another is counted once."""

from __future__ import annotations

import time

import pytest

from retrieval.chat_model.meter import Meter


def test_tokens_belong_to_the_innermost_step_that_runs() -> None:
    meter = Meter()
    with meter.step("draft"):
        with meter.step("write"):
            meter.count(10, 2)
            assert meter.tokens == 12
        with meter.step("mend"):
            meter.count(5, 1)
    assert [(s.name, s.tokens_in, s.tokens_out) for s in meter.steps] == [
        ("write", 10, 2),
        ("mend", 5, 1),
        ("draft", 0, 0),
    ]
    assert meter.tokens == 18


def test_the_time_of_an_inner_step_is_not_counted_twice() -> None:
    meter = Meter()
    with meter.step("outer"), meter.step("inner"):
        time.sleep(0.05)
    inner, outer = meter.steps
    assert inner.ms >= 50
    assert outer.ms < inner.ms


def test_a_step_that_fails_is_told_too() -> None:
    meter = Meter()
    with pytest.raises(ZeroDivisionError), meter.step("write"):
        meter.count(1 // 0, 0)
    assert [(s.name, s.tokens_in) for s in meter.steps] == [("write", 0)]


def test_the_clock_of_the_model_begins_once() -> None:
    meter = Meter()
    assert meter.until(None) is None
    first = meter.until(5)
    assert first is not None
    assert meter.until(500) == first
