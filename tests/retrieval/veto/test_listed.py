from __future__ import annotations

import pytest

from retrieval.language.facts import sentence_facts
from retrieval.veto import vetoes
from retrieval.veto.listed import listed, stands_in_list

AFTER = "Most schools will be built in Vale, 42, followed by Orsk, 33, and Tully, 25."
SEATS = "Sorrel gets 36 seats, the Greens 15 and the Agrarian Union 11."
BEFORE = "42 schools will be built in Vale, 33 in Orsk and 25 in Tully."
YEARS = "Exports were 12 million in 2021, 15 million in 2022 and 19 million in 2023."


def figures(text: str) -> list[tuple[str, str]]:
    return [(one.called, one.words) for one in listed(sentence_facts(text))]


@pytest.mark.parametrize(
    ("text", "members"),
    [
        (AFTER, [("Vale", "42"), ("Orsk", "33"), ("Tully", "25")]),
        (SEATS, [("Sorrel", "36"), ("Greens", "15"), ("Agrarian Union", "11")]),
        (BEFORE, [("Vale", "42"), ("Orsk", "33"), ("Tully", "25")]),
        (YEARS, [("2021", "12 million"), ("2022", "15 million"), ("2023", "19 million")]),
        ("Vale (47) and Orsk (52) met.", [("Vale", "47"), ("Orsk", "52")]),
        ("Vale bears 51 percent of it, Orsk and Tully 24 percent each.",
         [("Vale", "51 percent"), ("Orsk", "24 percent"), ("Tully", "24 percent")]),
        ("Vale: 4, Orsk: 2.", [("Vale", "4"), ("Orsk", "2")]),
    ],
)  # fmt: skip
def test_the_members_of_a_list_are_known_by_what_stands_beside_them(
    text: str, members: list[tuple[str, str]]
) -> None:
    assert figures(text) == members


@pytest.mark.parametrize(
    "text",
    [
        "Vale built 42 schools.",
        "Vale met Orsk and Tully in 2021.",
        "The mill in Vale employed 60 men, and the port of Orsk lost 9 ships off Tully.",
        "Vale, Orsk and Tully have members.",
    ],
)
def test_one_figure_or_sentences_in_full_are_no_list(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("true", "false", "source", "reason"),
    [
        ("Orsk gets 33 schools.", "Orsk gets 25 schools.", AFTER, "the source says 33 of Orsk"),
        ("25 schools go to Tully.", "42 schools go to Tully.", AFTER,
         "the source says 25 of Tully"),
        ("The Greens have 15 seats.", "The Greens have 36 seats.", SEATS,
         "the source says 15 of Greens"),
        ("The Agrarians won 11 seats.", "The Agrarian Union won 15 seats.", SEATS,
         "the source says 11 of Agrarian Union"),
        ("33 schools go to Orsk and 25 to Tully.", "25 schools go to Orsk and 33 to Tully.", BEFORE,
         "the source says 33 of Orsk"),
        ("It exported 15 million in 2022.", "It exported 19 million in 2022.", YEARS,
         "the source says 15 million of 2022"),
        ("Sorrel has 36 seats, 21 more than the Greens have with 15.",
         "Sorrel has 15 seats.", SEATS, "the source says 36 of Sorrel"),
    ],
)  # fmt: skip
def test_a_figure_of_a_list_is_one_names_alone(
    true: str, false: str, source: str, reason: str
) -> None:
    assert reason in vetoes(false, [source])
    assert not [one for one in vetoes(true, [source]) if " of " in one]


@pytest.mark.parametrize(
    ("claim", "stands"),
    [
        ("Orsk gets 33 schools.", True),
        ("25 schools go to Tully and 33 to Orsk.", True),
        ("Orsk gets 25 schools.", False),
        ("25 schools go to Orsk and 33 to Tully.", False),
        ("Orsk does not get 33 schools.", False),
        ("Orsk gets schools.", False),
        ("Sorrel gets 33 schools.", False),
    ],
)
def test_a_list_says_a_claims_figure_of_its_name(claim: str, stands: bool) -> None:
    assert stands_in_list(sentence_facts(claim), sentence_facts(AFTER)) is stands
