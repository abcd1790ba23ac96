"""Which writer drafts, and what is left when a chat model fails."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

import pytest

from retrieval.answer.pipeline_state import PipelineState
from retrieval.answer.read import Evidence
from retrieval.answer.writers import MOST_TOGETHER, Models, fall_back, write_answer
from retrieval.archive.store import Archive
from retrieval.chat_model.budget import OutOfTokens
from retrieval.chat_model.meter import Meter
from retrieval.errors import ProviderError
from retrieval.search.plan import PlanKind, QueryPlan
from retrieval.types import Question
from retrieval.types.draft import Draft
from support.passages import Grants, candidate, hit, with_passage

QUAY = candidate("quay", "The quay opened on Monday.")
MINE = candidate("mine", "The mine shut after a fire.")
ARCHIVE = cast(Archive, None)  # a quotation needs no archive before it is verified


def plan(*parts: Question, kind: PlanKind = "answer", **fields: Any) -> QueryPlan:
    whole = Question("What happened to the quay and the mine?")
    return QueryPlan(whole, whole.text, kind, parts or (whole,), **fields)


def sure(*candidates: Any) -> Evidence:
    return Evidence(tuple(candidates), 0.99)


def unsure(*candidates: Any) -> Evidence:
    return Evidence(tuple(candidates), 0.01)


def read(plan: QueryPlan, *evidence: Evidence) -> PipelineState:
    found = tuple(tuple(one.hit for one in part.candidates) for part in evidence)
    return PipelineState(plan, 0.0, Meter(), found, evidence)


def drafted(plan: QueryPlan, evidence: Sequence[Evidence], models: Models, **how: Any) -> Draft:
    return write_answer(ARCHIVE, read(plan, *evidence), models, **how)


def said(draft: Draft) -> list[str]:
    return [one.text for one in draft.statements]


def failing(error: Exception) -> Models:
    class Fails:
        def __getattr__(self, name: str) -> Any:
            raise error

    return Models(Grants(), wording=cast(Any, Fails()))


class RateLimit(Exception):
    status_code = 429


def test_without_a_chat_model_the_answer_is_a_quotation() -> None:
    draft = drafted(plan(), [sure(QUAY)], Models())
    assert (draft.mode, said(draft)) == ("extractive", [QUAY.text])


def test_what_articles_tell_on_a_topic_is_shown_where_no_sentence_answers() -> None:
    asked = plan(Question("What does it say about the quay?"))
    assert said(drafted(asked, [unsure(QUAY)], Models())) == [QUAY.text]
    # One that answers is the better answer; one who asks for more than a topic is told no.
    both = Evidence((MINE, QUAY), 0.99)
    assert said(drafted(asked, [both], Models()))[0] == MINE.text
    assert not said(drafted(plan(), [unsure(QUAY)], Models()))


def test_a_model_that_fails_gives_way_to_quotation_and_a_line_of_why() -> None:
    draft = drafted(plan(), [sure(QUAY)], failing(RateLimit("key sk-123 at https://host")))
    assert said(draft) == [QUAY.text]
    assert draft.notes[-1] == (
        "The chat model failed (RateLimit 429); quoted from the articles instead."
    )


def test_no_word_of_a_providers_error_is_told_or_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        draft = drafted(plan(), [sure(QUAY)], failing(RateLimit("key sk-123 at https://host")))
    told = " ".join((*draft.notes, caplog.text))
    assert "RateLimit" in told
    assert "sk-123" not in told
    assert "https://host" not in told


def test_where_nothing_can_be_quoted_either_only_the_failure_is_told() -> None:
    draft = drafted(plan(), [unsure(QUAY)], failing(RateLimit()))
    assert not draft.statements
    assert draft.notes == ("The chat model failed (RateLimit 429).",)


def test_a_model_out_of_tokens_is_told_in_its_own_sentence() -> None:
    draft = drafted(plan(), [sure(QUAY)], failing(OutOfTokens("Today's tokens are used up")))
    assert draft.notes[-1] == "Today's tokens are used up; quoted from the articles instead."


def test_with_falling_back_switched_off_the_failure_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(ProviderError, match="DATELINE_FALLBACK=true") as raised:
        drafted(plan(), [sure(QUAY)], failing(RateLimit("sk-123")), fallback=False)
    assert "sk-123" not in str(raised.value)
    assert raised.value.__cause__ is None


def test_with_no_passage_no_model_is_asked() -> None:
    draft = drafted(plan(), [Evidence()], failing(RateLimit()))
    assert (draft.statements, draft.notes) == ((), ())


PARTS = Question("What happened to the quay?"), Question("What happened to the mine?")


def test_each_part_is_answered_and_one_without_an_answer_is_named() -> None:
    both = drafted(plan(*PARTS), [sure(QUAY), sure(MINE)], Models())
    assert said(both) == [QUAY.text, MINE.text]
    assert both.notes == ()
    one = drafted(plan(*PARTS), [sure(QUAY), unsure(MINE)], Models())
    assert said(one) == [QUAY.text]
    assert one.notes == ("Nothing found for this part: What happened to the mine?",)


def test_where_no_part_is_answered_the_nearest_of_all_come_in_turn() -> None:
    draft = drafted(plan(*PARTS), [unsure(QUAY), unsure(MINE)], Models())
    assert not draft.statements
    assert [quote.text for quote in draft.nearest] == [QUAY.text, MINE.text]


def test_a_sentence_that_answers_two_parts_is_said_once() -> None:
    draft = drafted(plan(*PARTS), [sure(QUAY), sure(QUAY)], Models())
    assert said(draft) == [QUAY.text]
    otherwise = replace(QUAY, hit=with_passage(QUAY.hit, score=0.5))
    assert said(drafted(plan(*PARTS), [sure(QUAY), sure(otherwise)], Models())) == [QUAY.text]


def test_what_is_remarked_on_two_parts_is_said_once() -> None:
    asked = Question("How many boats sank?"), Question("How many rafts sank?")

    def twice(text: str, answer: str) -> Evidence:
        return sure(*(candidate(one, text, answer, outlet=f"{one} Post") for one in "ab"))

    parts = [twice("Nine boats sank.", "Nine boats"), twice("Two rafts sank.", "Two rafts")]
    draft = drafted(plan(*asked), parts, Models())
    assert draft.notes == ("2 independent sources give this figure: a Post, b Post.",)


PAY = "The crews ask for better pay and have been given no answer."
ASKED_AND_GIVEN = Question("What do crews ask for?"), Question("What do crews ask for: who pays?")


def test_a_part_that_finds_only_words_of_an_earlier_part_s_answer_has_none() -> None:
    first = candidate("pay", PAY, "better pay and have been given no answer")
    second = candidate("pay", PAY, "no answer")
    draft = drafted(plan(*ASKED_AND_GIVEN), [sure(first), sure(second)], Models())
    assert said(draft) == [PAY]
    assert draft.notes == ("Nothing more found for this part: who pays?",)


def test_such_a_part_is_told_what_else_it_finds() -> None:
    first, second = candidate("pay", PAY, "better pay"), candidate("pay", PAY, "better pay")
    owner = candidate("owner", "The owner pays each crew 300 crowns.", "The owner", logit=0.0)
    draft = drafted(plan(*ASKED_AND_GIVEN), [sure(first), sure(second, owner)], Models())
    assert said(draft) == [PAY, owner.text]
    assert draft.notes == ()


def test_a_sentence_that_has_another_answer_for_the_second_part_covers_it() -> None:
    first, second = candidate("pay", PAY, "better pay"), candidate("pay", PAY, "no answer")
    draft = drafted(plan(*ASKED_AND_GIVEN), [sure(first), sure(second)], Models())
    assert said(draft) == [PAY]
    assert draft.notes == ()


def test_a_sentence_that_comes_twice_stands_at_its_first_place() -> None:
    parts = [Question(f"What happened to {one}?") for one in ("the quay", "the mine", "Larkfield")]
    draft = drafted(plan(*parts), [sure(QUAY), sure(MINE), sure(QUAY)], Models())
    assert said(draft) == [QUAY.text, MINE.text]


def test_together_the_parts_say_only_so_much() -> None:
    many = [
        replace(candidate(name, f"The {name} froze over in the night.", logit=1.2), answer=None)
        for name in ("quay", "mine", "pass")
    ]
    draft = drafted(plan(*PARTS), [sure(*many), sure(MINE)], Models())
    assert len(draft.statements) <= MOST_TOGETHER


def test_outlets_asked_side_by_side_stand_under_their_names() -> None:
    parts = (replace(PARTS[0], outlet="Vesper Daily"), replace(PARTS[0], outlet="Teal Post"))
    draft = drafted(plan(*parts), [sure(QUAY), unsure(MINE)], Models())
    assert [(one.heading, one.text) for one in draft.statements] == [
        ("Vesper Daily", QUAY.text),
        ("Teal Post", MINE.text),
    ]


@pytest.mark.parametrize("kind", ["compare", "check"])
def test_what_must_be_judged_is_not_written_without_an_entailment_model(kind: PlanKind) -> None:
    with pytest.raises(ValueError, match="entailment"):
        drafted(plan(kind=kind), [sure(QUAY)], Models())


def test_the_latest_is_by_date_whatever_the_score() -> None:
    old = with_passage(hit("old", "The quay was planned."), published="2019-01-01", score=0.9)
    new = with_passage(hit("new", "The quay opened."), published="2021-01-01", score=0.8)
    state = PipelineState(plan(kind="latest"), 0.0, Meter(), ((new, old),))
    draft = write_answer(ARCHIVE, state, Models())
    assert said(draft)[0] == "The quay opened."


def test_falling_back_keeps_the_notes_of_the_quotation() -> None:
    quoted = drafted(plan(*PARTS), [sure(QUAY), unsure(MINE)], Models())
    draft = fall_back(read(plan(*PARTS), sure(QUAY), unsure(MINE)), "The chat model failed (X)")
    assert draft.statements == quoted.statements
    assert draft.notes == (
        *quoted.notes,
        "The chat model failed (X); quoted from the articles instead.",
    )
