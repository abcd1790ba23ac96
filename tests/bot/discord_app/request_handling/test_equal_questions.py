"""Equal questions asked at once: each answered from the chain, one of them worked out at a time."""

import asyncio
from dataclasses import replace

import pytest

from bot.concurrency_limit import BUSY, LATE, Unanswered
from bot.discord_app.request_handling.question_queue import RESTARTING, QuestionQueue
from retrieval.errors import ArchiveError
from retrieval.types import Question
from support.discord_fakes import FakeChain, found

QUESTION = Question("When did the bridge open?")


def queue(chain, **values):
    return QuestionQueue(chain, **{"seconds": 5, "remembers": True} | values)


class Remembering:
    """A chain that works a question out slowly, and knows it from then on, as the real one does."""

    def __init__(self):
        self.known, self.worked_out, self.receipts = set(), 0, 0

    async def ainvoke(self, question, /):
        if question.text not in self.known:
            self.worked_out += 1
            await asyncio.sleep(0.02)
            self.known.add(question.text)
        self.receipts += 1
        return found(receipt=f"receipt-{self.receipts}")


async def test_equal_questions_are_worked_out_once_and_each_asker_has_a_receipt():
    chain = Remembering()
    questions = queue(chain)
    asked = (replace(QUESTION, channel=n, private=n % 2 == 0) for n in range(10))
    answers = await asyncio.gather(*map(questions.ask, asked))
    assert chain.worked_out == 1
    assert len({answer.receipt for answer in answers}) == 10


async def test_others_and_follow_ups_wait_for_nothing():
    chain = FakeChain(found(), held=asyncio.Event())
    questions = queue(chain, at_once=9)
    others = [
        QUESTION,
        replace(QUESTION, since="2016-01-01"),
        replace(QUESTION, language="ru"),
        *[replace(QUESTION, earlier=(found(),))] * 2,
    ]
    asked = [asyncio.create_task(questions.ask(one)) for one in others]
    await asyncio.sleep(0.02)
    assert len(chain.asked) == 5
    chain.held.set()
    await asyncio.gather(*asked)


async def test_who_waits_for_an_equal_question_holds_no_turn():
    chain = FakeChain(found(), held=asyncio.Event())
    questions = queue(chain, at_once=2)
    asked = [asyncio.create_task(questions.ask(QUESTION)) for _ in range(3)]
    await asyncio.sleep(0.01)
    other = asyncio.create_task(questions.ask(Question("Who opened it?")))
    await asyncio.sleep(0.01)
    assert [one.text for one in chain.asked] == [QUESTION.text, "Who opened it?"]
    chain.held.set()
    await asyncio.gather(*asked, other)


async def test_an_asker_who_is_gone_takes_nobody_along():
    chain = FakeChain(found(), held=asyncio.Event())
    questions = queue(chain)
    asked = [asyncio.create_task(questions.ask(QUESTION)) for _ in range(3)]
    await asyncio.sleep(0.01)
    asked[0].cancel()
    await asyncio.sleep(0.01)
    # The next one works it out, the last one waits on.
    assert (len(chain.asked), chain.at_once) == (2, 1)
    chain.held.set()
    assert [answer.found for answer in await asyncio.gather(*asked[1:])] == [True, True]


@pytest.mark.parametrize("error", [ArchiveError("It stayed busy."), ZeroDivisionError()])
async def test_an_error_reaches_everybody_who_waits(error):
    chain = FakeChain(error, delay=0.01)
    questions = queue(chain)
    outcomes = await asyncio.gather(
        *(questions.ask(QUESTION) for _ in range(4)), return_exceptions=True
    )
    assert outcomes == [error] * 4
    assert len(chain.asked) == 1
    # It stands in nobody's way afterwards.
    with pytest.raises(type(error)):
        await questions.ask(QUESTION)
    assert len(chain.asked) == 2


async def test_nobody_waits_longer_than_the_limit():
    questions = queue(FakeChain(found(), delay=30), seconds=0.05)
    outcomes = await asyncio.gather(
        *(questions.ask(QUESTION) for _ in range(3)), return_exceptions=True
    )
    assert {str(one) for one in outcomes} <= {LATE, BUSY}


async def test_stopping_tells_all_of_them():
    chain = FakeChain(found(), delay=30)
    questions = queue(chain)
    asked = [asyncio.create_task(questions.ask(QUESTION)) for _ in range(3)]
    await asyncio.sleep(0.01)
    await questions.stop(grace=0.01)
    outcomes = await asyncio.gather(*asked, return_exceptions=True)
    assert [str(one) for one in outcomes] == [RESTARTING] * 3
    assert all(isinstance(one, Unanswered) for one in outcomes)
