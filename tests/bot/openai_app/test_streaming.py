"""An answer in pieces: the same as the whole, no sentence twice, and what changed is said."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import openai
import pytest

from bot.labels import CHANGED
from retrieval.errors import ProviderError
from retrieval.messages import gettext, speaking
from retrieval.types import Statement
from support.answers import EXTRACTIVE, FARES, FERRIES
from support.openai_client import HELLO, asked, client
from support.question_services import FakeChain


async def streamed(chain: FakeChain, **more: Any) -> list[Any]:
    async with client(chain) as known:
        chunks = await known.chat.completions.create(
            model="dateline", messages=cast(Any, HELLO), stream=True, **more
        )
        return [chunk async for chunk in chunks]


def text_of(chunks: list[Any]) -> str:
    return "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)


async def test_a_stream_says_the_same_as_the_whole() -> None:
    whole = await asked(FakeChain())
    chunks = await streamed(FakeChain(), stream_options={"include_usage": True})
    assert text_of(chunks) == whole.choices[0].message.content
    assert chunks[0].choices[0].delta.role == "assistant"
    *_, last, usage = chunks
    assert last.choices[0].finish_reason == "stop"
    assert last.dateline == whole.dateline
    assert last.choices[0].delta.annotations == [
        one.model_dump() for one in whole.choices[0].message.annotations
    ]  # fmt: skip
    assert usage.usage.total_tokens == 0
    said = [chunk for chunk in chunks if FARES in text_of([chunk]) and hasattr(chunk, "dateline")]
    assert [one["quote"] for one in said[0].dateline["citations"]] == [FARES]


@pytest.mark.parametrize("count", [1, 2])
async def test_a_models_sentences_are_streamed_as_they_pass_and_none_twice(count: int) -> None:
    whole = await asked(FakeChain())
    chunks = await streamed(FakeChain(told=EXTRACTIVE.statements[:count]))
    assert text_of(chunks) == whole.choices[0].message.content


async def test_what_the_last_check_changed_follows_whole() -> None:
    chunks = await streamed(FakeChain(told=[Statement("Ferries run daily.", (1,))]))
    first, _, rest = text_of(chunks).partition(CHANGED)
    assert first.startswith("Ferries run daily. [1]")
    assert FERRIES in rest
    assert not hasattr(chunks[-1].choices[0].delta, "annotations")
    assert chunks[-1].dateline["statements"][0]["text"] == FERRIES


async def test_that_it_was_changed_is_said_in_the_answers_language() -> None:
    answer = replace(EXTRACTIVE, language="ru")
    chunks = await streamed(FakeChain(answer, told=[Statement("Ferries run daily.", (1,))]))
    with speaking("ru"):
        assert gettext(CHANGED) != CHANGED
        assert gettext(CHANGED) in text_of(chunks)


async def test_an_error_in_the_middle_of_a_stream_ends_it_as_one() -> None:
    chain = FakeChain(ProviderError("The model failed."), told=EXTRACTIVE.statements[:1])
    with pytest.raises(openai.APIError, match="The model failed"):
        await streamed(chain)
