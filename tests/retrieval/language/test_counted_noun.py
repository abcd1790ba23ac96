"""What a number counts: the noun behind it, or nothing where that is a verb."""

from __future__ import annotations

import pytest

from retrieval.language.counted_noun import counted_noun
from retrieval.language.facts import sentence_facts
from retrieval.language.tokens import stem, tokens


def noun_in(text: str) -> str | None:
    (found,) = sentence_facts(text).quantities
    return found.noun


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("затонули 46 рыбацких лодок", "лодок"),
        ("спасли 12 пострадавших", "пострадавших"),
        ("спасли 40 тяжело раненых", "раненых"),
        ("погибли 7 рабочих завода", "рабочих"),
        ("погибли 7 рабочих погибшего завода", "рабочих"),
        ("построили 5 больших каменных мостов", "мостов"),
        ("затопило 3 жилых дома", "дома"),
        ("вручили 2 медали", "медали"),
        ("закрыли 20 школ", "школ"),
        ("в 20 новых домах", "домах"),
        ("1200 человек эвакуировали", "человек"),
        ("спущена 21 новая лодка", "лодка"),
        ("порт принял 14 судов", "судов"),
    ],
)
def test_a_russian_noun_is_found_behind_what_describes_it(text: str, noun: str) -> None:
    assert noun_in(text) == stem(noun)


@pytest.mark.parametrize(
    "text",
    [
        "из них 20 привезли соседи",
        "ещё 30 купили",
        "12 остаются под водой",
        "15 ранены",
        "40 удалось спасти",
        "двое утонули",
        "двое ушли",
    ],
)
def test_a_verb_is_what_no_number_counts(text: str) -> None:
    assert noun_in(text) is None


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Апаттан 15 адам құтқарылды.", "адам"),
        ("Тағы 3 адамды іздеп жүр.", "адам"),
        ("Портта он екі қайық бар.", "қайық"),
        ("Кеше 20 балаға сыйлық берілді.", "бала"),
    ],
)
def test_a_kazakh_noun_is_told_without_its_case(text: str, noun: str) -> None:
    assert noun_in(text) == noun


@pytest.mark.parametrize(
    ("text", "noun"),
    [("20 large boats sank", "boat"), ("3 people", "peopl"), ("7 of them", None), ("", None)],
)
def test_an_english_noun_is_the_first_plural(text: str, noun: str | None) -> None:
    assert counted_noun(tokens(text), 1 if text else 0, 20) == noun
