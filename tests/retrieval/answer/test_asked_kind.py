"""Questions that are answered by yes or no, or by a reason, in three languages."""

from __future__ import annotations

import pytest

from retrieval.answer.asked_kind import asks_why, is_yes_no


@pytest.mark.parametrize(
    ("question", "closed"),
    [
        ("Has the bank approved the loan?", True),
        ("is the quay open", True),
        ("Do we know whether the quay is open?", True),
        ("And did they leave?", True),
        ("Do we know who built the quay?", False),
        ("Who built the quay?", False),
        ("Do the sources agree on what caused the fire?", False),
        ("Вступил ли закон в силу?", True),
        ("А банк уже одобрил ли заём?", True),
        ("Кто построил причал?", False),
        ("Заң күшіне енді ме?", True),
        ("Жол ашық па?", True),
        ("Жолды кім салды?", False),
    ],
)
def test_which_questions_are_of_yes_or_no(question: str, *, closed: bool) -> None:
    assert is_yes_no(question) is closed


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Why did the quay close?", True),
        ("And how come it closed?", True),
        ("When did the quay close?", False),
        ("Почему закрыли причал?", True),
        ("А зачем закрыли причал?", True),
        ("Когда закрыли причал?", False),
        ("Жол неге жабылды?", True),
        ("Жол қашан жабылды?", False),
    ],
)
def test_which_questions_ask_for_a_reason(question: str, *, reason: bool) -> None:
    assert asks_why(question) is reason
