import asyncio

import pytest

from bot.concurrency_limit import BUSY, LATE, Unanswered
from bot.discord_app.access.callbacks import Callback
from bot.discord_app.access.callers import Caller, served
from bot.discord_app.request_handling.question_queue import RESTARTING, QuestionQueue
from retrieval.errors import ArchiveMissing
from retrieval.types import Question
from support.discord_fakes import FakeChain, found

QUESTION = Question("When did the bridge open?")


async def test_the_chains_answer_is_handed_back():
    answer = found()
    assert await QuestionQueue(FakeChain(answer), seconds=5).ask(QUESTION) is answer


async def test_an_answer_that_takes_too_long_is_stopped():
    chain = FakeChain(found(), delay=30)
    with pytest.raises(Unanswered, match=LATE):
        await QuestionQueue(chain, seconds=0.02).ask(QUESTION)
    assert chain.at_once == 0


async def test_the_chains_own_errors_come_through():
    with pytest.raises(ArchiveMissing, match="index"):
        await QuestionQueue(FakeChain(ArchiveMissing("index first")), seconds=5).ask(QUESTION)


async def test_at_most_four_are_answered_at_once_and_the_others_wait():
    chain = FakeChain(found(), delay=0.01)
    questions = QuestionQueue(chain, seconds=5)
    await asyncio.gather(*(questions.ask(QUESTION) for _ in range(10)))
    assert len(chain.asked) == 10
    assert chain.most_at_once == 4


class SlowToEnd(FakeChain):
    """Keeps its turn for a while after its time is over, as a model that is being read does."""

    async def ainvoke(self, *args, **kwargs):
        try:
            return await super().ainvoke(*args, **kwargs)
        finally:
            await asyncio.sleep(0.2)


async def test_whoever_gets_no_turn_is_told_that_the_bot_is_busy():
    chain = SlowToEnd(found(), held=asyncio.Event())
    questions = QuestionQueue(chain, seconds=0.05, at_once=1)
    outcomes = await asyncio.gather(
        *(questions.ask(QUESTION) for _ in range(2)), return_exceptions=True
    )
    assert {str(outcome) for outcome in outcomes} == {LATE, BUSY}
    assert len(chain.asked) == 1


@pytest.mark.slow
@pytest.mark.parametrize(("quiet", "told"), [(0.01, ["1 question is"]), (5, [])])
async def test_who_waits_long_is_told_and_that_is_taken_back_with_the_answer(quiet, told):
    said, taken = [], []

    async def take_back():
        taken.append(said[-1])

    async def notice(text):
        said.append(text)
        return take_back

    questions = QuestionQueue(FakeChain(found(), delay=0.1), seconds=5, at_once=1, quiet=quiet)
    first = asyncio.create_task(questions.ask(QUESTION))
    await asyncio.sleep(0)
    served.set(Caller(1, 2, callback=Callback("1", 2, notice=notice)))
    answer = await questions.ask(QUESTION)
    assert answer.found
    assert first.done()
    assert [text[:13] for text in said] == told
    assert taken == said


async def test_stopping_lets_answers_finish_in_the_time_they_have():
    questions = QuestionQueue(FakeChain(found(), delay=0.02), seconds=5)
    answer = asyncio.create_task(questions.ask(QUESTION))
    await asyncio.sleep(0)
    await questions.stop(grace=5)
    assert (await answer).found


async def test_stopping_ends_the_rest_and_takes_no_more_questions():
    questions = QuestionQueue(FakeChain(found(), delay=30), seconds=60)
    answer = asyncio.create_task(questions.ask(QUESTION))
    await asyncio.sleep(0)
    await questions.stop(grace=0.01)
    with pytest.raises(Unanswered, match=RESTARTING):
        await answer
    with pytest.raises(Unanswered, match=RESTARTING):
        await questions.ask(QUESTION)


async def test_an_asker_who_is_gone_does_not_keep_the_chain_at_work():
    chain = FakeChain(found(), delay=30)
    answer = asyncio.create_task(QuestionQueue(chain, seconds=60).ask(QUESTION))
    await asyncio.sleep(0.01)
    answer.cancel()
    await asyncio.sleep(0.01)
    assert answer.cancelled()
    assert (len(chain.asked), chain.at_once) == (1, 0)
