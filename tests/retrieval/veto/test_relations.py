from __future__ import annotations

import pytest

from retrieval.veto import vetoes

TURNED = "the other way round"
KIN = "Ana Vale resigned in May. Bo Orsk, the minister of trade, is her elder brother."


UNION = "Mayor Ulan Cy and the head of the teachers' union, Ana Vale, signed it."


@pytest.mark.parametrize(
    ("true", "false", "source"),
    [
        ("Ana Vale is the head of the teachers' union.",
         "Ulan Cy is the head of the teachers' union.", UNION),
        ("Ana Vale was the owner of Tully.", "Bo Orsk was the owner of Tully.",
         "The owner of Tully, Ana Vale, met Bo Orsk."),
        # There may be more than one.
        ("Bo Orsk is a member of the board.", "Cy Lund is the head of the board.",
         "A member of the board, Ana Vale, met Bo Orsk. The head of the board, Bo Orsk, spoke to "
         "Cy Lund."),
    ],
)  # fmt: skip
def test_who_holds_an_office_is_whom_the_source_calls_so(
    true: str, false: str, source: str
) -> None:
    assert any("another for" in one for one in vetoes(false, [source]))
    assert not any("another for" in one for one in vetoes(true, [source]))


def turned(claim: str, source: str) -> list[str]:
    return [one for one in vetoes(claim, [source]) if TURNED in one]


@pytest.mark.parametrize(
    ("true", "false", "source"),
    [
        ("Bo Orsk is the elder brother of Ana Vale.", "Ana Vale is the elder brother of Bo Orsk.",
         KIN),
        ("Bo Orsk is Ana Vale's elder brother.", "Ana Vale is Bo Orsk's elder brother.", KIN),
        ("Marat Cy is the deputy of Yerlan Cy.", "Yerlan Cy is the deputy of Marat Cy.",
         "The mayor, Yerlan Cy, fell ill. His deputy, Marat Cy, took over."),
        ("Bo Orsk was the lawyer of Ana Vale.", "Ana Vale was the lawyer of Bo Orsk.",
         "Ana Vale's lawyer, Bo Orsk, said that she would appeal."),
        ("Tully is a supplier of Vale.", "Vale is a supplier of Tully.",
         "Tully is Vale's supplier."),
    ],
)  # fmt: skip
def test_who_is_whose_is_not_turned_round(true: str, false: str, source: str) -> None:
    assert turned(false, source)
    assert not turned(true, source)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        # Each is the other's.
        ("Ana is a partner of Bo.", "Ana is Bo's partner. Bo is Ana's partner."),
        # Of another matter.
        ("Ana is the head of Vale.", "Vale is the owner of a mill."),
        ("Almaty is a city of Kazakhstan.", "Kazakhstan is proud of Almaty."),
    ],
)
def test_what_says_nothing_of_the_sides_is_left_alone(claim: str, source: str) -> None:
    assert not turned(claim, source)
