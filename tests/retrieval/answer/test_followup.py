"""Follow-up questions made to stand alone by rules."""

from __future__ import annotations

import pytest

from retrieval.answer.followup import leans, stand_alone
from retrieval.types import Answer, Coverage


def after(question: str) -> tuple[Answer, ...]:
    """A conversation whose last question was this one."""
    return (
        Answer(
            asked=question, question=question, found=True, text="", mode="extractive",
            statements=(), citations=(), passages=(), coverage=Coverage(1),
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    "question",
    ["And in 2015?", "What about the ferry?", "What did he say?", "When was that?", "Why?", "Who?"],
)
def test_a_question_that_needs_the_one_before_is_noticed(question: str) -> None:
    assert leans(question)


@pytest.mark.parametrize(
    "question", ["What will the dredging cost?", "Who chairs the harbour council?"]
)
def test_a_question_that_stands_alone_is_left_as_it_is(question: str) -> None:
    assert not leans(question)
    assert stand_alone(question, after("Who is Orla Venn?")) == question


@pytest.mark.parametrize(
    ("last", "question", "expected"),
    [
        ("Who is Orla Venn?", "What did she say?", "What did she say? (Orla Venn)"),
        ("what of Майя Зайцева?", "And when?", "And when? (Майя Зайцева)"),
        ("What did Özil say in İzmir?", "When was that?", "When was that? (Özil, İzmir)"),
        ("what will dredging cost?", "And why?", "And why? (dredging, cost)"),
        (
            "Who is Orla Venn?",
            "Where is Orla Venn now? And why?",
            "Where is Orla Venn now? And why?",
        ),
    ],
)
def test_what_the_last_question_named_is_carried_over(
    last: str, question: str, expected: str
) -> None:
    assert stand_alone(question, after(last)) == expected


def test_names_are_carried_through_a_chain_of_follow_ups() -> None:
    second = stand_alone("What did she say?", after("Who is Orla Venn?"))
    assert stand_alone("And when?", after(second)) == "And when? (Orla Venn)"


def test_the_first_question_has_nothing_to_lean_on() -> None:
    assert stand_alone("What did he say?", ()) == "What did he say?"
