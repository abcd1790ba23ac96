from __future__ import annotations

import pytest

from retrieval.language.facts import sentence_facts


def written(text: str) -> list[str]:
    return [one.text for one in sentence_facts(text).names]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Officers of Norrbank met Ana Petrova.", ["Norrbank", "Ana Petrova"]),
        ("The Council on International Relations met.", ["Council on International Relations"]),
        ("Prime Minister Karim Massimov spoke.", ["Karim Massimov"]),
        ("He saw Khor al-Zubair in May.", ["Khor al - Zubair"]),
        ("Daulet Imanseitov of Karlyga’s board resigned.", ["Daulet Imanseitov of Karlyga"]),
        ("I met the U.S. envoy on Monday.", ["U.S."]),
        ("The SCO met.", ["SCO"]),
        ("Президент Токаев встретил Ивана Петрова.", ["Токаев", "Ивана Петрова"]),
        ("Everything was paid for.", []),
        ("Officials then said no.", []),
    ],
)
def test_names_as_written(text: str, names: list[str]) -> None:
    assert written(text) == names


def test_a_title_stands_apart() -> None:
    (name,) = sentence_facts("They met Foreign Minister Erlan Idrisov.").names
    assert name.title == ("foreign", "minister")
    assert name.words == ("erlan", "idrisov")


def test_a_lone_opening_word_is_not_sure() -> None:
    first, second = sentence_facts("Karlyga sued Norrbank.").names
    assert not first.sure
    assert second.sure
