from __future__ import annotations

import pytest

from retrieval.search.hit import Hit
from retrieval.verification.claim_doubts import (
    corrections,
    denies_something_else,
    figure_stands_beside,
    is_to_be_reckoned,
    stands_in_order,
)
from retrieval.verification.claim_evidence import JudgedSentence, judged_sentences
from support.passages import Says, hit, with_passage

LIST = "Most schools will be built in Vale, 42, followed by Orsk, 33, and Tully, 25."


def judged(claim: str, found: Hit) -> list[JudgedSentence]:
    return judged_sentences(Says({}), claim, [found])


@pytest.mark.parametrize(
    ("claim", "stands"),
    [("Orsk will get 33 new schools.", True), ("Orsk will get 25 new schools.", False)],
)
def test_a_list_in_a_window_gives_a_claims_name_its_figure_or_another(
    claim: str, stands: bool
) -> None:
    found = judged(claim, hit("a", LIST, "The capital gets 18 new schools."))
    assert len(found) == 2
    assert {figure_stands_beside(claim, one) for one in found} == {stands}


PARTED = "Vale will bear two thirds of the cost and Orsk the rest."
HALVED = "Vale receives 1.2 million dollars and Orsk half of that."


@pytest.mark.parametrize(
    ("claim", "text", "doubted"),
    [
        ("Orsk gets 600,000 dollars.", HALVED, True),
        ("Orsk pays 30 million.", PARTED, True),
        # Its own figure stands there.
        ("Vale receives 2 million dollars.", HALVED, False),
        ("Vale carried 4 million.", "Vale carried 5 million, a fifth more than before.", False),
        # A part against a part, or no figure at all.
        ("Orsk will bear two thirds of the cost.", PARTED, False),
        ("Orsk gets nothing.", HALVED, False),
        # Of another name.
        ("Tully gets 600,000 dollars.", HALVED, False),
    ],
)
def test_a_part_of_another_figure_is_to_be_reckoned_out(
    claim: str, text: str, doubted: bool
) -> None:
    assert is_to_be_reckoned(claim, text) is doubted


@pytest.mark.parametrize(
    ("claim", "stands"),
    [
        ("The mayor had threatened to dismiss the strikers.", True),
        ("Mayor Orsk had threatened the strikers.", False),
        ("The mayor dismissed the strikers.", False),
        ("The strikers had threatened the mayor.", False),
    ],
)
def test_a_claims_words_stand_in_their_order_or_not(claim: str, stands: bool) -> None:
    text = "The mayor, Ulan Cy, had threatened to dismiss the strikers, but nobody was dismissed."
    assert stands_in_order(claim, text) is stands


OFF = "Extra time brought no goals, although Ana Vale was sent off."


@pytest.mark.parametrize(
    ("claim", "text", "elsewhere"),
    [
        ("Ana Vale was sent off in extra time.", OFF, True),
        ("Extra time brought goals.", OFF, False),
        ("Ana Vale was not sent off in extra time.", OFF, False),
        ("Ana Vale was sent off in Tully.", OFF, False),
        ("Ana Vale was sent off.", "Ana Vale was not sent off.", False),
    ],
)
def test_a_denial_of_what_a_claim_leaves_out_denies_it_not(
    claim: str, text: str, elsewhere: bool
) -> None:
    (one,) = judged(claim, hit("a", text))
    assert denies_something_else(claim, one) is elsewhere


def test_only_a_correction_that_has_a_claims_words_corrects_it() -> None:
    claim = "The mine fire killed seven miners."
    told = hit(
        "a", "An article said that the mine fire killed seven miners.", "It rained in Tully."
    )
    corrected = with_passage(told, revision="correction")
    assert corrections(judged(claim, told)) == []
    (one,) = corrections(judged(claim, corrected))
    assert one.text.startswith("An article")
