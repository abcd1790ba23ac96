"""A plan, what calls one off, and how something ended."""

from __future__ import annotations

import pytest

from retrieval.language.plans import calls_off, ends_what_began, tells_plan


def test_may_is_no_plan() -> None:
    assert not tells_plan("The tunnel opened in May.")
    assert tells_plan("The tunnel may open.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The race was called off.", True),
        ("They are calling off the race.", True),
        ("The council cancelled its contract.", True),
        ("The race has been put off until May.", True),
        ("It will not be held this year.", True),
        ("The council tore up the contract.", True),
        ("Гонку отменили.", True),
        ("Гонка не состоится.", True),
        ("Жарыс кейінге қалдырылды.", True),
        ("The race, called Steel Gull, was off the coast.", False),
        ("They put the boats off the quay.", False),
        ("The race was held.", False),
        ("Гонка состоится в мае.", False),
    ],
)
def test_what_is_called_off(text: str, expected: bool) -> None:
    assert calls_off(text) is expected


@pytest.mark.parametrize(
    ("claim", "text", "expected"),
    [
        ("Venn appointed Rask.", "Venn dismissed Rask on Monday.", True),
        ("Tully imposed a ban.", "Tully lifted its ban.", True),
        ("Раска назначили.", "Раска уволили.", True),
        ("Venn appointed Rask.", "Venn appointed Moss, not Rask.", False),
        ("Venn appointed Rask.", "Venn dismissed Rask and appointed Moss.", False),
        ("Venn dismissed Rask.", "Venn appointed Rask.", False),
        ("Rask heads the mill.", "Venn dismissed Rask.", False),
    ],
)
def test_the_end_of_a_thing_does_not_deny_its_beginning(
    claim: str, text: str, expected: bool
) -> None:
    assert ends_what_began(claim, text) is expected
