"""The last question asked of another time."""

from __future__ import annotations

import pytest

from retrieval.search.followup.dialogue_turn import read_turn
from retrieval.search.followup.time_moved import time_moved
from retrieval.types import Answer, Coverage

CARGO = "How much cargo did the port handle in 2023?"
RATE = "What was the rate in May 2023?"
BOATS = "Сколько лодок пропало в мае 2023 года?"


def moved(last: str, question: str) -> str | None:
    answer = Answer(
        asked=last, question=last, found=False, text="", mode="extractive", statements=(),
        citations=(), passages=(), coverage=Coverage(1),
    )  # fmt: skip
    return time_moved(read_turn(question, answer, ("TASS",)))


@pytest.mark.parametrize(
    ("last", "question", "expected"),
    [
        (CARGO, "What was it a year earlier?", "How much cargo did the port handle in 2022?"),
        (CARGO, "And the year before?", "How much cargo did the port handle in 2022?"),
        (CARGO, "And five years later?", "How much cargo did the port handle in 2028?"),
        (CARGO, "In the following year?", "How much cargo did the port handle in 2024?"),
        (CARGO, "How much was it in 2019?", "How much cargo did the port handle in 2019?"),
        # So it is said of months, and the article of then need not be held.
        (RATE, "What was it a year before?", "What was the rate a year earlier than in May 2023?"),
        (RATE, "Two years later?", "What was the rate 2 years later than in May 2023?"),
        (
            "What was the rate a year earlier than in May 2023?",
            "And the year before that?",
            "What was the rate a year earlier than in May 2022?",
        ),
        (RATE, "What was the figure in June 2019?", "What was the rate in June 2019?"),
        (BOATS, "А годом ранее?", "Сколько лодок пропало в мае 2022 года?"),
        (BOATS, "Сколько было двумя годами позже?", "Сколько лодок пропало в мае 2025 года?"),
        (BOATS, "А в предыдущем году?", "Сколько лодок пропало в мае 2022 года?"),
        # Without a date of its own the words themselves are asked.
        ("What was the rate?", "And the year before?", "What was the rate the year before?"),
        (
            "What was the rate in May?",
            "A year earlier?",
            "What was the rate in May a year earlier?",
        ),
    ],
)
def test_the_same_is_asked_of_another_time(last: str, question: str, expected: str) -> None:
    assert moved(last, question) == expected


@pytest.mark.parametrize(
    ("last", "question"),
    [
        # They ask something of their own, or of nothing that has another answer then.
        (CARGO, "What happened a year earlier?"),
        (CARGO, "Who ran the port the year before?"),
        (CARGO, "What was it built for in 2019?"),
        (CARGO, "What was it like?"),
        (CARGO, "A year earlier the port burnt."),
        (CARGO, "And many years later?"),
        ("When was the ferry built?", "What was it in 2019?"),
        # `replace_in_question` has these.
        (CARGO, "And in 2019?"),
    ],
)
def test_what_says_more_than_a_time_is_left_alone(last: str, question: str) -> None:
    assert moved(last, question) is None
