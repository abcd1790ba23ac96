"""Who "he" is by what was done, and to whom."""

from __future__ import annotations

import re

import pytest

from retrieval.search.followup.verb_sides import person_by_role
from retrieval.types import Answer, Coverage, Statement

SACKED = "The minister, Ada Quill, dismissed the head of the port, Tom Reed, on Monday."
PASSIVE = "Tom Reed, who was dismissed by Ada Quill in May, said that Lotte Brand had lied."
CLAUSES = "Lotte Brand will run the port until a new head is chosen."


def role(question: str, *said: str, last: str = "What happened at the port?") -> str:
    answer = Answer(
        asked=last, question=last, found=bool(said), text="", mode="extractive",
        statements=tuple(Statement(text, (1,)) for text in said), citations=(), passages=(),
        coverage=Coverage(1),
    )  # fmt: skip
    pronoun = re.search(r"\b(?:he|she|him|her)\b", question)  # "he"
    assert pronoun
    return person_by_role(question, pronoun, answer, frozenset())


@pytest.mark.parametrize(
    ("question", "said", "who"),
    [
        ("Why was he dismissed?", SACKED, "Tom Reed"),
        ("Why did she dismiss him?", SACKED, "Ada Quill"),
        ("Why was he dismissed?", PASSIVE, "Tom Reed"),
        ("Why did she dismiss the head?", PASSIVE, "Ada Quill"),
        ("Who dismissed him?", PASSIVE, "Tom Reed"),
        ("Has she lied?", PASSIVE, "Lotte Brand"),
        ("When did she run the port?", CLAUSES, "Lotte Brand"),
        # In another clause, of another verb, and of none.
        ("When was he chosen?", CLAUSES, ""),
        ("When was he born?", SACKED, ""),
        ("Who is he?", SACKED, ""),
        ("Who spoke to him?", SACKED, ""),
    ],
)
def test_the_side_of_the_verb_tells_who_is_meant(question: str, said: str, who: str) -> None:
    assert role(question, said) == who


def test_where_the_answer_has_no_such_verb_the_question_may() -> None:
    assert role("Why was he dismissed?", last="Did Quill dismiss Reed?") == "Reed"
    assert role("Why was he dismissed?", last="Did Quill meet Reed?") == ""
