"""Sentences are printed as they come, and the rest of the answer after them, once."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from rich.console import Console

from bot.labels import CHANGED
from bot.render import answer_lines, plain_text
from bot.terminal_stream import StreamedAnswer
from retrieval.types import Answer, Question, Statement
from retrieval.types.draft import OnStatement
from support.answers import MODEL


def told(answer: Answer, said: Sequence[Statement]) -> str:
    """What stands on the screen after these sentences have been told, and then the answer."""
    console = Console(file=io.StringIO(), force_terminal=False, width=200)

    def ask(question: Question, tell: OnStatement) -> Answer:
        for statement in said:
            tell(statement, answer.citations)
        return answer

    telling = StreamedAnswer(ask, console)
    reply = telling.ask(Question("?"))
    rest = telling.rest(answer_lines(reply), reply)
    assert isinstance(console.file, io.StringIO)
    return f"{console.file.getvalue()}{plain_text(rest)}"


@pytest.mark.parametrize("count", range(len(MODEL.statements) + 1))
def test_each_sentence_and_all_sources_stand_there_once(count: int) -> None:
    screen = told(MODEL, MODEL.statements[:count])
    for statement in MODEL.statements:
        assert screen.count(statement.text) >= 1
    assert screen.count("Sources") == 1
    assert CHANGED not in screen


def test_an_answer_that_came_out_otherwise_is_printed_whole_and_said_to_be() -> None:
    screen = told(MODEL, [Statement("Something else.", (1,))])
    assert CHANGED in screen
    assert all(statement.text in screen for statement in MODEL.statements)


def test_an_answer_that_was_broken_off_leaves_nothing_for_the_next_reply() -> None:
    def ask(question: Question, tell: OnStatement) -> Answer:
        tell(MODEL.statements[0], MODEL.citations)
        raise KeyboardInterrupt

    telling = StreamedAnswer(ask, Console(file=io.StringIO(), width=200))
    with pytest.raises(KeyboardInterrupt):
        telling.ask(Question("?"))
    assert telling.rest(answer_lines(MODEL), MODEL) == answer_lines(MODEL)
