"""What tools give is of the form that their schemas promise, and holds nothing beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError

from bot.mcp_app.results import Answered, Cited, Listed, Passages, fitted
from bot.render_json import answer_json, listing_json, passages_json
from retrieval.types import Answer, ClaimPart, Question
from support.answers import (
    ARTICLE,
    COVERAGE,
    EXTRACTIVE,
    HELP,
    MODEL,
    RECORDS,
    REFUSAL,
    UNDATED,
    listing,
    passage,
)


@pytest.mark.parametrize("answer", [EXTRACTIVE, MODEL, REFUSAL, HELP, RECORDS])
def test_every_kind_of_answer_fits(answer: Answer) -> None:
    told = fitted(Answered, answer_json(answer))
    assert told.keys() == Answered.__annotations__.keys() - {"parts"}
    assert (told["found"], told["text"]) == (answer.found, answer.text)
    assert len(told["citations"]) == len(answer.citations)
    for cited in [*told["citations"], *told["nearest"]]:
        assert cited.keys() == Cited.__annotations__.keys()


def test_only_a_claim_of_several_sentences_has_parts() -> None:
    parts = (
        ClaimPart("It sank.", "supported", (1,)),
        ClaimPart("Hello!", None, (), "no statement"),
    )
    told = fitted(Answered, answer_json(replace(EXTRACTIVE, parts=parts)))
    assert told.keys() == Answered.__annotations__.keys()
    assert [one["verdict"] for one in told["parts"]] == ["supported", None]


def test_passages_and_articles_fit() -> None:
    found = (passage(ARTICLE), passage(UNDATED))
    told = fitted(Passages, passages_json(Question("ferries"), found, COVERAGE, 1.0))
    assert [one["article"] for one in told["passages"]] == [ARTICLE.id, UNDATED.id]
    listed = fitted(dict[str, list[Listed]], listing_json([listing(ARTICLE)]))
    assert listed["articles"][0]["title"] == ARTICLE.title


@pytest.mark.parametrize("change", [{"found": None}, {"text": 3}, {"citations": [{}]}])
def test_what_does_not_fit_is_not_handed_over(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        fitted(Answered, {**answer_json(EXTRACTIVE), **change})


def test_what_is_missing_is_not_filled_up() -> None:
    told = answer_json(EXTRACTIVE)
    del told["receipt"]
    with pytest.raises(ValidationError):
        fitted(Answered, told)
