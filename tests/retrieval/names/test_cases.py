"""A name in whatever script, spelling and case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.names.cases import nominatives, same_name_word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Japarov", "Zhaparov"),
        ("Japarov", "Жапаровым"),
        ("Japarov", "Жапаровдун"),
        ("Джапарову", "Жапаров"),
        ("Mirziyoyev", "Mirziyoev"),
        ("Mirziyoyev", "Мирзиёевнинг"),
        ("Mirziyoev", "Мирзиеевым"),
        ("Тоқаевтың", "Tokayev"),
        ("Astana", "Астане"),
        ("Sergei", "Сергеем"),
        ("Zelenskyy", "Зеленского"),
        ("Gulomov", "Ғуломов"),
        ("Fyodor", "Фёдор"),
        ("Fedor", "Фёдору"),
    ],
)
def test_a_name_is_one_in_every_spelling_script_and_case(one: str, other: str) -> None:
    assert same_name_word(one, other)
    assert same_name_word(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tokayev", "Токаевой"),
        ("Ivanova", "Ивановым"),
        ("Karimov", "Касимовым"),
        ("Iran", "Ираке"),
        ("Austria", "Австралии"),
        ("Moscow", "Москве"),
        ("Baker", "Бекетов"),
        ("Han", "Хане"),
    ],
)
def test_other_names_stay_apart(one: str, other: str) -> None:
    assert not same_name_word(one, other)
    assert not same_name_word(other, one)


@given(st.text(alphabet="абвегийклмноруыюя", max_size=12))
def test_a_name_is_among_what_it_may_be_a_case_of(word: str) -> None:
    assert nominatives(word)[0] == word
