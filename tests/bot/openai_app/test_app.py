"""The endpoint, asked by OpenAI's own client and by requests that mean no good."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, cast

import httpx
import openai
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.openai_app.app import MOST_BODY, make_app
from bot.openai_app.writing import CHANGED
from retrieval.errors import ArchiveMissing, DatelineError, ProviderError, UsageError
from retrieval.types import Answer, Statement
from support.answers import EXTRACTIVE, FARES, FERRIES, REFUSAL, UNDATED, cite
from support.desks import FakeChain, desk

URL = "http://localhost:8765/v1"
HELLO: list[dict[str, Any]] = [{"role": "user", "content": "When do ferries run?"}]


def web(chain: FakeChain, *, key: str | None = None, per_minute: int = 0, seconds: float = 5,
        loopback: bool = True) -> httpx.AsyncClient:  # fmt: skip
    app = make_app(desk(chain, seconds), key=key, loopback=loopback, per_minute=per_minute)
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app, raise_app_exceptions=False), base_url=URL
    )


@asynccontextmanager
async def client(chain: FakeChain, **options: Any) -> AsyncIterator[openai.AsyncOpenAI]:
    async with (
        web(chain, **options) as http,
        openai.AsyncOpenAI(base_url=URL, api_key="unused", http_client=http) as known,
    ):
        yield known


async def asked(chain: FakeChain, messages: list[dict[str, Any]] = HELLO, **more: Any) -> Any:
    async with client(chain) as known:
        return await known.chat.completions.create(
            model="dateline", messages=cast(Any, messages), **more
        )


async def streamed(chain: FakeChain, **more: Any) -> list[Any]:
    async with client(chain) as known:
        chunks = await known.chat.completions.create(
            model="dateline", messages=cast(Any, HELLO), stream=True, **more
        )
        return [chunk async for chunk in chunks]


def text_of(chunks: list[Any]) -> str:
    return "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)


async def test_an_answer_has_numbered_sources_in_its_text_and_as_data() -> None:
    done = await asked(FakeChain())
    content = done.choices[0].message.content
    assert content.startswith(f"{FERRIES} [1]\n\n{FARES} [2]\n\n**Sources**")
    assert done.choices[0].finish_reason == "stop"
    told = done.dateline
    assert [one["number"] for one in told["citations"]] == [1, 2]
    assert [one["hash"] for one in told["citations"]] == [
        one.hash for one in EXTRACTIVE.citations
    ]  # fmt: skip
    assert told["receipt"] == EXTRACTIVE.receipt
    assert "source" not in told["citations"][0]
    assert "articles/ferries.md" not in done.model_dump_json()


async def test_sentences_with_a_web_address_are_annotated_where_they_stand() -> None:
    message = (await asked(FakeChain())).choices[0].message
    (only,) = message.annotations
    place = only.url_citation
    assert message.content[place.start_index : place.end_index] == f"{FARES} [2]"
    assert place.url.startswith(UNDATED.url)
    assert "#:~:text=" in place.url


async def test_a_refusal_says_what_comes_nearest() -> None:
    done = await asked(FakeChain(REFUSAL))
    assert done.dateline["found"] is False
    assert done.dateline["citations"] == []
    assert [one["quote"] for one in done.dateline["nearest"]] == [FERRIES, FARES]
    assert f"“{FERRIES}”" in done.choices[0].message.content


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


async def test_earlier_messages_are_the_earlier_questions() -> None:
    chain = FakeChain()
    messages = [
        {"role": "system", "content": "You are a pirate."},
        {"role": "user", "content": "When do ferries run?"},
        {"role": "assistant", "content": "Hourly."},
        {"role": "user", "content": "???"},
        {"role": "user", "content": [{"type": "text", "text": "And on Sundays?"}]},
    ]
    await asked(chain, messages, extra_body={"dateline": {"outlet": "TASS"}})
    assert chain.asked == [
        ("When do ferries run?", (), False),
        ("And on Sundays?", ("When do ferries run?",), True),
    ]
    assert {one.outlet for one in chain.questions} == {"TASS"}


async def test_the_one_model_is_listed() -> None:
    async with client(FakeChain()) as known:
        assert [one.id async for one in known.models.list()] == ["dateline"]
        assert (await known.models.retrieve("dateline")).id == "dateline"
        with pytest.raises(openai.NotFoundError):
            await known.models.retrieve("gpt-4o")


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (UsageError("Ask it in words."), openai.BadRequestError),
        (ArchiveMissing("Index first."), openai.InternalServerError),
        (ProviderError("The model failed."), openai.InternalServerError),
        (DatelineError("It went wrong."), openai.InternalServerError),
    ],
)
@pytest.mark.parametrize("stream", [False, True])
async def test_an_error_is_one_of_openais_with_the_sentence_and_is_not_tried_again(
    error: DatelineError, kind: type[openai.APIStatusError], stream: bool
) -> None:
    chain = FakeChain(error)
    with pytest.raises(kind, match=str(error)):
        await asked(chain, stream=stream)
    assert len(chain.asked) == 1


async def test_a_bug_is_told_without_its_words() -> None:
    with pytest.raises(openai.InternalServerError, match="inside Dateline") as caught:
        await asked(FakeChain(ValueError("a secret path")))
    assert "secret" not in str(caught.value)


async def test_an_error_in_the_middle_of_a_stream_ends_it_as_one() -> None:
    chain = FakeChain(ProviderError("The model failed."), told=EXTRACTIVE.statements[:1])
    with pytest.raises(openai.APIError, match="The model failed"):
        await streamed(chain)


async def test_what_takes_too_long_is_stopped() -> None:
    async with web(FakeChain(delay=30), seconds=0.02) as http:
        sent = await http.post("/chat/completions", json=body())
    assert (sent.status_code, sent.json()["error"]["code"]) == (503, "no_answer_in_time")


async def test_an_address_has_its_limit_a_minute() -> None:
    chain = FakeChain()
    async with web(chain, per_minute=2) as http:
        sent = [await http.post("/chat/completions", json=body()) for _ in range(3)]
        assert (await http.get("/models")).status_code == 200
    assert [one.status_code for one in sent] == [200, 200, 429]
    assert "2 times in a minute" in sent[-1].json()["error"]["message"]
    assert len(chain.asked) == 2


def body(**more: Any) -> dict[str, Any]:
    return {"model": "dateline", "messages": HELLO, **more}


JSON = {"Content-Type": "application/json"}
BAD: list[tuple[dict[str, Any], int, str]] = [
    ({"json": body(model="gpt-4o")}, 404, "ask for 'dateline'"),
    ({"json": body(messages=[])}, 400, "messages"),
    ({"json": body(messages=[{"role": "user", "content": "a"}] * 1001)}, 400, "1000"),
    ({"json": body(messages=[{"role": "user", "content": None}])}, 400, "content"),
    ({"json": body(messages=[{"role": "user"}])}, 400, "content"),
    ({"json": body(messages=[{"role": "robber", "content": "a"}])}, 400, "role"),
    ({"json": body(messages=[*HELLO, {"role": "assistant", "content": "a"}])}, 400, "no user's"),
    ({"json": body(messages=[{"role": "user", "content": [
        {"type": "image_url", "image_url": {"url": "http://x"}}]}])}, 400, "no pictures"),
    ({"json": body(n=2)}, 400, "n:"),
    ({"json": body(response_format={"type": "json_object"})}, 400, "response_format"),
    ({"json": body(dateline={"since": "last week"})}, 400, "no date"),
    ({"json": body(dateline={"outlets": "TASS"})}, 400, "dateline.outlets"),
    ({"json": []}, 400, "object"),
    ({"content": b"{", "headers": JSON}, 400, "JSON"),
    ({"content": b"[" * 100_000, "headers": JSON}, 400, "JSON"),
    ({"content": b'{"model":"\xff"}', "headers": JSON}, 400, "JSON"),
    ({"content": b" " * (MOST_BODY + 1), "headers": JSON}, 413,
     "larger than"),
    ({"content": json.dumps(body()), "headers": {"Content-Type": "text/plain"}}, 415, "as JSON"),
    ({"data": {"a": "b"}}, 415, "as JSON"),
    ({"json": body(), "headers": {"Host": "evil.example"}}, 421, "own address"),
    ({"json": body(), "headers": {"Origin": "https://evil.example"}}, 403, "other sites"),
]  # fmt: skip


@pytest.mark.parametrize(("sent", "status", "sentence"), BAD)
async def test_a_request_that_is_wrong_is_told_so_and_reaches_no_chain(
    sent: dict[str, Any], status: int, sentence: str
) -> None:
    chain = FakeChain()
    async with web(chain) as http:
        back = await http.post("/chat/completions", **sent)
    assert back.status_code == status, back.text
    error = back.json()["error"]
    assert sentence in error["message"]
    assert error["type"] == "invalid_request_error"
    assert not chain.asked


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/chat/completions", 405), ("POST", "/models", 405), ("POST", "/embeddings", 404),
     ("GET", "/../archive.sqlite", 404), ("OPTIONS", "/chat/completions", 405)],
)  # fmt: skip
async def test_what_is_not_there_is_told_in_the_same_form(
    method: str, path: str, status: int
) -> None:
    async with web(FakeChain()) as http:
        back = await http.request(method, f"{URL}{path}")
    assert back.status_code == status
    assert back.json()["error"]["message"]
    assert "access-control-allow-origin" not in back.headers


async def test_with_a_key_only_the_health_is_open() -> None:
    async with web(FakeChain(), key="a-key-of-sixteen-or-more", loopback=False) as http:
        assert (await http.get("http://archive.example/health")).json() == {"status": "ok"}
        assert (await http.get("http://archive.example/v1/models")).status_code == 401
        known = {"Authorization": "Bearer a-key-of-sixteen-or-more"}
        assert (await http.post("/chat/completions", json=body(), headers=known)).is_success


@given(st.text(), st.text(st.characters(exclude_categories=["Cs"])))
async def test_no_text_of_an_article_breaks_out_of_its_place(quote: str, title: str) -> None:
    article = replace(UNDATED, text=quote, title=title, url=None, source="a.md")
    citation = cite(1, article, quote)
    answer: Answer = replace(
        EXTRACTIVE, statements=(Statement(quote, (1,)),), citations=(citation,)
    )
    async with web(FakeChain(answer)) as http:
        sent = await http.post("/chat/completions", json=body(stream=True))
    lines = sent.text.split("\n\n")
    assert lines[-2:] == ["data: [DONE]", ""]
    pieces = [json.loads(line.removeprefix("data: ")) for line in lines[:-2]]
    content = "".join(one["choices"][0]["delta"].get("content", "") for one in pieces)
    bare = content.replace("\\\\", "")
    for mark in "*_`<&$~|":
        count = bare.count(mark) - bare.count(f"\\{mark}")
        assert count == (4 if mark == "*" else 0)
    assert pieces[-1]["dateline"]["citations"][0]["quote"] == quote
