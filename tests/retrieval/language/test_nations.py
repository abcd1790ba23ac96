"""Countries by any of their names: near names are apart, and capitals are told from countries."""

from __future__ import annotations

import pytest

from retrieval.language.nations import _table, forms_of, longest_name, nation, nations_in


@pytest.mark.parametrize(
    ("word", "country", "capital"),
    [
        ("kazakh", "Kazakhstan", False),
        ("astana", "Kazakhstan", True),
        ("south korean", "South Korea", False),
        ("us", "United States", False),
        ("uk", "Britain", False),
    ],
)
def test_a_word_stands_for_its_country(word: str, country: str, capital: bool) -> None:
    assert nation(word) == (country, capital)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("austria", "australia"),
        ("austrian", "australian"),
        ("north korea", "south korea"),
        ("niger", "nigeria"),
        ("dominican republic", "dominica"),
        ("slovakia", "slovenia"),
        ("iran", "iraq"),
        ("guinea", "equatorial guinea"),
    ],
)
def test_countries_of_like_names_stay_apart(one: str, other: str) -> None:
    first, second = nation(one), nation(other)
    assert first is None or second is None or first.name != second.name


@pytest.mark.parametrize("word", ["nazarbayev", "koreas", "south", "the", "republic", "states", ""])
def test_what_is_like_a_country_is_none(word: str) -> None:
    assert nation(word) is None


def test_every_word_of_the_table_is_folded_as_it_is_looked_up() -> None:
    for word in _table():
        assert word == word.casefold().strip()
        assert "_" not in word
        assert 1 <= len(word.split()) <= longest_name()


def test_no_capital_is_also_another_countrys_name() -> None:
    countries = {found.name for found in _table().values()}
    capitals = {word for word, found in _table().items() if found.capital}
    clash = {word for word in capitals if any(word == name.casefold() for name in countries)}
    # A city that is a state: its government and it are one.
    assert all(nation(word).name.casefold() == word for word in clash)  # type: ignore[union-attr]


def test_all_forms_of_a_country_but_its_capital() -> None:
    forms = forms_of("kazakh")
    assert {"kazakh", "kazakhs", "kazakhstan"} <= forms
    assert "astana" not in forms
    assert forms_of("astana") == forms_of("larkfield") == frozenset()


def test_the_longest_country_is_found() -> None:
    assert [one.name for one, _, _ in nations_in(("south", "sudan", "envoy"))] == ["South Sudan"]
