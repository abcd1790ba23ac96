"""Outlets are known declined, and in quotation marks."""

from __future__ import annotations

import pytest

from retrieval.search.outlet_names import asked_keys, other_keys, with_quotation_marks


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("Вечернего Курьера", "Вечерний Курьер"),
        ("Новостей Залива", "Новости Залива"),
        ("«Маяком Побережья»", "Маяк Побережья"),
        ("Vecherny Kuryer", "Вечерний Курьер"),
        ("Vecherniy Kurier", "Вечерний Курьер"),
        ("Novosti Zaliva", "Новости Залива"),
        ("Khronika Yuga", "Хроника Юга"),
        # Without the word for what it is.
        ("Хроника Юга", "Агентство «Хроника Юга»"),
        ("Хроники Юга", "Агентство «Хроника Юга»"),
        ("Khronika Yuga", "«Хроника Юга» газеті"),
    ],
)
def test_an_outlet_is_known_declined_and_transliterated(asked: str, name: str) -> None:
    assert set(asked_keys(asked)) & set(other_keys(name))


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("Утренний Курьер", "Вечерний Курьер"),
        ("Utrenny Kuryer", "Вечерний Курьер"),
        ("Novosti Zaliva", "Новости Заката"),
        ("Агентство", "Агентство «Хроника Юга»"),
        ("Mir", "Мир"),  # too short: another word as well
    ],
)
def test_other_names_are_others(asked: str, name: str) -> None:
    assert not set(asked_keys(asked)) & set(other_keys(name))


def test_a_latin_outlet_has_one_key_alone() -> None:
    assert other_keys("The Couriers") == []


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("статьи «Маяка» о паромах", "«Маяка»"),
        ("статьи Маяка о паромах", "Маяка"),
        ("статьи «Маяка и паромы»", "Маяка"),
        ("Маяка", "Маяка"),
    ],
)
def test_quotation_marks_belong_to_a_name_that_fills_them(text: str, taken: str) -> None:
    at = text.index("Маяка")
    start, end = with_quotation_marks(text, at, at + len("Маяка"))
    assert text[start:end] == taken
