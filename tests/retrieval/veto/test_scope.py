from __future__ import annotations

import pytest

from retrieval.veto import vetoes


@pytest.mark.parametrize(
    ("claim", "source", "reason"),
    [
        ("All boats sank.", "Boats sank.", 'the source does not say "all"'),
        (
            "The boats sank because it rained.",
            "The boats sank. It rained.",
            'the source does not say "because"',
        ),
        (
            "Vale sold not only tea.",
            "Vale sold tea but not coffee, and rice.",
            'the source does not say "not only"',
        ),
        (
            "Vale was not the only one sold.",
            "Nobody else was sold, said Vale.",
            'the source does not say "not only"',
        ),
        (
            "A pipe may be mended even when it is full.",
            "A pipe may be mended only when it is not full.",
            'the source does not say "even"',
        ),
        ("Prices fell.", "Prices rose.", 'the source says "rose", not "fell"'),
        (
            "The firm imports tea.",
            "The firm exports tea.",
            'the source says "exports", not "imports"',
        ),
        (
            "Vale's son paid the bill.",
            "Vale's widow paid the bill.",
            'the source says "widow", not "son"',
        ),
        ("His mother paid.", "His father paid.", 'the source says "father", not "mother"'),
    ],
)
def test_reasons(claim: str, source: str, reason: str) -> None:
    assert reason in vetoes(claim, [source])


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Not all boats sank.", "Some boats sank."),
        ("Every boat sank.", "All boats sank."),
        ("It sails only if it is paid.", "It sails, provided that it is paid."),
        ("Only two boats sank.", "Two boats sank."),
        ("It will last.", "It holds."),
        ("Vale sold not only tea.", "Vale sold tea and rice."),
        ("Vale was not the only firm sold.", "Vale was sold, and another firm too."),
        ("Last week boats sank.", "Last week boats sank."),
        ("It bought a stand-alone unit.", "It bought a separate unit."),
        ("Vale's wife paid.", "Vale's widow paid."),
        ("Vale is Ana's daughter.", "Ana, Vale's mother, paid."),
        ("His son paid.", "His daughter and his son paid."),
    ],
)
def test_no_reason(claim: str, source: str) -> None:
    assert not vetoes(claim, [source])
