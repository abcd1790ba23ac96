"""What may be asked: words, whole characters, no more than a message holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answer.question_validation import LONGEST_QUESTION, validated, with_language
from retrieval.errors import UsageError
from retrieval.types import Question


@pytest.mark.parametrize("text", ["", "   ", "?!", "\u200b\n", "—…“”", "🙂"])
def test_what_has_no_letter_and_no_figure_asks_nothing(text: str) -> None:
    with pytest.raises(UsageError, match="The question is empty; ask it in words"):
        validated(Question(text))


def test_the_length_counts_without_the_blanks_around() -> None:
    whole = "a" * LONGEST_QUESTION
    assert validated(Question(f"  {whole}\n")).text == whole
    with pytest.raises(UsageError, match="has 2,001 characters; ask it in at most 2,000"):
        validated(Question(f"{whole}b"))


@pytest.mark.parametrize("end", ["until", "as_of"])
def test_dates_that_leave_no_day_are_told(end: str) -> None:
    with pytest.raises(UsageError, match="No day is after 1 May 2025 and before 1 March 2025"):
        validated(Question("Who chairs it?", since="2025-05-01", **{end: "2025-03-01"}))
    validated(Question("Who chairs it?", since="2025-03-01", **{end: "2025-03-01"}))


@given(st.text(st.characters(codec=None), max_size=50))
def test_whatever_comes_back_is_text_for_anybody(text: str) -> None:
    try:
        asked = validated(Question(f"{text}a")).text
    except UsageError:
        pytest.fail("it has a letter")
    asked.encode("utf-8")
    assert asked == asked.strip()


def test_two_halves_of_a_character_are_put_together_and_one_alone_is_replaced() -> None:
    assert validated(Question("why \ud83d\ude42")).text == "why 🙂"
    assert validated(Question("why \ud83d here")).text == "why � here"


@pytest.mark.parametrize(
    ("text", "language"),
    [("Who chairs it?", "en"), ("Кто председатель?", "ru"), ("Төрағасы кім?", "kk")],
)
def test_the_answers_language_is_the_questions_unless_another_is_asked_for(
    text: str, language: str
) -> None:
    assert with_language(Question(text)).language == language
    assert with_language(Question(text, language="ru")).language == "ru"
