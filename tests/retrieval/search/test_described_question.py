"""What a question asks, and its description of what it asks of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.search.described_question import DescribedQuestion, split_description


@pytest.mark.parametrize(
    ("question", "asked", "description"),
    [
        (
            "When was the panel appointed that the Larkfield bank had demanded?",
            "When was the panel appointed?",
            "the Larkfield bank had demanded",
        ),
        (
            "How many members has the council which, as Vesper says, met only once?",
            "How many members has the council?",
            "as Vesper says, met only once",
        ),
        (
            "The man taken off the night ferry: how long was his sentence?",
            "how long was his sentence?",
            "The man taken off the night ferry",
        ),
    ],
)
def test_a_description_stands_apart(question: str, asked: str, description: str) -> None:
    assert split_description(question) == DescribedQuestion(asked, description)


@pytest.mark.parametrize(
    ("question", "which"),
    [
        ("What post does the minister hold who opened the dam?", "Who opened the dam?"),
        ("What became of the boy whom the ferry left behind?", "Who is it whom the ferry left"),
        ("Who heads the firm that built the Larkfield quay?", "Which firm built the Larkfield q"),
        ("When was the panel appointed that the Larkfield bank had demanded?", ""),
    ],
)
def test_who_or_which_is_meant_can_be_asked(question: str, which: str) -> None:
    found = split_description(question)
    assert found
    assert found.which.startswith(which)
    assert bool(found.which) is bool(which)


@pytest.mark.parametrize(
    "question",
    [
        "Who chairs the harbour council?",
        "When did the minister say that the quay would open again?",
        "What happened to the pilot who left?",
        "Which ferry sank?",
        "Who wrote that?",
    ],
)
def test_what_describes_nothing_is_whole(question: str) -> None:
    assert split_description(question) is None


@given(st.text(max_size=80))
def test_both_parts_are_words_of_the_question(question: str) -> None:
    found = split_description(question)
    if found:
        assert found.asked.rstrip("?") in question
        assert found.description in question
