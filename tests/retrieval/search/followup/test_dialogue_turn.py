"""A follow-up is read without what joins it to the last question."""

from __future__ import annotations

import pytest

from retrieval.search.followup.dialogue_turn import read_turn
from retrieval.types import Answer, Coverage

LAST = Answer(
    asked="Why did the ferry sink?", question="Why did the ferry sink?", found=False, text="",
    mode="extractive", statements=(), citations=(), passages=(), coverage=Coverage(1),
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "text", "opened"),
    [
        ("And the tug?", "the tug", True),
        ("And what about the tug?", "the tug", True),
        ("The tug too?", "The tug", False),
        ("А буксир?", "буксир", True),
        ("А что насчёт буксира?", "буксира", True),
        ("А буксир тоже?", "буксир", True),
        ("Ал кеме ше?", "кеме", True),
        ("Алматы?", "Алматы", False),
    ],
)
def test_its_joining_words_are_left_out(question: str, text: str, *, opened: bool) -> None:
    turn = read_turn(question, LAST, ("Маяк",))
    assert (turn.text, turn.opened, turn.asks) == (text, opened, True)
    assert turn.outlets == {"маяк"}


def test_the_last_question_may_stand_behind_it() -> None:
    assert read_turn("when?", LAST, ()).bracketed() == "When? (Why did the ferry sink)"
