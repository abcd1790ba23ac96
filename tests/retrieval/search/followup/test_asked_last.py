"""What an earlier question of several sentences asked."""

from __future__ import annotations

import pytest

from retrieval.search.followup.asked_last import asked_last
from retrieval.search.followup.standalone import make_standalone
from retrieval.types import Answer, Coverage


def answer(question: str) -> Answer:
    """An answer to a question."""
    return Answer(
        asked=question, question=question, found=False, text="", mode="extractive", statements=(),
        citations=(), passages=(), coverage=Coverage(1),
    )  # fmt: skip


POST = "The Vardo tunnel. How much did it cost?"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (POST, "How much did the Vardo tunnel cost?"),
        # A forum post's title and its message.
        ("Vardo tunnel\nHow much did it cost?", "How much did the Vardo tunnel cost?"),
        ("I read of the ferry. Mayor Otto Brenn met it. What did he say?",
         "What did Otto Brenn say?"),
        ("Who opened the Vardo tunnel? I need it today.", "Who opened the Vardo tunnel?"),
        ("Did Mr. Brenn visit the U.S. in 2015?", "Did Mr. Brenn visit the U.S. in 2015?"),
    ],
)  # fmt: skip
def test_its_last_question_is_the_question_and_what_stands_before_names_things(
    question: str, expected: str
) -> None:
    asked, stands = asked_last(answer(question), ())
    assert (asked.question, stands) == (expected, True)


@pytest.mark.parametrize(
    ("last", "question", "expected"),
    [
        (POST, "And who opened it?", "Who opened the Vardo tunnel?"),
        (POST, "Which company runs it?", "Which company runs the Vardo tunnel?"),
        (POST, "And in 2015?", "How much did the Vardo tunnel cost in 2015?"),
        ("The Vardo ferry. How many passengers did it carry?", "Which company runs it?",
         "Which company runs the Vardo ferry?"),
        (POST, "Who chairs the council?", "Who chairs the council?"),
    ],
)  # fmt: skip
def test_a_follow_up_follows_on_the_question_of_a_post(
    last: str, question: str, expected: str
) -> None:
    assert make_standalone(question, (answer(last),)) == expected


@pytest.mark.parametrize(
    "last",
    [
        "The tunnel and the ferry. How much did they cost?",
        "The ferry sank. Why?",
        "Туннель Vardo. Сколько он стоил?",
        "Паром. Когда он вышел из Вардо?",
    ],
)
def test_what_a_post_asked_stays_whole_where_its_question_needs_the_rest(last: str) -> None:
    made = make_standalone("And who ran it?", (answer(last),))
    assert made == f"Who ran it? ({last.rstrip('?')})"
