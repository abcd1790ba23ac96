"""A follow-up's pronouns, and those whose name the question has itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.search.followup.pronouns import resolve_pronouns
from retrieval.types import Answer, Coverage, Statement

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


@pytest.mark.parametrize(
    ("text", "expected", "sure"),
    [
        ("Where did that company move to", "Where did Quill Optics move to", True),
        ("Who pays for this firm", "Who pays for Quill Optics", True),
        # Told of neither a body nor a person, and no pointing word.
        ("What is in that number", "What is in that number", True),
        (
            "Did the mayor hear that company cars go",
            "Did the mayor hear that company cars go",
            True,
        ),
    ],
)
def test_that_company_is_the_one_that_was_answered(text: str, expected: str, *, sure: bool) -> None:
    said = (Statement("The lamp was made in Orlin and its glass by Quill Optics.", (1,)),)
    last = replace(LAST, question="Who made the glass in Orlin?", found=True, statements=said)
    assert resolve_pronouns(text, last, frozenset()) == (expected, sure)


def test_that_man_is_the_one_who_was_answered() -> None:
    said = (Statement("The bell was sold by Tom Reed.", (1,)),)
    last = replace(LAST, question="Who sold the bell?", found=True, statements=said)
    asked = "How old is that man"
    assert resolve_pronouns(asked, last, frozenset()) == ("How old is Tom Reed", True)
    she = replace(LAST, asked="When did she open it?")
    assert resolve_pronouns("How old is that minister", she, frozenset())[1]
    assert not resolve_pronouns(asked, she, frozenset())[1]
    both = replace(last, statements=(Statement("Tom Reed and Ada Quill sold it.", (1,)),))
    assert resolve_pronouns(asked, both, frozenset()) == (asked, False)
