"""The shipped reading comprehension."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from retrieval.comprehension import UNREAD, Reader

from retrieval.types import Span

TEXT = (
    "The harbour council of Larkfield met on Thursday. "
    "Its chair, Orla Venn, proposed a joint coast guard with 40 boats. "
    "The bakery on Mill Lane closed after ninety years."
)


def sentences(text: str) -> list[Span]:
    return [found.span() for found in re.finditer(r"[^.]+\.", text)]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(threads=1)


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("Who suggested that a coast guard be formed?", 1),
        ("When did the council meet?", 0),
        ("What shut down on Mill Lane?", 2),
    ],
)
def test_the_sentence_that_answers_scores_best(reader: Reader, question: str, best: int) -> None:
    (scores,) = reader.read(question, [(TEXT, sentences(TEXT))])
    assert scores.shape == (3,)
    assert int(np.argmax(scores)) == best


def test_a_question_that_a_passage_answers_scores_above_one_that_it_does_not(
    reader: Reader,
) -> None:
    (answered,) = reader.read("Who proposed a coast guard?", [(TEXT, sentences(TEXT))])
    (unanswered,) = reader.read("What is the salary of the mayor?", [(TEXT, sentences(TEXT))])
    assert answered.max() > unanswered.max()


def test_passages_come_back_in_the_order_given(reader: Reader) -> None:
    short, long = "The quay is red.", TEXT
    forth = reader.read("Who proposed it?", [(short, [(0, 16)]), (long, sentences(long))])
    back = reader.read("Who proposed it?", [(long, sentences(long)), (short, [(0, 16)])])
    assert [scores.shape for scores in forth] == [(1,), (3,)]
    assert [scores.shape for scores in back] == [(3,), (1,)]


def test_what_lies_past_the_limit_is_unread_and_no_error(reader: Reader) -> None:
    long = "The quay is red and long. " * 200
    (scores,) = reader.read("What colour is it?", [(long, sentences(long))])
    assert scores[0] > UNREAD
    assert scores[-1] == UNREAD


@settings(max_examples=25)
@given(st.text(max_size=80), st.text(min_size=1, max_size=80))
def test_any_text_is_read(reader: Reader, question: str, text: str) -> None:
    (scores,) = reader.read(question, [(text, [(0, len(text))])])
    assert np.isfinite(scores).all()
