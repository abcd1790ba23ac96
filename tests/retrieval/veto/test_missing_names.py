from __future__ import annotations

import pytest

from retrieval.veto import vetoes
from retrieval.veto.missing_names import folded_word


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The Nazarbayevs left.", "Both Nazarbayevs left, friends of Nazarbayev said."),
        ("The plan of Norrbank failed.", "Norrbank's plan failed."),
        ("J. Smith resigned.", "John Smith resigned."),
        ("The US envoy came.", "The U.S. envoy came."),
        ("São Paulo voted.", "Sao Paulo voted."),
        ("Tyrolean growers left.", "Growers in Tyrol left."),
        ("The South Korean fleet sailed.", "South Korea's fleet sailed."),
        ("Hikers were found.", "Two people hiking in the gorge were found."),
    ],
)
def test_the_same_name_in_another_form(claim: str, source: str) -> None:
    assert not vetoes(claim, [source])


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Humphrey Brown resigned.", "Brown resigned."),
        ("The North Korean fleet sailed.", "South Korea's fleet sailed."),
        ("Congo paid.", "Gabon paid."),
        ("The IMF lent it.", "The World Bank lent it."),
    ],
)
def test_another_name(claim: str, source: str) -> None:
    assert vetoes(claim, [source])


def test_a_pronoun_may_stand_for_a_name_beside_the_evidence() -> None:
    beside = ["Rebora forged eleven paintings."]
    assert vetoes("Rebora declined the offer.", ["He declined the offer."])
    assert not vetoes("Rebora declined the offer.", ["He declined the offer."], context=beside)


def test_no_pronoun_stands_for_a_name_where_another_is_meant() -> None:
    beside = ["Nazarbayeva spoke. Nazarbayev and Nazarbayeva came."]
    evidence = ["Nazarbayev opened the summit with his brother."]
    assert vetoes("Nazarbayeva opened the summit.", evidence, context=beside)


def test_a_first_name_may_come_from_beside() -> None:
    evidence, claim = ["Petrova resigned."], "Ana Petrova resigned."
    assert not vetoes(claim, evidence, context=["Ana Petrova, 51, is a judge."])
    assert vetoes(claim, evidence, context=["Ana Petrova and Olga Petrova are judges."])


def test_folding_keeps_cyrillic_letters_apart() -> None:
    assert folded_word("Černý") == "cerny"
    assert folded_word("Май") != folded_word("маи")


@pytest.mark.parametrize(
    "source",
    [
        "Uzbek President Anvar Mirzayev proposed a free zone.",
        "President Anvar Mirzayev proposed a free zone.",
    ],
)
def test_whoever_a_sentence_names_with_a_country_is_a_rival_of_another_name(source: str) -> None:
    beside = ["Mirzayev met Emomali Sharipov in Tajikistan."]
    assert vetoes("Emomali Sharipov proposed a free zone.", [source], context=beside)
    assert not vetoes("Anvar Mirzayev proposed a free zone.", [source], context=beside)
    # Of the man's country nothing else is said, but of another one.
    assert bool(vetoes("Tajikistan proposed a free zone.", [source], context=beside)) is (
        "Uzbek" in source
    )
    # Where nobody is named, it may be he.
    assert not vetoes("Emomali Sharipov came.", ["He came on Friday."], context=beside)


@pytest.mark.parametrize(
    ("written", "said"),
    [("Токаев", "Токаевым"), ("Өзбекстан", "Өзбекстанмен"), ("Ош", "Оше"), ("Семёнов", "Семенова")],
)
def test_a_name_in_another_case_is_held(written: str, said: str) -> None:
    assert not vetoes(f"Переговоры прошли с {said}.", [f"Переговоры: {written}."])
    assert vetoes("Переговоры прошли с Алиевым.", [f"Переговоры: {written}."])


def test_an_acronym_stands_for_words_that_are_written_small() -> None:
    told = ["Саммит Шанхайской организации сотрудничества прошёл летом."]
    assert not vetoes("Саммит ШОС прошёл летом.", told)
    assert vetoes("Саммит ОДКБ прошёл летом.", told)
