from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from retrieval.veto import vetoes

PAIRS = tomllib.loads(Path(__file__).with_name("pairs.toml").read_text(encoding="utf-8"))
# The least share of false claims vetoed, and the most of true ones, for each kind of pair.
FLOOR, CEILING = 0.95, 0.05


@pytest.mark.parametrize("kind", PAIRS)
def test_false_claims_of_minimal_pairs_are_vetoed(kind: str) -> None:
    passed = [row["false"] for row in PAIRS[kind] if not vetoes(row["false"], [row["source"]])]
    assert len(passed) <= (1 - FLOOR) * len(PAIRS[kind]), passed


@pytest.mark.parametrize("kind", PAIRS)
def test_true_claims_of_minimal_pairs_pass(kind: str) -> None:
    reasons = [vetoes(row["true"], [row["source"]]) for row in PAIRS[kind]]
    held = [one for one in reasons if one]
    assert len(held) <= CEILING * len(PAIRS[kind]), held


def test_there_are_many_pairs() -> None:
    assert sum(map(len, PAIRS.values())) >= 60


@pytest.mark.parametrize("kind", PAIRS)
def test_the_source_itself_may_always_be_said(kind: str) -> None:
    for row in PAIRS[kind]:
        assert not vetoes(row["source"], [row["source"]])


def test_a_reason_says_both_numbers() -> None:
    assert vetoes("The strike cost 400 flights.", ["The strike cost 40 flights."]) == [
        "the source says 40, not 400"
    ]


def test_a_known_alias_is_the_same_name() -> None:
    claim, source = "Idrissov resigned.", ["Idrisov resigned."]
    assert vetoes(claim, source) == ["the source does not name Idrissov"]
    assert not vetoes(
        claim, source, same_name=lambda one, other: {one, other} == {"Idrissov", "Idrisov"}
    )


def test_evidence_may_stand_in_several_sentences() -> None:
    evidence = ["Governor Wekesa spoke on Friday.", "She said that 340 cows were bought."]
    assert not vetoes("Wekesa said that 340 cows were bought.", evidence)


def test_a_capital_stands_for_its_government_and_not_for_the_place() -> None:
    source = ["Uzbekistan lifted the ban on meat."]
    assert not vetoes("Tashkent lifted the ban on meat.", source)
    assert vetoes("The ban was lifted in Tashkent.", source)


def test_an_acronym_may_be_spelled_out() -> None:
    assert not vetoes("The World Health Organization warned.", ["The WHO warned."])


def test_a_quantifier_without_a_number_is_left_to_others() -> None:
    assert not vetoes("More than half of them came.", ["Of them 60 percent came."])


def test_russian_claims_are_held_to_their_source() -> None:
    source = ["Президент не подписал договор на 1,2 млн долларов 15 марта 2016 года."]
    assert not vetoes("Президент не подписал договор на 1,2 млн долларов.", source)
    assert vetoes("Президент подписал договор на 1,2 млн долларов.", source)
    assert vetoes("Президент не подписал договор на 12 млн долларов.", source)
    assert vetoes("Президент не подписал договор 15 мая 2016 года.", source)
