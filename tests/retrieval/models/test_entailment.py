"""The shipped entailment model: probabilities, in the order asked, of any texts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.models.entailment import CLAIM_CHARACTERS, Entailed, Entailment

pytestmark = pytest.mark.slow

EVIDENCE = "The harbour council of Larkfield approved the dredging plan on Thursday."


@pytest.fixture(scope="module")
def model() -> Entailment:
    return Entailment(threads=1)


def whole(told: Entailed) -> bool:
    shares = (told.supported, told.contradicted, told.neither)
    return all(0.0 <= share <= 1.0 for share in shares) and abs(sum(shares) - 1) < 1e-4


def test_the_three_are_probabilities_and_come_in_the_order_asked(model: Entailment) -> None:
    near, far = (EVIDENCE, EVIDENCE), ("A bakery in Vale sells bread.", "It rained. " * 30)
    forth, back = model.judge([near, far]), model.judge([far, near])
    assert all(map(whole, (*forth, *back)))
    assert abs(forth[0].neither - back[1].neither) < 0.2
    assert forth[1].neither > forth[0].neither


def test_what_is_on_another_matter_settles_nothing(model: Entailment) -> None:
    pairs = [
        ("The bakery sells rye bread.", EVIDENCE),
        ("Astronomers recorded a comet over Mount Teal.", EVIDENCE),
        ("The ferry to Vale was built in 1931.", EVIDENCE),
    ]
    assert all(told.neither > 0.5 for told in model.judge(pairs))


def test_nothing_asked_is_nothing_judged(model: Entailment) -> None:
    assert model.judge([]) == []


def test_a_claim_is_cut_and_evidence_too(model: Entailment) -> None:
    (told,) = model.judge([("claim " * 1000, "evidence " * 5000)])
    assert whole(told)
    cut, longer = (EVIDENCE * 20)[:CLAIM_CHARACTERS], EVIDENCE * 20
    assert model.judge([(cut, EVIDENCE)]) == model.judge([(longer, EVIDENCE)])


def test_a_claim_of_a_token_a_character_is_judged(model: Entailment) -> None:
    assert whole(*model.judge([("When did the mill close" + "?" * 400, EVIDENCE)]))


@settings(max_examples=25)
@given(st.text(st.characters(), max_size=60), st.text(st.characters(), max_size=60))
def test_any_two_texts_are_judged(model: Entailment, claim: str, evidence: str) -> None:
    (told,) = model.judge([(claim, evidence)])
    assert whole(told)
