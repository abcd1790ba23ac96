from __future__ import annotations

import pytest

from retrieval.veto import vetoes


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Norrbank was sued by Daugava.", "Norrbank sued Daugava."),
        (
            "The count was ordered by Bo after Ana had complained.",
            "The count was ordered in May by a district judge, Ana, on a complaint by Bo.",
        ),
        ("Uzbekistan will pay.", "Kazakhstan will pay and Uzbekistan builds."),
        ("The ferry goes from Riga to Turku.", "The ferry goes from Turku to Riga."),
        ("It was moved from May to June.", "It was moved from June to May."),
        ("Vale is to ship tea to Arden.", "Vale is to buy tea from Arden."),
        ("Orsk made an offer to Vale.", "Vale made an offer to Orsk."),
        ("Vale rejected an offer of Orsk.", "Orsk rejected an offer of Vale."),
    ],
)
def test_turned_round(claim: str, source: str) -> None:
    assert vetoes(claim, [source])


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Norrbank was sued by Daugava.", "Daugava sued Norrbank."),
        (
            "The count was ordered by Ana after Bo had complained.",
            "The count was ordered in May by a district judge, Ana, on a complaint by Bo.",
        ),
        ("Ana met Bo.", "Bo met Ana."),
        ("Vale signed the pact.", "Vale and Orsk signed the pact."),
        ("Vale flew to Turku.", "Vale came from Turku and went back to Turku."),
        ("Ana got less than Bo.", "Bo got more than Ana."),
        ("Bogart was ranked first.", "The Institute ranked Bogart first."),
        ("Orsk rejected an offer of Vale.", "Vale had made an offer, but Orsk rejected it."),
    ],
)
def test_not_turned_round(claim: str, source: str) -> None:
    assert not vetoes(claim, [source])


def test_words_stand_in_any_order_where_names_have_cases() -> None:
    told = ["Нурлан Асанов пригласил Айбека Токтогулова."]
    assert not vetoes("Айбека Токтогулова пригласил Нурлан Асанов.", told)
    assert vetoes("Айбек Токтогулов пригласил Нурлана Асанова.", told)
