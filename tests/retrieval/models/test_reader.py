"""The shipped reader: which sentence answers, where in it, and whether any does."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.language.alphabet import is_latin
from retrieval.models.reader import UNREAD, Reader, ReadingWindow, SentenceReading
from retrieval.types import Span

pytestmark = pytest.mark.slow

TEXT = (
    "The harbour council of Larkfield met on Thursday. "
    "Its chair, Orla Venn, proposed a joint coast guard with 40 boats. "
    "The bakery on Mill Lane closed after ninety years."
)


def sentences(text: str) -> tuple[Span, ...]:
    return tuple(found.span() for found in re.finditer(r"[^.]+\.", text))


WINDOW = ReadingWindow(TEXT, sentences(TEXT), "Council meets")
SHORT = ReadingWindow("The quay is red.", ((0, 16),))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(threads=1)


def best(readings: list[SentenceReading]) -> int:
    return max(range(len(readings)), key=lambda at: readings[at].score)


@pytest.mark.parametrize(
    ("question", "sentence", "words"),
    [
        ("Who suggested that a coast guard be formed?", 1, "Orla Venn"),
        ("When did the council meet?", 0, "Thursday"),
        ("What closed on Mill Lane?", 2, "bakery"),
        ("How many boats would the coast guard have?", 1, "40"),
    ],
)
def test_the_sentence_that_answers_scores_best_and_points_at_the_answer(
    reader: Reader, question: str, sentence: int, words: str
) -> None:
    (readings,) = reader.read(question, [WINDOW])
    assert readings is not None
    assert len(readings) == 3
    assert best(readings) == sentence
    start, end = readings[sentence].answer or (0, 0)
    assert words in TEXT[start:end]


def test_a_question_that_a_passage_answers_scores_above_one_that_it_does_not(
    reader: Reader,
) -> None:
    (answered,) = reader.read("Who proposed a coast guard?", [WINDOW])
    (unanswered,) = reader.read("What is the salary of the mayor?", [WINDOW])
    assert max(one.score for one in answered) > 0 > max(one.score for one in unanswered)


def test_windows_come_back_in_the_order_given(reader: Reader) -> None:
    forth = reader.read("Who proposed it?", [SHORT, WINDOW])
    back = reader.read("Who proposed it?", [WINDOW, SHORT])
    assert [len(readings) for readings in forth] == [1, 3]
    assert [len(readings) for readings in back] == [3, 1]


def test_the_title_is_never_an_answer(reader: Reader) -> None:
    (readings,) = reader.read(
        "What is the headline?", [ReadingWindow("It rained.", ((0, 10),), "Rain")]
    )
    start, end = readings[0].answer or (0, 0)
    assert 0 <= start < end <= len("It rained.")


def test_what_lies_past_the_limit_is_unread_and_no_error(reader: Reader) -> None:
    long = "The quay is red and long. " * 200
    (readings,) = reader.read("What colour is it?", [ReadingWindow(long, sentences(long))])
    assert readings[0].score > UNREAD
    assert (readings[-1].score, readings[-1].answer) == (UNREAD, None)


def test_nothing_to_read_is_nothing_read(reader: Reader) -> None:
    assert reader.read("Who?", []) == []
    assert reader.read("Who?", [ReadingWindow("", ())]) == [None]
    assert reader.read("", [SHORT]) == [None]


def test_what_is_in_another_script_is_left_unread(reader: Reader) -> None:
    quay = ReadingWindow("Набережная красная.", ((0, 19),))
    assert reader.read("What is red?", [quay, SHORT])[0] is None
    assert reader.read("Что красное?", [SHORT]) == [None]
    assert reader.knows("What is red?")
    assert not reader.knows("Что красное?")


@settings(max_examples=25)
@given(st.text(st.characters(), max_size=80), st.text(st.characters(), min_size=1, max_size=80))
def test_any_text_is_read_and_an_answer_lies_in_its_sentence(
    reader: Reader, question: str, text: str
) -> None:
    """Latin letters and anything after; what is mostly in other letters is left unread."""
    asked = f"Who proposed a joint coast guard at sea? {question}"[:80]
    whole, half = TEXT + text, len(TEXT) + len(text) // 2
    spans = ((0, half), (half, len(whole)))
    (readings,) = reader.read(asked, [ReadingWindow(whole, spans, text)])
    if readings is None:
        assert not (is_latin(asked) and is_latin(f"{text}\n{whole}"))
        return
    for (start, end), reading in zip(spans, readings, strict=True):
        assert math.isfinite(reading.score)
        if reading.answer is not None:
            first, last = reading.answer
            assert start <= first < end
            assert first < last <= end
