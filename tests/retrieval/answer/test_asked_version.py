"""What stood before a correction, or what it says: whether a question asks for it."""

from __future__ import annotations

import pytest

from retrieval.answer.asked_version import asks_corrected, asks_earlier


@pytest.mark.parametrize(
    ("question", "earlier"),
    [
        ("How many dead did it report before it corrected its article?", True),
        ("What was the original figure?", True),
        ("Which day did the first report give?", True),
        ("What did its earlier articles say?", True),
        ("Who was wrongly named?", True),
        ("Where was the fire first reported?", False),
        ("How many boats sank before dawn?", False),
    ],
)
def test_what_stood_before_a_correction_is_asked_for(question: str, *, earlier: bool) -> None:
    assert asks_earlier(question) is earlier


def test_what_a_correction_says_is_asked_for() -> None:
    assert asks_corrected("What is the corrected number of dead?")
    assert asks_corrected("How many were there after the correction?")
    assert not asks_corrected("How many boats sank?")
