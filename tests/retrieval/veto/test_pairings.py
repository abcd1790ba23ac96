from __future__ import annotations

import pytest

from retrieval.language.facts import sentence_facts
from retrieval.veto import vetoes
from retrieval.veto.pairings import figures_of_other_things

YEARS = "It used 21 million tonnes last year, more than in 2022, when the use was 19.4 million."
EXPORTS = "Exports were 5 million in 2022, and 4 million in 2021."
BUDGET = "Spending is to rise by 9 percent to 345 million, and revenue by 14 percent."


@pytest.mark.parametrize(
    ("true", "false", "source"),
    [
        ("The use was 19.4 million in 2022.", "The use was 21 million in 2022.", YEARS),
        ("The use was 19.4 million in 2022.", "The use was 19.4 million last year.", YEARS),
        ("Exports were 4 million in 2021.", "Exports were 4 million in 2022.", EXPORTS),
        ("Exports were 5 million in 2022 and 4 million in 2021.",
         "Exports were 5 million in 2021.", EXPORTS),
        ("In 2022 exports were 5 million.", "In 2021 exports were 5 million.",
         "In 2021 exports were 4 million, in 2022 5 million."),
    ],
)  # fmt: skip
def test_a_figure_is_of_its_own_day(true: str, false: str, source: str) -> None:
    assert any("of another day" in one for one in vetoes(false, [source]))
    assert not any("of another day" in one for one in vetoes(true, [source]))


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        # No day stands with the figure, or more than one.
        ("Exports were 5 million in 2022.", "In 2022, after a poor year, exports were 5 million."),
        ("It rose to 5 million in 2022.", "It rose from 4 million in 2021 to 5 million in 2022."),
        ("It was 5 million in 2022.", "It was 5 million last year."),
        (
            "A corps of 600 men is to stand in 2027.",
            "They agreed on Friday on a corps of 600 men. It is to stand in 2027.",
        ),
    ],
)
def test_where_no_day_is_surely_a_figures_nothing_is_said_against_it(
    claim: str, source: str
) -> None:
    assert not any("of another day" in one for one in vetoes(claim, [source]))


@pytest.mark.parametrize(
    ("claim", "vetoed"),
    [
        ("Revenue is to rise by 14 percent.", False),
        ("Spending is to rise by 9 percent.", False),
        ("Spending is to rise by 9 percent and revenue by 14 percent.", False),
        ("Revenue is to rise by 9 percent.", True),
        ("Spending is to rise by 14 percent.", True),
    ],
)
def test_a_figure_is_of_its_own_thing(claim: str, vetoed: bool) -> None:
    said = any("of revenue" in one for one in vetoes(claim, [BUDGET]))
    assert said is vetoed


QUAKE = "It lay 38 km south-east of Tully, at a depth of 13 km, and had a magnitude of about 6."


@pytest.mark.parametrize(
    ("claim", "vetoed"),
    [
        ("It lay at a depth of 13 km.", False),
        ("It lay at a depth of 13,000 metres.", False),
        ("It lay at a depth of more than 12 km.", False),
        ("It lay 38 km off Tully.", False),
        ("It had a magnitude of about 6.", False),
        ("It lay at a depth of 38 km.", True),
        ("It lay at a depth of more than 30 km.", True),
        ("It had a magnitude of 13.", True),
    ],
)
def test_a_figure_is_of_its_own_measure(claim: str, vetoed: bool) -> None:
    assert any(" of the " in one for one in vetoes(claim, [QUAKE])) is vetoed


def test_a_verb_before_of_is_no_measure() -> None:
    claim = "The ministry speaks of 188 and the union of 312."
    source = "The ministry said that 188 were false, against the union, which spoke of 312."
    assert not any(" of the " in one for one in vetoes(claim, [source]))


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("She was turned away at 3 stations.", "She had been shown the door at 3 stations."),
        ("The dead were 13.", "They had put the dead at 15, but 2 turned up alive."),
    ],
)
def test_what_stands_before_a_figure_in_its_own_clause_is_no_second_thing(
    claim: str, source: str
) -> None:
    assert not list(figures_of_other_things(sentence_facts(claim), [sentence_facts(source)]))
