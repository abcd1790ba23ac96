"""Of which years a question asks, and of which a sentence tells."""

from __future__ import annotations

import pytest

from retrieval.answer.asked_time import asked_years, tells_of_years
from support.passages import candidate


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("How much cargo came in 2022?", {2022}),
        ("What was the rate in May 2022?", {2022}),
        ("Сколько лодок пропало в 2022 году?", {2022}),
        ("How many boats were lost since 2022?", set()),
        ("How many boats will there be by 2030?", set()),
        ("When in 2022 was the quay built?", set()),
        ("How much cargo came?", set()),
    ],
)
def test_a_question_asks_of_a_year_where_it_says_in(question: str, years: set[int]) -> None:
    assert asked_years(question) == years


@pytest.mark.parametrize(
    ("text", "published", "tells"),
    [
        ("It was 8 million in 2023, up from 7 million in 2022.", "2024-03-12", True),
        ("It was 7 million.", "2022-12-01", True),
        ("It was 7 million.", "2024-03-12", False),
        ("It was 7 million in 2021.", "2022-12-01", False),
        ("It was 7 million.", None, False),
    ],
)
def test_a_sentence_tells_of_a_year_by_its_name_or_its_day(
    text: str, published: str | None, *, tells: bool
) -> None:
    one = candidate("a", text, "7 million", 1.0, published=published)
    assert tells_of_years(one, frozenset({2022})) == tells
