from __future__ import annotations

import pytest

from retrieval.language.facts import sentence_facts
from retrieval.veto import vetoes
from retrieval.veto.comparisons import turned_comparisons

COPY = "In 1997 the copy by Ana Vale sold better than the original."


def turned(claim: str, *evidence: str) -> list[str]:
    return list(
        turned_comparisons(sentence_facts(claim), [sentence_facts(one) for one in evidence])
    )


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("The original sold better than Ana Vale's copy in 1997.", COPY),
        ("Sorrel has more young voters than Tully.", "Tully has more young voters than Sorrel."),
        ("The bridge cost more than the tunnel.", "The tunnel, begun in 2001, cost more. "
         "The tunnel cost more than the bridge, says the mayor."),
        ("Ferries are slower than buses.", "Buses are slower than ferries."),
    ],
)  # fmt: skip
def test_a_comparison_turned_round_is_spoken_against(claim: str, evidence: str) -> None:
    assert len(turned(claim, evidence)) == 1


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Ana Vale's copy sold better than the original.", COPY),
        # Told from the other side.
        ("The original sold worse than Ana Vale's copy.", COPY),
        ("Tully has fewer young voters than Sorrel.", "Sorrel has more young voters than Tully."),
        # Measures of an amount have but one side.
        ("More than 40 people drowned off Tully.", "Off Tully more than 40 people drowned."),
        ("It cost less than 5 million.", "The mill cost less than 5 million crowns."),
        # Both ways stand in the source.
        ("The bus is faster than the ferry.",
         "By day the bus is faster than the ferry. By night the ferry is faster than the bus."),
        ("The ferry sank.", COPY),
    ],
)  # fmt: skip
def test_what_keeps_its_sides_or_has_none_is_left_alone(claim: str, evidence: str) -> None:
    assert turned(claim, evidence) == []


def test_one_text_that_keeps_the_sides_is_enough() -> None:
    assert turned("The original sold better than the copy.", COPY,
                  "The original sold better than the copy.") == []  # fmt: skip


FIRE = "It is the deadliest fire since 2011, when nine people died in Tully."


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The fire was deadlier than that of 2011.", FIRE),
        ("The fire was deadlier than the one in Tully.", FIRE),
        ("Prices were higher than in 2008.", "Prices are the highest since 2008."),
        ("The harvest was worse than in 2019.", "It was the worst harvest since 2019."),
    ],
)
def test_a_superlative_says_nothing_of_what_it_reaches_back_to(claim: str, source: str) -> None:
    assert [one for one in vetoes(claim, [source]) if "only since" in one]


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The fire was deadlier than any since 2011.", FIRE),
        ("The fire was deadlier than the one in Varn.", FIRE),
        ("Prices were higher than in 2008.", "Prices are the highest ever, higher than in 2008."),
        ("Prices were higher than in 2015.", "Prices are the highest since 2008."),
    ],
)
def test_of_what_lies_between_it_does(claim: str, source: str) -> None:
    assert not [one for one in vetoes(claim, [source]) if "only since" in one]
