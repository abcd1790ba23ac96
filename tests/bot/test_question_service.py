"""What serving faces ask: earlier questions are remembered, or asked again without a receipt."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import Future
from typing import Any, cast

import pytest

from bot.concurrency_limit import LATE, Unanswered
from bot.conversation import MOST_EARLIER
from bot.question_service import REMEMBERED, Engine, QuestionService
from retrieval.errors import ConfigurationError
from retrieval.types import Question
from support.question_services import FakeChain, service

# A process that is told to end while the chain is being made.
ENDED_EARLY = """
import time
from bot.question_service import make_question_service
from retrieval import factory
from retrieval.settings import Settings

def make_retriever(settings, archive):
    time.sleep(0.3)
    print("made", flush=True)

factory.make_retriever = make_retriever
make_question_service(Settings(), None)
"""


def test_a_process_that_ends_waits_for_what_is_being_loaded() -> None:
    """The runtime of the networks aborts a process that takes its thread away."""
    done = subprocess.run(
        [sys.executable, "-c", ENDED_EARLY], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (0, "made\n")


async def test_earlier_questions_nobody_remembers_are_asked_again_without_a_receipt() -> None:
    chain = FakeChain()
    await service(chain).ask(Question("c"), ["a", "b"])
    assert chain.asked == [("a", (), False), ("b", ("a",), False), ("c", ("a", "b"), True)]


async def test_the_answers_of_a_conversation_are_remembered() -> None:
    chain = FakeChain()
    asked = service(chain)
    for last in range(1, 4):
        texts = ["a", "b", "c"][:last]
        await asked.ask(Question(texts[-1]), texts[:-1])
    assert chain.asked == [("a", (), True), ("b", ("a",), True), ("c", ("a", "b"), True)]


async def test_other_limits_are_another_conversation() -> None:
    chain = FakeChain()
    asked = service(chain)
    await asked.ask(Question("a"))
    await asked.ask(Question("b", outlet="TASS"), ["a"])
    assert [text for text, _, _ in chain.asked] == ["a", "a", "b"]


async def test_of_a_long_conversation_only_the_last_questions_are_asked_again() -> None:
    chain = FakeChain()
    await service(chain).ask(Question("now"), [str(number) for number in range(50)])
    assert len(chain.asked) == MOST_EARLIER + 1


async def test_what_is_remembered_has_an_end() -> None:
    chain = FakeChain()
    asked = service(chain)
    for number in range(REMEMBERED + 1):
        await asked.ask(Question(str(number)))
    await asked.ask(Question("next"), ["0"])
    assert [text for text, _, _ in chain.asked[-2:]] == ["0", "next"]


async def test_an_answer_has_its_time() -> None:
    with pytest.raises(Unanswered, match=LATE):
        await service(FakeChain(delay=30), seconds=0.02).ask(Question("a"))


async def test_what_keeps_the_chain_from_being_made_is_told_to_everyone_who_asks() -> None:
    engine: Future[Engine] = Future()
    asked = QuestionService(cast(Any, None), engine, seconds=5)
    engine.set_exception(ConfigurationError("Set a model."))
    for _ in range(2):
        with pytest.raises(ConfigurationError, match="Set a model"):
            await asked.ask(Question("a"))
