"""Equal questions that are asked at once: one is worked out, the others come from what it found."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from retrieval.answer.answer_cache import asked_alike

if TYPE_CHECKING:
    from retrieval.types import Question


class EqualQuestions:
    """The questions that are being answered, by what makes their answers equal.

    Whoever asks one of them meanwhile waits for it. Then the question is put to the chain all the
    same: its draft is remembered, and each asker gets citations that were read just now and a
    receipt of their own.
    """

    def __init__(self) -> None:
        self._first: dict[Question, asyncio.Task[Any]] = {}

    async def wait(self, question: Question) -> None:
        """Wait for an equal question that is being answered; if there is none, this one is it.

        Its error is raised here too: to work it out again would most likely give the same. The task
        that calls this is to answer the question, and to end with it.
        """
        # A follow-up depends on answers, and is not remembered.
        if question.earlier:
            return
        alike = asked_alike(question)
        while first := self._first.get(alike):
            # `wait` leaves the other task alone where this one is cancelled.
            await asyncio.wait({first})
            # Its asker may be gone; then the next one works it out.
            if not first.cancelled():
                first.result()
                return
        self._begin(alike)

    def _begin(self, alike: Question) -> None:
        task = asyncio.current_task()
        # There is one wherever a coroutine runs.
        if task is not None:
            self._first[alike] = task
            task.add_done_callback(lambda _: self._first.pop(alike, None))
