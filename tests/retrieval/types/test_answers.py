"""An answer's statements lead to their citations by number."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from retrieval.types import Question, Statement
from support.answers import EXTRACTIVE, MODEL, REFUSAL


def test_a_statement_leads_to_its_citations_in_its_own_order() -> None:
    second = MODEL.statements[1]
    assert [one.number for one in MODEL.cited(second)] == [1, 2]
    assert [one.number for one in MODEL.cited(Statement("Said.", (2, 1)))] == [2, 1]
    assert not list(MODEL.cited(Statement("A heading.", ())))


@pytest.mark.parametrize("answer", [EXTRACTIVE, MODEL, REFUSAL])
def test_citations_are_numbered_from_1_and_quote_their_length(answer) -> None:
    quoted = answer.citations or answer.nearest
    assert [one.number for one in quoted] == list(range(1, len(quoted) + 1))
    assert all(one.end - one.start == len(one.quote) for one in quoted)


def test_a_question_without_limits_may_use_everything() -> None:
    asked = Question("Who?")
    assert (asked.outlet, asked.since, asked.until, asked.as_of, asked.articles) == (
        None, None, None, None, ()
    )  # fmt: skip
    assert asked.form == "answer"
    assert not asked.earlier


def test_questions_are_known_by_what_they_ask_and_are_not_changed() -> None:
    assert len({Question("Who?"), Question("Who?"), Question("Who?", outlet="TASS")}) == 2
    with pytest.raises(FrozenInstanceError):
        Question("Who?").text = "Why?"  # type: ignore[misc]
