"""A few answers at a time, each within its time."""

from __future__ import annotations

import asyncio

import pytest

from bot.concurrency_limit import (
    BUSY,
    LATE,
    LONGEST,
    ConcurrencyLimit,
    Unanswered,
    with_time_to_quote,
)
from retrieval.settings import Settings


async def soon() -> str:
    await asyncio.sleep(0)
    return "answer"


async def never() -> str:
    await asyncio.Event().wait()
    return "never"


async def test_what_is_called_gives_the_answer_and_the_slot_is_free_again() -> None:
    limit = ConcurrencyLimit(seconds=5, at_once=1)
    assert [await limit.run(soon) for _ in range(3)] == ["answer"] * 3
    assert not limit.is_reached


async def test_what_takes_too_long_is_late() -> None:
    limit = ConcurrencyLimit(seconds=0.02, at_once=1)
    with pytest.raises(Unanswered) as said:
        await limit.run(never)
    assert str(said.value) == LATE
    assert not limit.is_reached


async def test_who_waits_in_vain_for_a_slot_finds_it_busy() -> None:
    limit = ConcurrencyLimit(seconds=0.02, at_once=1)
    # Taken for as long as it needs: of two runs the second might get the slot as its time ends.
    async with limit._slots:
        with pytest.raises(Unanswered) as said:
            await limit.run(soon)
    assert str(said.value) == BUSY


async def test_the_limit_is_reached_while_as_many_are_answered() -> None:
    limit = ConcurrencyLimit(seconds=5, at_once=1)
    taken = asyncio.create_task(limit.run(never))
    await asyncio.sleep(0)
    assert limit.is_reached
    taken.cancel()


@pytest.mark.parametrize(
    ("whole", "model", "left"), [(60, 55, 50), (60, 30, 30), (12, 30, 6), (9999, 999, LONGEST - 10)]
)
def test_the_model_leaves_time_to_quote(whole: float, model: float, left: float) -> None:
    settings = Settings(answer_seconds=whole, model_seconds=model)
    assert with_time_to_quote(settings).model_seconds == left
