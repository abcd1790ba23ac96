"""What a question asks, and whom or what it only describes."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.search.described_question import (
    DescribedQuestion,
    describes,
    split_description,
)


@pytest.mark.parametrize(
    ("question", "asked", "which"),
    [
        (
            "What post does the minister hold who opened the dam?",
            "What post does the minister hold?",
            "Who opened the dam?",
        ),
        (
            "What became of the boy whom the night ferry left behind?",
            "What became of the boy?",
            "Who is it whom the night ferry left behind?",
        ),
        (
            "Who heads the firm that built the Larkfield quay?",
            "Who heads the firm?",
            "Which firm built the Larkfield quay?",
        ),
    ],
)
def test_who_or_which_is_meant_can_be_asked(question: str, asked: str, which: str) -> None:
    assert split_description(question) == DescribedQuestion(asked, which)


@pytest.mark.parametrize(
    "question",
    [
        "Who chairs the harbour council?",
        "When did the minister say that the quay would open again?",
        "What happened to the pilot who left?",
        "Which ferry sank?",
        "Who wrote that?",
        # What was done with a thing names nobody.
        "When was the panel appointed that the Larkfield bank had demanded?",
        "How many members has the council which, as Vesper says, met only once?",
        "The man taken off the night ferry: how long was his sentence?",
    ],
)
def test_what_describes_nothing_or_cannot_be_taken_apart_is_whole(question: str) -> None:
    assert split_description(question) is None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("the man who opened the dam, what has become of him", True),
        ("How long was the sentence of the one taken off the ferry that sank?", True),
        ("The man taken off the night ferry: how long was his sentence?", True),
        ("When was the panel appointed that the Larkfield bank had demanded?", True),
        ("Who opened the dam?", False),
        ("Which ferry sank?", False),
        ("In which harbour did the ferry sink?", False),
        ("By whom was the dam opened?", False),
        ("In which harbour did the ferry sink that left Tully?", True),
        ("How many came at 18:40?", False),
    ],
)
def test_a_question_may_describe_what_it_asks_of(question: str, *, expected: bool) -> None:
    assert describes(question) is expected


@given(st.text(max_size=80))
def test_what_is_asked_is_words_of_the_question(question: str) -> None:
    found = split_description(question)
    if found:
        assert found.asked.rstrip("?") in question
        assert describes(question)


def test_a_long_question_takes_time_in_proportion() -> None:
    began = time.perf_counter()
    assert not describes("a " * 20_000)
    assert time.perf_counter() - began < 1  # from every word on it takes a minute
