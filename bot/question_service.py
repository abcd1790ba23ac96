"""What a face that serves programs asks: the chain and the search, made while it starts.

Importing LangChain and loading the models takes seconds, which nobody who connects waits for
before the first question. A few questions are answered at a time.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.concurrency_limit import ConcurrencyLimit, with_time_to_quote
from bot.conversation import MOST_EARLIER
from retrieval.types import Answer, Coverage, Passage, Question

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever
    from langchain_core.runnables import Runnable, RunnableConfig

    from retrieval.archive.store import Archive
    from retrieval.settings import Settings
    from retrieval.types.draft import OnStatement

REMEMBERED = 512
"""Answers kept in memory, so that a follow-up finds those before it."""

# What comes before in a conversation is asked for its words, so it leaves no receipt.
UNKEPT: RunnableConfig = {"configurable": {"receipt": False}}


@dataclass(frozen=True, slots=True)
class Engine:
    """What answers and what searches."""

    chain: Runnable[Question, Answer]
    retriever: BaseRetriever


class QuestionService:
    """Takes questions for an archive.

    Args:
        archive: What is asked.
        engine: What answers, once it is made.
        seconds: How long an answer may take, its waiting included.
    """

    def __init__(self, archive: Archive, engine: Future[Engine], *, seconds: float) -> None:
        self.archive = archive
        self._engine = engine
        self._slots = ConcurrencyLimit(seconds=seconds)
        # Only the event loop touches it, so there is no lock.
        self._answers: OrderedDict[tuple[Question, tuple[str, ...]], Answer] = OrderedDict()

    async def ask(
        self,
        question: Question,
        before: Sequence[str] = (),
        on_statement: OnStatement | None = None,
    ) -> Answer:
        """The answer, understood after the questions `before` it in the conversation.

        Args:
            question: What is asked, with its limits.
            before: The earlier questions, oldest first. Their answers are remembered, or made
                again without a receipt.
            on_statement: Called from another thread with each of a model's sentences that has
                passed, and the citations so far; the answer returned is the binding one.

        Raises:
            Unanswered: It took too long, or no slot came free.
            DatelineError: The chain can't be made, or says why there is no answer.
        """
        return await self._slots.run(lambda: self._ask(question, tuple(before), on_statement))

    async def search(self, question: Question) -> tuple[tuple[Passage, ...], Coverage, float]:
        """The passages for a question, what was there to be searched, and the milliseconds.

        Raises:
            Unanswered: It took too long, or no slot came free.
            DatelineError: The search can't be made, or says what is wrong.
        """
        return await self._slots.run(lambda: self._search(question))

    async def _ask(
        self, question: Question, before: tuple[str, ...], on_statement: OnStatement | None
    ) -> Answer:
        chain = (await self._made()).chain
        earlier: tuple[Answer, ...] = ()
        # Each earlier question with those before it: it may have been a follow-up itself. One whose
        # answer is forgotten is asked again.
        for last in range(max(0, len(before) - MOST_EARLIER), len(before)):
            # The client's own name for the question is that of the last one alone.
            first = replace(question, text=before[last], id=None, earlier=earlier)
            known = self._answers.get(_key(question, before[: last + 1]))
            earlier = (*earlier, known or await chain.ainvoke(first, UNKEPT))
        told: RunnableConfig = {"configurable": {"on_statement": on_statement}}
        answer = await chain.ainvoke(replace(question, earlier=earlier), told)
        self._remember(_key(question, (*before, question.text)), answer)
        return answer

    async def _search(self, question: Question) -> tuple[tuple[Passage, ...], Coverage, float]:
        from bot.batch import search_one

        retriever = (await self._made()).retriever
        began = time.perf_counter()
        # SQLite and the models would hold up the loop, and with it everybody else.
        passages, _ = await asyncio.to_thread(search_one, retriever, question)
        coverage = await asyncio.to_thread(self.archive.coverage)
        return passages, coverage, (time.perf_counter() - began) * 1000

    async def _made(self) -> Engine:
        # Shielded: whoever hangs up must not cancel what all others wait for.
        return await asyncio.shield(asyncio.wrap_future(self._engine))

    def _remember(self, key: tuple[Question, tuple[str, ...]], answer: Answer) -> None:
        self._answers[key] = answer
        # Moved to the end, so that the conversation asked longest ago is given up first.
        self._answers.move_to_end(key)
        while len(self._answers) > REMEMBERED:
            self._answers.popitem(last=False)


def _key(question: Question, texts: Sequence[str]) -> tuple[Question, tuple[str, ...]]:
    """A conversation: its limits, and what was asked in it."""
    return replace(question, text="", id=None, earlier=()), tuple(texts)


def make_question_service(settings: Settings, archive: Archive) -> QuestionService:
    """The service of an archive; what answers is made in a thread of its own from now on."""
    engine: Future[Engine] = Future()

    def make() -> None:
        try:
            engine.set_result(_engine(with_time_to_quote(settings), archive))
        except BaseException as error:  # whoever asks is told
            engine.set_exception(error)

    # No daemon: the interpreter ends such a thread by force, and the runtime of the networks, which
    # is in the middle of loading one, then aborts the process. `leaving_in_time` bounds the wait.
    threading.Thread(target=make, name="making the chain").start()
    return QuestionService(archive, engine, seconds=settings.answer_seconds)


def _engine(settings: Settings, archive: Archive) -> Engine:
    from retrieval import factory

    # One retriever for both: it holds the open snapshot of the vectors.
    retriever = factory.make_retriever(settings, archive)
    return Engine(factory.make_chain(settings, archive, retriever=retriever), retriever)
