from __future__ import annotations

import pytest

from retrieval.veto import vetoes


@pytest.mark.parametrize(
    ("claim", "source", "reason"),
    [
        ("He sold the mill.", "He may sell the mill.", 'the source tells "sold" only as possible'),
        (
            "He will sell the mill.",
            "He may sell the mill.",
            'the source tells "sell" only as possible',
        ),
        (
            "They struck on 3 June.",
            "They will walk out on 3 June.",
            "the source speaks of 3 June only as planned",
        ),
        (
            "China is concluding a pact with Chile.",
            "China is considering a pact with Chile.",
            "the source tells this only as considered",
        ),
        (
            "He sold the mill.",
            "He means to sell the mill.",
            'the source tells "sold" only as planned',
        ),
        (
            "The state banned the film.",
            "The state moved to ban the film.",
            'the source tells "banned" only as an attempt',
        ),
        ("She signed the decree.", "She did not sign the decree.", 'the source denies "signed"'),
        (
            "She never signed the decree.",
            "She signed the decree.",
            'the source does not deny "signed"',
        ),
        (
            "The crew will paint the mill.",
            "The crew painted the mill.",
            'the source tells "paint" as done',
        ),
    ],
)
def test_reasons(claim: str, source: str, reason: str) -> None:
    assert reason in vetoes(claim, [source])


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("He might sell the mill.", "He will sell the mill."),
        ("The firm owns the mill.", "The firm, which moved to Port Amber, owns the mill."),
        ("He means to sell the mill.", "He will sell the mill."),
        ("He wants to sell the mill.", "He demanded to sell the mill."),
        ("The agency accepted mediation.", "The agency offered to mediate. It accepted."),
        ("She did not speak.", "She did not speak."),
        ("The mill was closed.", "The mill was closed. No crane stands in the yard."),
        ("Not only the mill burned.", "The mill burned, and more."),
    ],
)
def test_no_reason(claim: str, source: str) -> None:
    assert not vetoes(claim, [source])


@pytest.mark.parametrize(
    ("claim", "source", "hedged"),
    [
        ("The deal has been ratified.", "The deal has to be signed by Bo and ratified.", True),
        ("The deal was ratified.", "The deal may be signed in May or ratified.", True),
        ("The deal has to be ratified.", "The deal has to be signed by Bo and ratified.", False),
        # Another clause, or a verb in its own right.
        ("The deal was ratified.", "The deal has to be signed, and Tully ratified it.", False),
        (
            "The deal was ratified.",
            "Vale will sign the deal that Orsk drafted and ratified.",
            False,
        ),
    ],
)
def test_a_hedge_goes_on_to_a_second_participle(claim: str, source: str, *, hedged: bool) -> None:
    assert any('"ratified" only' in one for one in vetoes(claim, [source])) is hedged


@pytest.mark.parametrize(
    ("claim", "source", "vetoed"),
    [
        ("Ana dismissed the strikers.", "Ana praised the strikers and did not dismiss them.", True),
        ("Ana did not dismiss the strikers.", "Ana dismissed the strikers.", True),
        ("Ana did not dismiss the strikers.", "Ana praised the strikers and did not dismiss them.",
         False),
        ("Ana dismissed the strikers.", "Ana dismissed the strikers.", False),
        # Another word that says no still turns it.
        ("Ana did not accept the offer.", "Ana refused to accept the offer.", False),
    ],
)  # fmt: skip
def test_a_word_that_says_no_is_denied_as_any_other(
    claim: str, source: str, *, vetoed: bool
) -> None:
    assert bool(vetoes(claim, [source])) is vetoed
