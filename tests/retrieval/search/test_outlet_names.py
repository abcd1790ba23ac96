"""Outlets are known declined, and in quotation marks."""

from __future__ import annotations

import pytest

from retrieval.search.outlet_names import stemmed_key, with_quotation_marks


@pytest.mark.parametrize(
    ("declined", "name"),
    [
        ("Вечернего Курьера", "Вечерний Курьер"),
        ("Новостей Залива", "Новости Залива"),
        ("«Маяком Побережья»", "Маяк Побережья"),
    ],
)
def test_a_declined_name_has_the_key_of_the_name(declined: str, name: str) -> None:
    assert stemmed_key(declined) == stemmed_key(name)


def test_other_names_have_other_keys_and_latin_ones_none() -> None:
    assert stemmed_key("Вечерний Курьер") != stemmed_key("Утренний Курьер")
    assert stemmed_key("The Couriers") is None


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
