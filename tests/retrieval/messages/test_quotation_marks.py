"""Quotation marks are those of the asker's language, inner ones within outer ones."""

from __future__ import annotations

import pytest

from retrieval.messages import speaking
from retrieval.messages.quotation_marks import as_typed, outlet_in_marks, quoted_text, quoted_title


@pytest.mark.parametrize(
    ("title", "russian"),
    [
        ("Низкая вода", "«Низкая вода»"),
        ("«Маяк» вернулся", "«„Маяк“ вернулся»"),
        ("“Маяк” вернулся", "«„Маяк“ вернулся»"),
        ('Рыбаки: "Улова нет"', "«Рыбаки: „Улова нет“»"),
        ("„Маяк“ вернулся", "«„Маяк“ вернулся»"),
        ("Цена 5'' трубы", "«Цена 5'' трубы»"),
    ],
)
@pytest.mark.parametrize("language", ["ru", "kk"])
def test_a_title_has_inner_marks_within_outer_ones(title: str, russian: str, language: str) -> None:
    with speaking(language):
        assert quoted_title(title) == russian
    assert quoted_title(title) == f"“{title}”"


def test_an_articles_words_stay_exact() -> None:
    words = "«Улова нет», — сказал рыбак."
    with speaking("ru"):
        assert quoted_text(words) == words
        assert quoted_text("Улов «Маяка» мал.") == "«Улов «Маяка» мал.»"
    assert quoted_text(words) == f"“{words}”"


@pytest.mark.parametrize(
    ("outlet", "russian"),
    [
        ("Вечерний маяк", "«Вечерний маяк»"),
        ("Larkfield Post", "Larkfield Post"),
        ("ТАСС", "ТАСС"),
        ("ИА «Волна»", "ИА «Волна»"),
    ],
)
def test_an_outlet_is_in_marks_where_its_language_has_them(outlet: str, russian: str) -> None:
    with speaking("ru"):
        assert outlet_in_marks(outlet) == russian
    assert outlet_in_marks(outlet) == outlet


def test_what_was_typed_is_shown_as_it_is() -> None:
    assert as_typed("Tull Gazet") == "'Tull Gazet'"
    with speaking("kk"):
        assert as_typed("Кешкі") == "«Кешкі»"
