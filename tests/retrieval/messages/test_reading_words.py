"""In which words a question was read, as told."""

from __future__ import annotations

import pytest

from retrieval.messages.reading_words import reading_words


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who owns the port?", "Read as: Who owns the port?"),
        (
            "Who pays? (Who sealed the lorry)",
            "Read as: Who pays? (asked after “Who sealed the lorry?”)",
        ),
        ("Who owns the port (of Osk)?", "Read as: Who owns the port (of Osk)?"),
        ("Who pays? (of the crew", "Read as: Who pays? (of the crew"),
    ],
)
def test_what_a_question_leans_on_is_told_as_a_question(question: str, told: str) -> None:
    assert reading_words(question) == told
