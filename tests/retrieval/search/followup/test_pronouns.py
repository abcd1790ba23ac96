"""A follow-up's pronouns, and those whose name the question has itself."""

from __future__ import annotations

import pytest

from retrieval.search.followup.pronouns import resolve_pronouns
from retrieval.types import Answer, Coverage

LAST = Answer(
    asked="", question="When did Ada Quill open the harbour bridge?", found=False, text="",
    mode="extractive", statements=(), citations=(), passages=(), coverage=Coverage(1),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected", "sure"),
    [
        ("Who built it", "Who built the harbour bridge", True),
        ("What did she say", "What did Ada Quill say", True),
        ("What is her plan", "What is Ada Quill's plan", True),
        ("How long is that bridge", "How long is the harbour bridge", True),
        ("What happened there", "What happened there", False),
        ("When did Venn say she would go", "When did Venn say she would go", True),
        ("Is it true that it rained", "Is it true that it rained", True),
    ],
)
def test_a_pronoun_is_written_out_or_left(text: str, expected: str, *, sure: bool) -> None:
    assert resolve_pronouns(text, LAST, frozenset()) == (expected, sure)
