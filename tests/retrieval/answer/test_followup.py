"""Follow-up questions made to stand alone by rules."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.answer.followup import leans, stand_alone
from retrieval.types import Answer, Coverage, Statement


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


SAID = "Fishing crews did not sign the plan, said Orla Venn, who chairs the council."


def answered(question: str, *statements: str) -> tuple[Answer, ...]:
    """A conversation whose last answer said this."""
    said = tuple(Statement(text, (1,)) for text in statements)
    return (replace(after(question)[0], statements=said),)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who is she?", "Who is she? (Orla Venn, fishing, crews)"),
        ("What did he say next?", "What did he say next? (Orla Venn, fishing, crews)"),
        ("What does she chair?", "What does she chair? (Orla Venn, fishing, crews)"),
    ],
)
def test_whom_the_last_answer_named_is_carried_over(question: str, expected: str) -> None:
    earlier = answered("Why did the fishing crews not sign?", SAID)
    assert stand_alone(question, earlier).startswith(expected.partition(",")[0])


def test_a_weekday_or_an_opening_word_is_nobody() -> None:
    earlier = answered(
        "When was the vote?", "Tuesday said it all. Council members voted, Ada Quill said."
    )
    assert "Ada Quill" in stand_alone("Who is she?", earlier)
    assert "Tuesday" not in stand_alone("Who is she?", earlier)


def test_a_body_is_nobody_and_whoever_has_an_office_comes_first() -> None:
    text = "The Orlin Trade Organisation heard Lotte Brand and Foreign Minister Ada Quill in Orlin."
    asked = "What did the Orlin Trade Organisation hear?"
    assert "(Ada Quill, Lotte Brand," in stand_alone("Who is she?", answered(asked, text))


OUTLETS = ("TASS", "Interfax")


@pytest.mark.parametrize(
    ("last", "question", "expected"),
    [
        ("What did Interfax report about the ferry to Orlin?", "And what did TASS say?",
         "And what did TASS say? (ferry, Orlin)"),
        ("What did Interfax report about the ferry in June 2015?", "And TASS?",
         "And TASS? (ferry, in June 2015)"),
        ("What did Orla Venn say of the ferry in 2014?", "And in 2015?",
         "And in 2015? (Orla Venn, ferry)"),
        ("What did Orla Venn say of the ferry in 2014?", "What did she earn?",
         "What did she earn? (Orla Venn, in 2014)"),
    ],
)  # fmt: skip
def test_the_topic_is_carried_over_and_what_is_replaced_is_not(
    last: str, question: str, expected: str
) -> None:
    assert stand_alone(question, after(last), OUTLETS) == expected


def test_the_date_of_the_last_answer_is_carried_over_where_it_is_asked_for() -> None:
    earlier = answered("When did the ferry to Orlin open?", "It opened on 4 June 2015.")
    assert "on 4 June 2015" in stand_alone("What else happened then?", earlier)


def test_names_are_carried_through_a_chain_of_follow_ups() -> None:
    second = stand_alone("What did she say?", after("Who is Orla Venn?"))
    assert stand_alone("And when?", after(second)) == "And when? (Orla Venn)"


def test_the_first_question_has_nothing_to_lean_on() -> None:
    assert stand_alone("What did he say?", ()) == "What did he say?"
