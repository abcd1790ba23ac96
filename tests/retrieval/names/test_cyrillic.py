from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.names.cyrillic import MOST_FORMS, cyrillic_spellings
from retrieval.names.spelling import respelled_in_latin


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("Tokayev", "токаев"),
        ("Tokaev", "токаев"),
        ("Toqayev", "токаев"),
        ("Zhaparov", "жапаров"),
        ("Japarov", "жапаров"),
        ("Jeenbekov", "жээнбеков"),
        ("Berdimuhamedow", "бердымухамедов"),
        ("Rakhmon", "рахмон"),
        ("Erdoğan", "эрдоган"),
        ("Zelenskyy", "зеленский"),
        ("Yerlan", "ерлан"),
        ("Kyrgyzstan", "кыргызстан"),
        ("Shchuchinsk", "щучинск"),
    ],
)
def test_a_latin_name_has_the_form_that_russian_articles_have(latin: str, cyrillic: str) -> None:
    assert cyrillic in cyrillic_spellings(latin)


@given(st.text(max_size=30))
def test_whatever_is_typed_has_few_forms_and_none_of_them_latin(word: str) -> None:
    forms = cyrillic_spellings(word)
    assert len(forms) <= MOST_FORMS
    assert not [form for form in forms if any("a" <= letter <= "z" for letter in form)]


@pytest.mark.parametrize("word", ["", "2015", "Токаев", "a-b", "O'Neil"])
def test_what_is_no_latin_name_has_none(word: str) -> None:
    assert cyrillic_spellings(word) == ()


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("жапаров", ["japarov", "zhaparov"]),
        ("казахстана", ["kazakhstan"]),
        ("астаны", ["astana"]),
        ("рахмон", ["rahmon"]),
    ],
)
def test_a_cyrillic_name_is_found_among_latin_words(cyrillic: str, latin: list[str]) -> None:
    words = ["japarov", "zhaparov", "kazakhstan", "astana", "rahmon", "baker", "kyrgyzstan"]
    assert sorted(respelled_in_latin(cyrillic, words)) == latin


def test_a_short_word_is_not_taken_for_another() -> None:
    assert respelled_in_latin("баку", ["bake", "bak"]) == []
