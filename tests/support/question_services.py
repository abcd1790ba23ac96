"""A question service whose answers are known beforehand."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from typing import Any, cast

from bot.question_service import Engine, QuestionService
from retrieval.types import Answer, Coverage, Question, Statement
from support.answers import COVERAGE, EXTRACTIVE


@dataclass
class FakeChain:
    """Answers everything alike; keeps what it was asked, and whether a receipt was wanted.

    `told` are sentences that are handed over from a thread before the answer is complete; an
    exception is raised in place of the answer.
    """

    answer: Answer | Exception = EXTRACTIVE
    told: Sequence[Statement] = ()
    delay: float = 0
    asked: list[tuple[str, tuple[str, ...], bool]] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    async def ainvoke(self, question: Question, config: Any) -> Answer:
        await asyncio.sleep(self.delay)
        set_ = config["configurable"]
        earlier = tuple(one.asked for one in question.earlier)
        self.asked.append((question.text, earlier, set_.get("receipt", True)))
        self.questions.append(question)
        for statement in self.told:
            await asyncio.to_thread(set_["on_statement"], statement, EXTRACTIVE.citations)
        if isinstance(self.answer, Exception):
            raise self.answer
        return replace(self.answer, asked=question.text)


class FakeArchive:
    """Only what is asked of it here."""

    def coverage(self) -> Coverage:
        return COVERAGE


def service(chain: FakeChain, seconds: float = 5) -> QuestionService:
    engine: Future[Engine] = Future()
    engine.set_result(Engine(cast(Any, chain), cast(Any, None)))
    return QuestionService(cast(Any, FakeArchive()), engine, seconds=seconds)
