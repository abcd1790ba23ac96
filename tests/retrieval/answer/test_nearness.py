"""What has nothing to do with the archive is told from questions that are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.answer.nearness import NEAR, is_far
from retrieval.answer.read import Evidence, read
from retrieval.search.plan import QueryPlan
from retrieval.types import Question
from support.passages import hit


def far(text: str, cosine: float = 0.1, **limits: str) -> bool:
    question = Question(text, **limits)  # type: ignore[arg-type]
    plan = QueryPlan(question, text, "answer", (question,))
    found = hit("quay", "The quay was shut.", "It froze.", scores=(cosine, 0.0))
    return is_far(plan, [read(None, text, [found])])


@pytest.mark.parametrize("text", [
    "Dzień dobry", "hej", "Kalimera!", "asdf qwerty",
])  # fmt: skip
def test_a_greeting_is_far_from_everything(text: str) -> None:
    assert far(text)


@pytest.mark.parametrize("text", [
    "Who wrote Hamlet?", "Is it raining in London?", "Кто написал Гамлета?", "quay opened",
    "one two three four five",
])  # fmt: skip
def test_a_question_a_word_of_the_articles_and_a_long_text_are_not(text: str) -> None:
    assert not far(text)


def test_what_is_near_by_its_meaning_is_not_far() -> None:
    assert far("harbour wall", NEAR - 0.01)
    assert not far("harbour wall", NEAR)


def test_across_alphabets_nothing_is_told_from_words_and_meaning() -> None:
    assert not far("миротворцы")
    asked = Question("peacekeepers")
    plan = QueryPlan(asked, "peacekeepers", "answer", (asked,))
    found = hit("quay", "Причал закрыт. Он замёрз.", scores=(0.1,))
    assert not is_far(plan, [read(None, "peacekeepers", [found])])


def test_within_limits_nothing_is_said_of_the_whole_archive() -> None:
    assert not far("Dzień dobry", outlet="TASS")
    assert not far("Dzień dobry", since="2016-01-01")


def test_where_nothing_was_found_nothing_is_said_of_how_near_it_is() -> None:
    asked = Question("hej")
    plan = QueryPlan(asked, "hej", "answer", (asked,))
    assert not is_far(plan, [Evidence()])
    two = replace(plan, parts=(asked, asked))
    near = read(None, "quay", [hit("quay", "The quay was shut.", scores=(0.1,))])
    assert not is_far(two, [Evidence(), near])
