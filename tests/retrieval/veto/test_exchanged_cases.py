"""Two names that have changed places are told by their cases."""

from __future__ import annotations

import pytest

from retrieval.language.facts import sentence_facts
from retrieval.veto.exchanged_cases import exchanged_cases


@pytest.mark.parametrize(
    ("claim", "evidence", "vetoed"),
    [
        ("Инженера Орлу Венн наняла Анна Лунд.", "Анну Лунд наняла инженер Орла Венн.", True),
        ("Мэр Глеб Рогов обошёл Анну Лисину.", "Анна Лисина обошла мэра Глеба Рогова.", True),
        # In another order, and as a passive.
        ("Мэра Глеба Рогова обошла Анна Лисина.", "Анна Лисина обошла мэра Глеба Рогова.", False),
        ("Мэр Глеб Рогов обойдён Анной Лисиной.", "Анна Лисина обошла мэра Глеба Рогова.", False),
        ("Анну Лисину избрали мэром.", "Мэром стала Анна Лисина.", False),
        ("Айгүл Сейітті сотқа берді.", "Сейіт Айгүлді сотқа берді.", True),
        ("Сейіт Айгүлді сотқа берді.", "Сейіт Айгүлді сотқа беріп отыр.", False),
        ("Vale beat Orsk.", "Orsk beat Vale.", False),  # no case to tell by
    ],
)
def test_names_that_changed_places_are_vetoed(claim: str, evidence: str, vetoed: bool) -> None:
    told = list(exchanged_cases(sentence_facts(claim), [sentence_facts(evidence)]))
    assert bool(told) is vetoed
