"""Courtesies and what is asked besides are left out of a question about the archive."""

from __future__ import annotations

import pytest

from retrieval.search.archive_courtesies import plain_question


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("Could you tell me how many articles there are, please?", "how many articles there are"),
        ("So, who wrote the ferry story, and when?", "who wrote the ferry story"),
        ("Скажите, пожалуйста, сколько статей о паромах?", "сколько статей о паромах"),
        ("Which  outlets\nare there?", "Which outlets are there"),
    ],
)
def test_only_what_is_asked_is_left(question: str, plain: str) -> None:
    assert plain_question(question) == plain
