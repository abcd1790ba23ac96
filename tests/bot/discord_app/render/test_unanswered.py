"""Questions without an answer, in lines in which nothing of them acts."""

from __future__ import annotations

from bot.discord_app.render.unanswered import HEAD, unanswered_lines
from retrieval.archive.reader_feedback import UnansweredQuestion


def test_each_question_is_a_line_with_how_often_it_was_asked() -> None:
    lines = unanswered_lines(
        [UnansweredQuestion("Who chairs it?", 1, ""), UnansweredQuestion("When?", 12, "")]
    )
    assert lines == [HEAD, "\\- Who chairs it? (1 time)", "\\- When? (12 times)"]


def test_without_any_there_is_no_heading() -> None:
    assert unanswered_lines([]) == []


def test_a_question_can_neither_ping_nor_break_its_line() -> None:
    _, line = unanswered_lines([UnansweredQuestion(f"@everyone\n# **a** {'x' * 500}", 1, "")])
    assert "\n" not in line
    assert "@everyone" not in line
    assert "**a**" not in line
    assert len(line) < 250
