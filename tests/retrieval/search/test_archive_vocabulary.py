"""A question of nothing but records is told from one that speaks of anything else."""

from __future__ import annotations

from datetime import date

import pytest

from retrieval.search.archive_masking import mask_question
from retrieval.search.archive_question import archive_question
from retrieval.search.archive_vocabulary import only_of_records

TODAY = date(2026, 11, 28)
OUTLETS = ("TASS",)

UNCLEAR = [
    "Когда вышла статья?",
    "За сколько лет статьи в архиве?",
    "Какие статьи TASS писали в газете в 2015 году?",
    "Мақалалар неше жылды қамтиды?",
    "Мұрағат қандай?",
]
OTHERS = [
    "Сколько статей в уставе порта?",
    "Что написано в статье закона?",
    "Сколько стоит подписка на архив?",
    "Когда статья вступила в силу?",
    "Кто это сообщил?",
    "Что нового?",
    "Мақалада порт неге аталды?",
    "How many articles per boat?",
]


@pytest.mark.parametrize("question", UNCLEAR)
def test_what_speaks_of_records_alone_is_not_searched_for(question: str) -> None:
    assert only_of_records(mask_question(question, OUTLETS, TODAY))
    asked = archive_question(question, OUTLETS, TODAY)
    assert asked
    assert asked.kind == "unclear"


@pytest.mark.parametrize("question", OTHERS)
def test_what_speaks_of_anything_else_is(question: str) -> None:
    assert not only_of_records(mask_question(question, OUTLETS, TODAY))
    asked = archive_question(question, OUTLETS, TODAY)
    assert asked is None or asked.kind != "unclear"
