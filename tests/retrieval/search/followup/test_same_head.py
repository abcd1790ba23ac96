"""Another of the same takes its like's place in a Russian or Kazakh question."""

from __future__ import annotations

import pytest

from retrieval.search.followup.standalone import make_standalone
from retrieval.types import Answer, Coverage

BRIDGE = "Где построят новый мост?"
HEAD = "Кто возглавил порт Ларкфилда?"
PAY = "Ауыл балықшыларының табысы қанша өседі?"
PORT = "Қалалық порт қашан ашылады?"


def read(last: str, question: str) -> str:
    """How a question is read after another one."""
    answer = Answer(
        asked=last, question=last, found=False, text="", mode="extractive", statements=(),
        citations=(), passages=(), coverage=Coverage(1),
    )  # fmt: skip
    return make_standalone(question, (answer,), ())


@pytest.mark.parametrize(
    ("last", "question", "expected"),
    [
        (BRIDGE, "А старый мост?", "Где построят старый мост?"),
        (BRIDGE, "А второй железный мост?", "Где построят второй железный мост?"),
        ("Когда дадут лодки портовым рыбакам?", "А речным рыбакам?",
         "Когда дадут лодки речным рыбакам?"),
        ("Сколько рыбацких лодок пропало?", "А прогулочных лодок?",
         "Сколько прогулочных лодок пропало?"),
        (HEAD, "А порт Орлова?", "Кто возглавил порт Орлова?"),
        (PAY, "Ал қала балықшылары ше?", "Қала балықшыларының табысы қанша өседі?"),
        (PAY, "Ал қалалық балықшылар ше?", "Қалалық балықшыларының табысы қанша өседі?"),
        (PAY, "Ал порт қызметкерлерінің табысы ше?", "Порт қызметкерлерінің табысы қанша өседі?"),
        (PORT, "Ал ауылдық порт ше?", "Ауылдық порт қашан ашылады?"),
        ("2015 жылы ауыл балықшыларының табысы қанша өсті?", "Ал қалалық балықшылар ше?",
         "2015 жылы қалалық балықшыларының табысы қанша өсті?"),
        ("2015 жылы ауыл балықшыларының табысы қанша өсті?", "Ал 2016 жылы ше?",
         "2016 жылы ауыл балықшыларының табысы қанша өсті?"),
    ],
)  # fmt: skip
def test_only_what_is_another_changes(last: str, question: str, expected: str) -> None:
    assert read(last, question) == expected


@pytest.mark.parametrize(
    ("last", "question"),
    [
        (BRIDGE, "А старый мост закрыли?"),
        (BRIDGE, "Старый мост закрыли весной?"),
        (BRIDGE, "А какой мост самый старый?"),
        (HEAD, "А когда порт Орлова открыли?"),
        (PORT, "Ал ауылдық порт қашан ашылады?"),
        (PORT, "Ал ауылдық порт ашылады?"),
        (PAY, "Порт қызметкерлерінің табысы қанша?"),
    ],
)
def test_a_question_of_its_own_takes_no_verb_of_the_last(last: str, question: str) -> None:
    made = read(last, question)
    bare = question.removeprefix("А ").removeprefix("Ал ")
    assert made.split(" (")[0] in (question, f"{bare[:1].upper()}{bare[1:]}")


@pytest.mark.parametrize(
    ("last", "question", "expected"),
    [
        (BRIDGE, "А врачи?", "Врачи? (Где построят новый мост)"),
        (PAY, "Ал дәрігерлер ше?", "Дәрігерлер? (Ауыл балықшыларының табысы қанша өседі)"),
        ("Порттағы паром қашан келеді?", "Ал порттағы кеме ше?",
         "Порттағы кеме? (Порттағы паром қашан келеді)"),
    ],
)  # fmt: skip
def test_what_has_no_like_keeps_the_last_question_beside_it(
    last: str, question: str, expected: str
) -> None:
    assert read(last, question) == expected
