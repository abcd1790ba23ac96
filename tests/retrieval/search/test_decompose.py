"""Questions that ask two things."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.search.decompose import in_turn, split_question


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "Who chairs the harbour council and what will the dredging cost?",
            ("Who chairs the harbour council?", "what will the dredging cost?"),
        ),
        (
            "Who chairs the council? When was it founded?",
            ("Who chairs the council?", "Who chairs the council: When was it founded?"),
        ),
        (
            "Who is Orla Venn, and when was she elected?",
            ("Who is Orla Venn?", "Who is Orla Venn: when was she elected?"),
        ),
    ],
)
def test_two_questions_are_two_parts_each_able_to_stand_alone(
    question: str, parts: tuple[str, ...]
) -> None:
    assert split_question(question) == parts


@pytest.mark.parametrize(
    "question",
    [
        "What did the council and the mayor decide?",
        "Who said that nobody knew when and where the ferry would land?",
        "Tell me what happened and who was there",
        "council and which ferry",
        "What?",
        "",
    ],
)
def test_one_question_stays_whole(question: str) -> None:
    assert split_question(question) == (question,)


@given(st.text(max_size=80))
def test_any_text_has_one_part_at_least(text: str) -> None:
    assert split_question(text)


def test_lists_are_merged_in_turn_and_each_thing_comes_once() -> None:
    merged = in_turn([("a", "b", "c"), ("d", "a"), ()], lambda one: one)
    assert merged == ["a", "d", "b", "c"]
