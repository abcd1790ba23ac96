"""A question of yes or no is answered by the sentence that decides it, the newest of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.answer.read import Candidate, Evidence
from retrieval.answer.yes_no import CLOSE, SURE, weigh_yes_no
from retrieval.models.calibration import threshold
from retrieval.models.pair_models import Network
from support.passages import Says, candidate, hit

ASKED = "Has the Larkfield bank approved the loan?"
DECIDES = Says({"approved": (0.9, 0.05), "refused": (0.05, 0.9)})


def read(*candidates: Candidate, question: str = ASKED, probability: float = 0.1) -> Evidence:
    return Evidence(candidates, probability, question)


def test_the_sentence_that_decides_comes_first_and_answers() -> None:
    beside = candidate("a", "The Larkfield bank has a new roof.", logit=-1.5)
    decides = candidate("b", "The Larkfield bank refused the loan.", logit=-2)
    found = weigh_yes_no(DECIDES, read(beside, decides))
    assert [one.passage.article for one in found.candidates] == ["b", "a"]
    assert found.probability >= threshold()


def test_what_nothing_decides_is_as_likely_as_before() -> None:
    beside = candidate("a", "The Larkfield bank has a new roof.", logit=-1.5)
    assert weigh_yes_no(DECIDES, read(beside)).probability == 0.1


def test_of_two_that_decide_the_newest_comes_first() -> None:
    told = "The Larkfield bank {} the loan."
    old = candidate("old", told.format("refused"), logit=0, published="2019-01-01")
    new = candidate("new", told.format("approved"), logit=-1, published="2020-01-01")
    assert weigh_yes_no(DECIDES, read(old, new)).candidates[0].passage.article == "new"
    far = replace(new, logit=-CLOSE - 0.1)
    assert weigh_yes_no(DECIDES, read(old, far)).candidates[0].passage.article == "old"


def test_a_sentence_that_leans_is_read_after_the_one_before_it() -> None:
    found = hit("a", "The Larkfield bank looked at the loan.", "It approved in May.")
    leaning = Candidate(found, 1, -8, None, -2.0, Network.ENGLISH)
    judge = Says({"loan. It approved": (0.9, 0.0)})
    assert weigh_yes_no(judge, read(leaning)).candidates[0].logit > leaning.logit + SURE


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("Did anybody die at the quay?", "Somebody die at the quay."),
        ("Were any boats lost?", "Some boats lost."),
        ("Is the company there?", "The company there."),
    ],
)
def test_a_question_is_judged_as_a_statement(question: str, claim: str) -> None:
    asked: list[str] = []

    class Notes(Says):
        def judge(self, pairs, *rest):  # type: ignore[no-untyped-def]
            asked.extend(one for one, _ in pairs)
            return super().judge(pairs, *rest)

    weigh_yes_no(Notes({}), read(candidate("a", "The quay fell."), question=question))
    assert set(asked) == {claim}


def test_what_shares_no_word_with_the_question_decides_nothing() -> None:
    other = candidate("a", "Nobody refused tea.", logit=-1)
    assert weigh_yes_no(DECIDES, read(other)).candidates == (other,)


def test_an_article_that_does_not_name_what_is_asked_of_decides_nothing() -> None:
    other = candidate("a", "The bank approved the loan.", logit=-1)
    assert weigh_yes_no(DECIDES, read(other)).candidates == (other,)
    # The title may name it, and another passage of the article.
    titled = candidate("a", "The bank approved the loan.", logit=-1, title="Larkfield wants a loan")
    assert weigh_yes_no(DECIDES, read(titled)).probability >= threshold()
    beside = replace(read(other), hits=(hit("a", "Larkfield has one bank."),))
    assert weigh_yes_no(DECIDES, beside).probability >= threshold()


def test_other_questions_are_left_alone() -> None:
    evidence = read(candidate("a", "The bank approved it."), question="Who approved the loan?")
    assert weigh_yes_no(DECIDES, evidence) is evidence


def test_what_the_model_does_not_know_is_left_as_it_was() -> None:
    beside = candidate("a", "The Larkfield bank has a new roof.", logit=-1.5)
    decides = candidate("b", "The bank refused the loan.", logit=-2)
    other = replace(beside, network=Network.LANGUAGES)
    evidence = read(other, decides)
    assert weigh_yes_no(DECIDES, evidence) == evidence
