"""A deputy is not the head, nor is a former one; each side's rank counts."""

from __future__ import annotations

import pytest

from retrieval.veto import vetoes

DEPUTY = "The mill was shut, said Bo Rask, deputy head of the Tully committee."


@pytest.mark.parametrize(
    ("claim", "source", "reason"),
    [
        ("Bo Rask is head of the Tully committee.", DEPUTY, 'the source tells of the "deputy"'),
        ("Bo Rask heads the Tully committee.", DEPUTY, 'the source tells of the "deputy"'),
        ("Bo Rask leads the Tully committee.", DEPUTY, 'the source tells of the "deputy"'),
        (
            "Prime Minister Bo Rask left.",
            "Deputy Prime Minister Bo Rask left.",
            'the source tells of the "deputy"',
        ),
        (
            "The governor of Tully, Bo Rask, left.",
            "The former governor of Tully, Bo Rask, left.",
            'the source tells of the "former"',
        ),
        (
            "The deputy head of the Tully committee left.",
            "The head of the Tully committee left.",
            'the source does not tell of the "deputy"',
        ),
        (
            "Глава комитета Бо Раск ушёл.",
            "Заместитель главы комитета Бо Раск ушёл.",
            'the source tells of the "заместитель"',
        ),
    ],
)
def test_a_rank_that_one_side_lacks_is_told(claim: str, source: str, reason: str) -> None:
    assert reason in vetoes(claim, [source])


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Bo Rask is deputy head of the Tully committee.", DEPUTY),
        ("The mill was shut, Bo Rask said.", DEPUTY),
        ("The head left.", "The head left, his deputy said."),
        ("The head left.", "The deputy head stayed and the head left."),
        ("The firm mended the mill.", "Acting on a tip, the firm mended the mill."),
    ],
)
def test_a_rank_of_another_or_of_both_vetoes_nothing(claim: str, source: str) -> None:
    assert not [reason for reason in vetoes(claim, [source]) if "tell" in reason]
