"""In which language a question is asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.messages import LANGUAGES, question_language


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Who chairs the harbour council?", "en"),
        ("Who is Айгуль Серова?", "en"),
        ("2015?", "en"),
        ("", "en"),
        ("¿Quién preside el consejo?", "en"),
        ("Кто возглавляет совет порта?", "ru"),
        ("Кто такой Orla Venn Larkfield?", "ru"),
        ("Что сообщает Larkfield Post о паромах?", "ru"),
        ("А в мае?", "ru"),
        ("Порт кеңесін кім басқарады?", "kk"),
        ("Кім келді?", "kk"),
        ("Соңғы екі кемені көрсет", "kk"),
        ("Соңку кемени көрсөт", "ru"),  # Kyrgyz
        ("Паром туралы не жазды?", "kk"),
        ("Larkfield Post кеме туралы не хабарлады?", "kk"),
        ("Порт кеңешин ким башкарат?", "ru"),  # Kyrgyz
        ("Бандар кенгашини ким бошқаради, ўша йили?", "ru"),  # Uzbek
        ("Хто очолює раду порту? Її обрали?", "en"),  # Ukrainian
        ("Хто підписав угоду?", "en"),
        ("誰が議長ですか", "en"),
    ],
)
def test_a_question_is_answered_in_its_own_language(question: str, language: str) -> None:
    assert question_language(question) == language


@given(st.text())
def test_any_text_has_a_language(text: str) -> None:
    assert question_language(text) in LANGUAGES
