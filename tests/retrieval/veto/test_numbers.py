from __future__ import annotations

import pytest

from retrieval.veto import vetoes


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("More than 400 came.", "There came 412."),
        ("About 400 came.", "There came 412."),
        ("Fewer than 20 days are left.", "Two weeks are left."),
        ("It fell by half.", "It fell by 50 percent."),
        ("The two sides met.", "Ana and Bo met: both sides."),
        ("The bridge was begun before 2017.", "The bridge was begun in 2016."),
        ("It began in the 1990s.", "It began in 1994."),
        ("It ended on 5 March 2016.", "It was 2016. It ended on 5 March."),
        ("Cases of COVID-19 rose.", "Cases of COVID-19 rose."),
    ],
)
def test_what_follows_from_the_numbers(claim: str, source: str) -> None:
    assert not vetoes(claim, [source])


@pytest.mark.parametrize(
    ("claim", "source", "reason"),
    [
        ("It cost 30 euros.", "It cost 40 euros.", "the source says 40 euros, not 30 euros"),
        ("More than 500 came.", "There came 412.", "the source does not say 500"),
        ("Exactly 400 came.", "About 400 came.", "the source says about 400, not 400"),
        ("It lasts until May.", "It lasts from May.", "the source does not say before May"),
        ("He left in 2015.", "He left in 2014.", "the source does not say 2015"),
        (
            "It is 20 tonnes a year.",
            "It is 20 tonnes a month.",
            "the source says 20 tonnes a month",
        ),
        (
            "Two divers fell.",
            "Six divers fell, two boats sank.",
            "the source says Six there, not Two",
        ),
    ],
)
def test_what_does_not(claim: str, source: str, reason: str) -> None:
    assert reason in vetoes(claim, [source])
