"""What the reading of the passages makes of them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from presses import hit

from retrieval.answer.comprehending import MOST_READ, MOST_READING, comprehend
from retrieval.types import Span


class Marks:
    """A reader that gives each passage the readings it was told to give, in their order."""

    def __init__(self, *readings: Sequence[float]) -> None:
        self.readings = readings
        self.asked: list[str] = []

    def read(
        self, question: str, passages: Sequence[tuple[str, Sequence[Span]]]
    ) -> list[NDArray[np.float32]]:
        self.asked.append(question)
        assert len(passages) == len(self.readings)
        assert all(text[a:b] for text, spans in passages for a, b in spans)
        return [np.array(one, np.float32) for one in self.readings]


FERRY = hit("ferry", "The ferry sank.", "Nobody drowned.")
QUAY = hit("quay", "The quay was shut.", "It froze.")


def test_a_passage_that_reads_well_comes_before_one_that_does_not() -> None:
    first, second = comprehend(Marks([-6, -5], [4, -7]), "Which was shut?", [FERRY, QUAY])
    assert (first.passage.article, second.passage.article) == ("quay", "ferry")
    assert [sentence.reads for sentence in first.evidence] == [4, -7]


def test_another_order_is_kept_if_asked_for() -> None:
    marks = Marks([-6, -5], [4, -7])
    hits = comprehend(marks, "Which was shut?", [FERRY, QUAY], keep_order=True)
    assert [one.passage.article for one in hits] == ["ferry", "quay"]


def test_a_question_in_another_script_is_left_to_the_words() -> None:
    marks = Marks([1.0])
    assert comprehend(marks, "Что затонуло?", [FERRY], [QUAY]) == (FERRY, QUAY)
    assert marks.asked == []


def test_no_more_are_read_than_pay() -> None:
    every = [hit(f"a{n}", "The ferry sank.") for n in range(MOST_READ + 2)]
    found = comprehend(Marks(*[[0.0]] * MOST_READ), "What sank?", every)
    assert [one.evidence[0].reads is None for one in found[-3:]] == [False, True, True]


@given(readings=st.lists(st.floats(-30, 30), min_size=2, max_size=2))
def test_how_far_a_sentence_stands_out_is_its_share_of_the_passage(readings: list[float]) -> None:
    (found,) = comprehend(Marks(readings), "What sank?", [FERRY])
    outs = [sentence.stands_out for sentence in found.evidence]
    assert all(-MOST_READING <= out <= 1e-5 for out in outs)
    if min(outs) > -MOST_READING:
        assert sum(map(math.exp, outs)) == pytest.approx(1, abs=1e-4)
