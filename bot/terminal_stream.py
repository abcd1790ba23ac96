"""A model's sentences on the terminal as they pass the check, and then the rest of the answer."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.labels import CHANGED
from bot.printing import print_lines
from bot.render import Line, answer_lines
from bot.text import fold
from retrieval.messages import gettext, question_language, speaking

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import Console

    from retrieval.types import Answer, Citation, Question, Statement
    from retrieval.types.draft import OnStatement


class StreamedAnswer:
    """Asks, with something that moves on the screen until the first sentence is there."""

    def __init__(self, ask: Callable[[Question, OnStatement], Answer], console: Console) -> None:
        self._ask = ask
        self._console = console
        self._told: list[Statement] = []

    def ask(self, question: Question) -> Answer:
        """The answer; its sentences are printed on the way where they come one by one."""
        # What was said on the way is compared with the answer in `rest`; a new question forgets it.
        self._told = []
        # By the question's language: the answer's is not known yet.
        with speaking(question_language(question.text)):
            status = self._console.status(gettext("Searching the archive …"))

        def tell(statement: Statement, _citations: Sequence[Citation]) -> None:
            # At the first sentence. Each further one stops it again, as does the end of the block
            # below: that does nothing.
            status.stop()
            print_lines([_said(statement), Line()], self._console)
            self._told.append(statement)

        try:
            # A dumb terminal can't go back to the start of a line, as what moves has to.
            with nullcontext() if self._console.is_dumb_terminal else status:
                return self._ask(question, tell)
        except BaseException:
            # Broken off, as by Ctrl-C: what comes next is no end of this answer.
            self._told = []
            raise

    def rest(self, lines: Sequence[Line], answer: Answer | None) -> Sequence[Line]:
        """What of a reply is still to be printed: all of it, or what follows the sentences told.

        Args:
            lines: The whole reply.
            answer: The answer that it holds, or None.
        """
        told, self._told = self._told, []
        if not told or answer is None:
            return lines
        # The last check dropped or mended a sentence that is on the screen already.
        if list(answer.statements[: len(told)]) != told:
            return [Line(((gettext(CHANGED), "dim"),)), Line(), *lines]
        # With nothing left to say, the empty line between sentences and sources is there already.
        rest = answer_lines(replace(answer, statements=answer.statements[len(told) :]))
        return rest if len(told) < len(answer.statements) else rest[1:]


def _said(statement: Statement) -> Line:
    marks = "".join(f"[{number}]" for number in statement.citations)
    return Line(((fold(statement.text), ""), (f" {marks}", "cyan")))
